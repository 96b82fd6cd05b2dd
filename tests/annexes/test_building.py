"""What else a header asks of annexes, and what a person sees of a build that fails."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pypdf
import pytest
from typer.testing import CliRunner

from formalletter import build
from formalletter.cli import app
from formalletter.edition import Edition
from formalletter.errors import InputError

CORPUS = Path(__file__).parents[1] / "corpus"
DIGESTS = json.loads((CORPUS / "digests.json").read_text(encoding="utf-8"))
REFUSED = {
    "encrypted-unknown": "password",
    "hostile-handler": "no password opens",
    "portfolio": "portfolio",
    "form-xfa-only": "XFA",
    "damaged-html": "not a PDF",
    "damaged-empty": "not a PDF",
    "damaged-no-pages": "no pages",
    "hostile-pages-flat": "pages",
    "hostile-flate": "",
    "damaged-no-root": "",
}


def run(folder: Path, output: Path):
    return CliRunner().invoke(app, ["build", str(folder), "-o", str(output)])


def test_every_code_of_a_refusal_is_tried_here():
    codes = {entry["code"] for entry in DIGESTS.values() if entry["expect"] == "refuse"}
    assert codes - {None} == {DIGESTS[name]["code"] for name in REFUSED}


@pytest.fixture(scope="module")
def refusals(finish):
    """The problems of one letter in which every annex is refused."""
    annexes = [f"title: {name}, file: annexes/{name}.pdf" for name in REFUSED]
    with pytest.raises(InputError) as caught:
        finish(annexes)
    assert caught.value.exit_code == 1
    return {problem.place.line: problem for problem in caught.value.problems if problem.is_error}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_has_its_code_the_name_a_reason_and_a_remedy(refusals, name):
    (problem,) = (each for each in refusals.values() if f"annexes/{name}.pdf" in each.message)
    assert problem.code == DIGESTS[name]["code"]
    assert REFUSED[name] in problem.message
    assert problem.hint
    assert f"annexes/{name}.pdf" in problem.place.source


def test_a_person_is_told_and_nothing_is_written(write, tmp_path):
    folder = write(
        [
            "title: The report, file: annexes/weasyprint-tagged.pdf",
            "title: A page of the web, file: annexes/damaged-html.pdf",
        ]
    )
    result = run(folder, tmp_path / "out")
    assert result.exit_code == 1
    assert "error: annexes/damaged-html.pdf is not a PDF" in result.stderr
    assert "hint:" in result.stderr
    assert result.stdout == ""
    assert not (tmp_path / "out").exists()


def test_an_earlier_file_stays_when_an_annex_is_refused(write, tmp_path):
    folder = write(["title: A, file: annexes/links.pdf"])
    assert run(folder, tmp_path / "out").exit_code == 0
    (finished,) = (tmp_path / "out").iterdir()
    before = finished.read_bytes()
    (folder / "annexes/links.pdf").write_bytes(b"")
    assert run(folder, tmp_path / "out").exit_code == 1
    assert list((tmp_path / "out").iterdir()) == [finished]
    assert finished.read_bytes() == before


def test_a_password_is_asked_for_by_the_name_of_the_file(write, tmp_path):
    folder = write(["title: A, file: annexes/encrypted-user-aes-128.pdf"])
    asked = []

    def ask(name: str) -> str:
        asked.append(name)
        return "letmein"

    built = build(folder, output=tmp_path, ask=ask)
    assert asked == ["annexes/encrypted-user-aes-128.pdf"]
    assert "Encrypted for user aes 128" in pypdf.PdfReader(built.path).pages[1].extract_text()


@pytest.mark.parametrize(
    ("setting", "password", "code"),
    [
        ("", "wrong", "annex-password-wrong"),
        ("", None, "annex-password-needed"),
        (", password-variable: NOT_SET", "letmein", "annex-password-variable"),
    ],
)
def test_without_the_right_password_nothing_is_built(write, tmp_path, setting, password, code):
    folder = write([f"title: A, file: annexes/encrypted-user-aes-128.pdf{setting}"])
    with pytest.raises(InputError) as caught:
        build(folder, output=tmp_path / "out", ask=lambda _: password)
    assert [problem.code for problem in caught.value.problems] == [code]
    assert not (tmp_path / "out").exists()


def test_wrong_references_are_refused_where_they_stand(write, tmp_path):
    folder = write(
        ["title: A, file: annexes/bookmarks.pdf, pages: 1-2", "title: B, file: annexes/b.md"],
        "See [](annex:C),\n[](annex:A?page=3),\n[](annex:B#nowhere)\nand [](annex:).\n",
        b="See [](annex:A#nowhere).\n\n## A place\n\nText.\n",
    )
    with pytest.raises(InputError) as caught:
        build(folder, output=tmp_path / "out")
    found = [problem for problem in caught.value.problems if problem.is_error]
    assert {problem.code for problem in found} == {"annex-reference"}
    told = [(each.place.path.rpartition("/")[2], each.place.line, each.message) for each in found]
    line = (folder / "letter.md").read_text(encoding="utf-8").splitlines().index("See [](annex:C),")
    assert sorted(told) == [
        ("b.md", 1, "annex A has no place “nowhere”"),
        ("letter.md", line + 1, "there is no annex “C”"),
        ("letter.md", line + 2, "annex A has no page 3"),
        ("letter.md", line + 3, "annex B has no place “nowhere”"),
        ("letter.md", line + 4, "“annex:” does not name an annex"),
    ]
    assert not (tmp_path / "out").exists()


@pytest.fixture
def framed(write):
    """A letter with an annex that has a frame where any stamp could stand."""

    def framed(setting: str) -> Path:
        folder = write([f"title: A, file: annexes/geometry-full.pdf{setting}"])
        file = folder / "annexes" / "geometry-full.pdf"
        with pikepdf.open(file, allow_overwriting_input=True) as pdf:
            page = pdf.pages[0]
            page.contents_add(b"q 1 w 22 22 551 798 re S Q")
            pdf.save(file)
        return folder

    return framed


def test_a_page_is_made_smaller_for_its_stamp_only_when_asked_to(framed, tmp_path):
    def stands(pdf: Path) -> float:
        found = []
        page = pypdf.PdfReader(pdf).pages[1]
        page.extract_text(
            visitor_text=lambda text, cm, tm, *_: found.append((text, cm[0], cm[5], tm[5]))
        )
        return next(scale for text, scale, *_ in found if "Line 1 of a page" in text)

    folder = framed("")
    built = build(folder, output=tmp_path)
    assert stands(built.path) == 1
    (problem,) = (each for each in built.problems if each.code == "stamp-over-text")
    assert "annex A has no room for its stamp on page 2" in problem.message
    assert "shrink: true" in problem.hint
    letter = folder / "letter.md"
    text = letter.read_text(encoding="utf-8")
    letter.write_text(text.replace("full.pdf", "full.pdf, shrink: true"), encoding="utf-8")
    built = build(folder, output=tmp_path)
    assert 0.9 <= stands(built.path) < 1
    assert "stamp-over-text" not in [each.code for each in built.problems]


def test_on_paper_a_reference_in_words_says_its_page(finish):
    printed = finish(
        ["title: A, file: annexes/bookmarks.pdf"],
        "See [the second page](annex:1?page=2).\n",
        "annex-labels: numbers\n",
        options={"edition": Edition.PRINT},
    )
    assert "See the second page (Annex 1, page 3)." in printed.texts[0]
    assert printed.texts[2].count("Annex 1 · A · Page 3 of 4") == 1


def test_texts_too_long_to_say_their_page_numbers_are_refused(write, tmp_path, monkeypatch):
    # Real ones of 201 pages would take too long.
    monkeypatch.setattr("formalletter.enclosing.manuscript.MOST_PAGES", 2)
    long = "A paragraph.\n\n" * 100
    folder = write(
        [
            "title: A, file: annexes/a.md, cover: true",
            "title: B, file: annexes/b.md",
            "title: C, file: annexes/links.pdf, cover: true",
        ],
        long,
        a=long,
        b=long,
    )
    with pytest.raises(InputError) as caught:
        build(folder, output=tmp_path / "out")
    found = [problem for problem in caught.value.problems if problem.is_error]
    assert [problem.code for problem in found] == ["annex-numbers-lost"] * 2
    assert "the letter has 5 pages" in found[0].message
    assert "annex A has more than 2 pages" in found[1].message
    assert not (tmp_path / "out").exists()


def test_what_holds_of_many_annexes_is_said_once(write, tmp_path):
    names = ("links", "bookmarks", "page-labels")
    folder = write([f"title: {name}, file: annexes/{name}.pdf" for name in names])
    result = run(folder, tmp_path / "out")
    assert result.exit_code == 0
    assert result.stderr.count("has no tags") == 1
    assert "annexes/links.pdf has no tags" in result.stderr
    assert "the same holds of annexes B and C" in result.stderr


def test_attached_files_that_are_left_out_are_listed(write, tmp_path):
    built = build(write(["title: A, file: annexes/attachments.pdf"]), output=tmp_path)
    (problem,) = (each for each in built.problems if each.code == "annex-attachments")
    assert "goes without its attached files" in problem.message
    for name in ("figures.csv", "note.txt", "clip.txt"):
        assert name in problem.message
    assert "attachments: true" in problem.hint
    assert not pypdf.PdfReader(built.path).attachments
