"""Checks of the content: characters without a glyph, what an edition would want."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from formalletter import assets
from formalletter.checking import missing_glyphs, wants
from formalletter.diagnostics import Place
from formalletter.edition import Edition
from formalletter.fonts import Coverage
from formalletter.reading import read_letter
from formalletter.rolls import letter_for

CASSETTE = "\U0001f4fc"
Make = Callable[..., Path]


def places(folder: Path) -> list[tuple[str, int | None, int | None]]:
    letter, _ = read_letter(folder)
    coverage = Coverage(assets.fonts_folder(), folder / "fonts")
    found = [problem.place for problem in missing_glyphs(letter, coverage)]
    assert all(isinstance(place, Place) for place in found)
    return [(Path(place.path or "").name, place.line, place.column) for place in found if place]


def test_body_character_without_a_glyph_has_its_line_and_column(make_letter: Make) -> None:
    assert places(make_letter(f"fine\n\nhere {CASSETTE} is one\n")) == [("letter.md", 11, 6)]


def test_name_without_a_glyph_has_its_row(make_letter: Make) -> None:
    assert places(make_letter(names=["Good", f"Bad {CASSETTE}"])) == [("signatories.csv", 3, 6)]


def test_header_value_without_a_glyph_has_its_line(make_letter: Make) -> None:
    found = places(make_letter(header=f"place: Geneva {CASSETTE}\n"))
    assert found == [("letter.md", 7, 15)]


def test_letter_of_many_scripts_has_all_its_glyphs(make_letter: Make) -> None:
    assert places(make_letter("Ünïcode, čeština, Қазақ, 中文\n", names=["ئۇيغۇر", "བོད་"])) == []


@pytest.mark.parametrize(
    ("edition", "header", "wanted"),
    [
        (Edition.DELIVERY, "", {"wants-contact", "wants-letterhead", "wants-valediction"}),
        (
            Edition.PRINT,
            "contact: {name: A, email: a@example.org}\nvalediction: Yours,\n",
            {"wants-contact", "wants-letterhead"},
        ),
        (
            Edition.PRESS,
            """contact: {email: a@example.org}
valediction: Yours,
letterhead: {organisations: [{name: One}]}
""",
            set(),
        ),
    ],
)
def test_an_edition_says_what_it_would_want(
    make_letter: Make, edition: Edition, header: str, wanted: set[str]
) -> None:
    letter, _ = letter_for(read_letter(make_letter(header=header))[0], "public")
    found = list(wants(letter, edition))
    assert {problem.code for problem in found} == wanted
    assert not any(problem.is_error for problem in found)


def test_annex_character_without_a_glyph_has_its_file_and_line(make_letter: Make) -> None:
    annex = "{title: One, file: one.md}, {title: Two, file: two.pdf, transcript: said.md}"
    folder = make_letter(header=f"annexes: [{annex}]\n")
    for name, text in (("one.md", f"\n{CASSETTE}"), ("two.pdf", "%PDF"), ("said.md", CASSETTE)):
        (folder / name).write_text(text, encoding="utf-8")
    assert places(folder) == [("one.md", 2, 1), ("said.md", 1, 1)]


def test_a_letter_that_nobody_signs_says_so(make_letter: Make) -> None:
    folder = make_letter()
    (folder / "signatories.csv").unlink()
    letter, _ = read_letter(folder)
    assert "wants-signed-by" in {problem.code for problem in wants(letter, Edition.DELIVERY)}
