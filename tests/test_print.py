"""The print edition: the same pages as the delivery edition, made for paper."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from formalletter import pipeline
from formalletter.edition import Edition, Order
from formalletter.typeset import Line

Make = Callable[..., Path]

SEED = Path(__file__).parents[1] / "content" / "ohchr-xinjiang-2022"
MM = 72 / 25.4
DELIVERY = Order(Edition.DELIVERY, "addressee")
PRINT = Order(Edition.PRINT, "addressee")
PARAGRAPH = (
    "The lamps of harbour {n} have been dark since the storm, as [log {n} of the"
    " keepers](https://keepers.net/log/{n}) says. Nobody has come to mend those on pier {n}, though"
    " the keepers of house {n} wrote in May and in June, and once more when the winter came. The"
    " boats of bay {n} therefore stay at home at night."
)
ADDRESSES = "Addresses of the links"


def make(folder: Path, order: Order) -> pipeline.Made:
    return pipeline.make(folder, lambda _: order)


def reader(made: pipeline.Made) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(made.pdf))


def texts(made: pipeline.Made) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in reader(made).pages]


def letter_lines(made: pipeline.Made) -> list[tuple[int, str, float]]:
    """The lines of the letter with their pages and heights.

    Without the addresses, and what tells the number of pages, which may be one more for them.
    """

    def counts(line: Line) -> bool:
        apart = " aside." in line.path or "page-count" in line.path
        return line.region != "margin" and not apart

    lines = [line for line in made.settled.letter.lines if counts(line)]
    return [(line.page, line.text, round(line.baseline, 2)) for line in lines]


def linked(make_letter: Make, count: int = 20, names: int = 30, more: str = "") -> Path:
    body = "\n\n".join(PARAGRAPH.format(n=number) for number in range(count))
    return make_letter(body, names=[f"Society {number}" for number in range(names)], header=more)


def test_the_seed_letter_breaks_on_paper_as_on_screens() -> None:
    delivered, printed = make(SEED, DELIVERY), make(SEED, PRINT)
    assert letter_lines(printed) == letter_lines(delivered)
    assert printed.pages == delivered.pages


# At some of these lengths the list is filled anew so that the last page is no stub.
@pytest.mark.parametrize(("count", "names"), [(1, 2), (6, 20), (7, 60), (11, 90), (12, 150)])
def test_a_letter_with_links_breaks_on_paper_as_on_screens(
    make_letter: Make, count: int, names: int
) -> None:
    folder = linked(make_letter, count, names)
    delivered, printed = make(folder, DELIVERY), make(folder, PRINT)
    assert letter_lines(printed) == letter_lines(delivered)


def test_addresses_stand_once_below_the_list(make_letter: Make) -> None:
    printed = make(linked(make_letter, 4), PRINT)
    whole = " ".join(texts(printed))
    before, after = whole.split(ADDRESSES)
    assert "https://" not in before
    for number in range(4):
        assert after.count(f"log {number} of the keepers: https://keepers.net/log/{number}") == 1
    assert not [page for page in reader(printed).pages if "/Annots" in page]


def test_what_is_its_own_address_is_not_listed(make_letter: Make) -> None:
    body = "Write to <office@keepers.net> or see <https://keepers.net/log>.\n"
    (text,) = texts(make(make_letter(body), PRINT))
    assert "see https://keepers.net/log." in text
    assert ADDRESSES not in text


def test_a_note_s_link_is_listed_too(make_letter: Make) -> None:
    body = "One.[^1]\n\n[^1]: See [those of 2020--2021](https://keepers.net/note).\n"
    (text,) = texts(make(make_letter(body), PRINT))
    assert "those of 2020–2021: https://keepers.net/note" in text


def test_notes_are_made_where_they_are_asked_for(make_letter: Make) -> None:
    printed = make(linked(make_letter, 2), replace(PRINT, links="notes"))
    notes = [line.text for line in printed.settled.letter.lines if line.region == "footnote"]
    assert any("https://keepers.net/log/1" in text for text in notes)
    assert ADDRESSES not in " ".join(texts(printed))


def test_an_annex_has_the_addresses_of_its_own_links(make_letter: Make) -> None:
    folder = make_letter("See [](annex:A).\n", header="annexes: [{title: Log, file: log.md}]\n")
    (folder / "log.md").write_text("See [it](https://keepers.net/log).\n", encoding="utf-8")
    letter, annex = texts(make(folder, PRINT))
    assert ADDRESSES not in letter
    assert "See it. Addresses of the links it: https://keepers.net/log" in annex


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_no_line_is_lost_on_another_sheet_with_a_letterhead(make_letter: Make, paper: str) -> None:
    folder = linked(make_letter, 9)
    printed = make(folder, replace(PRINT, paper=paper, on_stationery=True))  # type: ignore[arg-type]
    said = "".join(text for _, text, _ in letter_lines(make(folder, DELIVERY))).split()
    lines = letter_lines(printed)
    assert "".join(text for _, text, _ in lines).split() == said
    assert min(height for page, _, height in lines if page == 0) > 45 * MM
    width, height = (595.28, 841.89) if paper == "A4" else (612, 792)
    assert [float(side) for side in reader(printed).pages[0].mediabox[2:]] == [
        pytest.approx(width, abs=0.01),
        pytest.approx(height, abs=0.01),
    ]


def lefts(made: pipeline.Made) -> list[float]:
    """Where the text area begins on each page, in mm."""
    lines = [line for line in made.settled.letter.lines if "section.signatories" not in line.path]
    found = {line.page: line.column_x / MM for line in lines if line.region == "flow"}
    return [round(found[page], 1) for page in sorted(found)]


@pytest.mark.parametrize(
    ("duplex", "expected"),
    [(None, [24, 16]), ("long-edge", [24, 16]), ("simplex", [24, 24]), ("short-edge", [20, 20])],
)
def test_the_gutter_is_where_the_sheets_are_bound(make_letter: Make, duplex, expected) -> None:
    printed = make(linked(make_letter, 9), replace(PRINT, duplex=duplex))
    assert lefts(printed)[:2] == expected


def test_the_print_dialogue_is_told_what_suits(make_letter: Make) -> None:
    folder = make_letter()
    usual = reader(make(folder, PRINT)).root_object["/ViewerPreferences"]
    assert usual == {
        "/DisplayDocTitle": True,
        "/PrintScaling": "/None",
        "/Duplex": "/DuplexFlipLongEdge",
    }
    asked = replace(PRINT, duplex="simplex", copies=3)
    preferences = reader(make(folder, asked)).root_object["/ViewerPreferences"]
    assert (preferences["/Duplex"], preferences["/NumCopies"]) == ("/Simplex", 3)
    delivered = reader(make(folder, DELIVERY)).root_object["/ViewerPreferences"]
    assert delivered == {"/DisplayDocTitle": True}


def test_a_bleed_lies_around_the_sheet_with_marks_outside_of_it(make_letter: Make) -> None:
    folder = linked(make_letter, 9)
    plain, printed = make(folder, PRINT), make(folder, replace(PRINT, bleed=True))
    assert printed.claims == plain.claims
    for page, before in zip(reader(printed).pages, reader(plain).pages, strict=True):
        left, bottom, right, top = map(float, before.mediabox)
        assert list(map(float, page.trimbox)) == pytest.approx([left, bottom, right, top], abs=0.01)
        assert list(page.cropbox) == list(page.trimbox)
        around = [left - 3 * MM, bottom - 3 * MM, right + 3 * MM, top + 3 * MM]
        assert list(map(float, page.bleedbox)) == pytest.approx(around, abs=0.01)
        assert float(page.mediabox.left) < float(page.bleedbox.left)
        assert page.get_contents().get_data().count(b"/Type /Page>>") == 1  # type: ignore[union-attr]
        assert page.extract_text() == before.extract_text()


def test_properties_of_pdf_x_are_told_and_never_claimed(make_letter: Make) -> None:
    header = "contact: {name: A. Keeper, email: office@keepers.net}\n"
    printed = make(make_letter(header=header), replace(PRINT, pdf_x=True, bleed=True))
    (told,) = [each for each in printed.problems if each.code == "pdf-x-properties"]
    has, lacks = told.message.split(", and lacks ")
    assert "a trim box on every page, all fonts embedded, a statement on trapping" in has
    assert lacks == "an output intent of a press, pages without links and fields"
    assert b"GTS_PDFX" not in printed.pdf
    assert "valid" not in told.message
