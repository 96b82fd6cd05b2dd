"""References to annexes in prose: those of this letter, and never those of another document."""

from __future__ import annotations

from pathlib import Path

import pytest
from content_cases import read, shown

from formalletter.checking.referring import reference_problems

MENTIONED = "\n\nAll is in [](annex:A) and [](annex:B)."


def found(folder: Path, body: str, annexes: int = 2, **header: str) -> list[tuple[str, str]]:
    (folder / "a.md").write_text("An annex.", encoding="utf-8")
    if annexes:
        titles = ", ".join(f"{{title: Annex {n}, file: {n}.md}}" for n in range(annexes))
        for number in range(annexes):
            (folder / f"{number}.md").write_text("Words.", encoding="utf-8")
        header = {**header, "annexes": f"[{titles}]"}
    letter, texts = read(folder, body, **header)
    return [(problem.code, shown(problem)) for problem in reference_problems(letter, texts)]


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        ("en-GB", "see Annex C", "Annex C"),
        ("en-GB", "as Annex D shows", "Annex D"),
        ("en-GB", "in Annexes A, B and C", "Annexes A, B and C"),
        ("en-GB", "Annexes A–C", "Annexes A–C"),
        ("en-GB", "(see annex 3)", "annex 3"),
        ("en-GB", "Annex C to this letter", "Annex C"),
        ("fr", "voir l’annexe C", "annexe C"),
        ("es", "véase el anexo C", "anexo C"),
        ("de", "siehe Anlage C", "Anlage C"),
        ("ru", "см. приложение C", "приложение C"),
        ("ar", "انظر المرفق C", "المرفق C"),
        ("zh", "请见附件C的内容", "附件C"),
    ],
)
def test_an_annex_that_there_is_not(tmp_path: Path, language: str, body: str, expected: str):
    assert found(tmp_path, body + MENTIONED, language=language) == [("annex-unknown", expected)]


@pytest.mark.parametrize(
    "body",
    [
        "Annex C of the Convention and Annex D to its Protocol",
        "Annex I lists them; annex VII does not",
        "in resolution 60/147, annex C, and (A/HRC/49/2, annex)",
        "the Convention’s Annex C, its annex, whose Annex D",
        "Annex A, Annex B and Annexes A and B; annexes A to B",
        "the annexes of this letter",
        "China may not annex Taiwan; to annex a region",
        "the Annexation of a region",
        "Annex Alpha and Annex CD-ROM",
    ],
)
def test_annexes_of_others_are_left_alone(tmp_path: Path, body: str):
    assert found(tmp_path, body + MENTIONED) == []


def test_a_letter_without_annexes_can_speak_of_those_of_others(tmp_path: Path):
    assert found(tmp_path, "Annex C lists them.", annexes=0) == []
    assert found(tmp_path, "For this see Annex C.", annexes=0) == [("annex-unknown", "Annex C")]


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        ("en-GB", "see the annex", "annex"),
        ("en-GB", "in the attached annex", "annex"),
        ("fr", "voir l’annexe.", "annexe"),
        ("de", "siehe Anhang", "Anhang"),
    ],
)
def test_the_annex_where_there_are_several(tmp_path: Path, language: str, body: str, expected: str):
    assert found(tmp_path, body + MENTIONED, language=language) == [("annex-unclear", expected)]
    assert found(tmp_path, body, annexes=1, language=language) == []


@pytest.mark.parametrize(
    ("body", "missing"),
    [
        ("Nothing.", ["0.md", "1.md"]),
        ("As Annex B says.", ["0.md"]),
        ("In Annexes A and B.", []),
        ("In the annexes.", []),
        ("In [this](annex:a#words) and Annex B to this letter.", []),
        ("A note[^1]; Annex A.\n\n[^1]: See Annex B.", []),
    ],
)
def test_an_annex_that_nothing_refers_to(tmp_path: Path, body: str, missing: list[str]):
    assert found(tmp_path, body) == [("annex-unmentioned", file) for file in missing]


def test_labels_may_be_numbers(tmp_path: Path):
    body = "Annex 1, Annex 2 and Annex 3"
    assert found(tmp_path, body, annex_labels="numbers") == [("annex-unknown", "Annex 3")]


def test_in_a_language_without_words_only_links_are_read(tmp_path: Path):
    assert found(tmp_path, "Kiambatisho C", language="sw") == []
