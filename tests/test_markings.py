"""What a letter that isn't final says of itself: its mark, the code of its text, line numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from formalletter import pipeline, publishing
from formalletter.composing.lines import line_numbers
from formalletter.edition import Edition, Order
from formalletter.inspecting import text_check
from formalletter.inspecting.document import read_document
from formalletter.letter import Letter
from formalletter.markings import notices, status_mark, text_code
from formalletter.reading import read_letter
from formalletter.typeset import Line
from formalletter.viewing import picture
from formalletter.wording import Wording

Make = Callable[..., Path]

DELIVERY = Order(Edition.DELIVERY, "addressee")
PARAGRAPH = "The lamps of the harbour have been dark since the storm of last winter. " * 6 + "\n\n"
ANNEX = "annexes: [{title: Notes, file: notes.md, start: right}]\n"


@pytest.fixture
def write(make_letter: Make) -> Make:
    def made(body: str = PARAGRAPH, status: str = "draft", notes: str = "The log.\n") -> Path:
        folder = make_letter(f"{body}\nSee [](annex:A).\n", header=ANNEX)
        letter = folder / "letter.md"
        text = letter.read_text(encoding="utf-8").replace("status: final", f"status: {status}")
        letter.write_text(text, encoding="utf-8")
        (folder / "notes.md").write_text(notes, encoding="utf-8")
        return folder

    return made


def read(folder: Path) -> Letter:
    return read_letter(folder)[0]


def make(folder: Path, order: Order = DELIVERY) -> pipeline.Made:
    return pipeline.make(folder, lambda _: order)


def pages(made: pipeline.Made) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(made.pdf))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def test_a_code_is_short_and_has_no_letters_that_look_like_others(write: Make) -> None:
    code = text_code(read(write()))
    assert re.fullmatch("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", code)


def test_the_code_is_that_of_the_words_of_body_and_annexes(write: Make) -> None:
    code = text_code(read(write()))
    assert text_code(read(write(PARAGRAPH.replace("dark", "out")))) != code
    assert text_code(read(write(notes="The logs.\n"))) != code
    assert text_code(read(write(PARAGRAPH.replace("\n\n", "  \r\n\r\n")))) == code
    assert text_code(read(write(status="final"))) == code


def test_the_code_stays_when_more_people_sign_and_for_every_audience(write: Make) -> None:
    folder = write("We are {{ signatories.count }}.\n")
    few = make(folder).desk.letter
    with (folder / "signatories.csv").open("a", encoding="utf-8") as file:
        file.write("Three\n")
    many = make(folder, Order(Edition.PRESS, "public")).desk.letter
    assert "We are 3." in many.body.text
    assert text_code(few) == text_code(many)


def test_the_code_knows_the_bytes_of_a_file(write: Make) -> None:
    letter = read(write())
    one, two = (
        replace(letter, annexes=(replace(letter.annexes[0], body=None, pdf=data),))
        for data in (b"%PDF-1", b"%PDF-2")
    )
    assert text_code(one) != text_code(two)


@pytest.mark.parametrize(
    ("status", "words"), [("draft", "Draft"), ("sign-on", "Open for signatures")]
)
def test_every_page_says_that_it_is_not_final(write: Make, status: str, words: str) -> None:
    made = make(write(PARAGRAPH * 12, status=status))
    mark = f"{words} · Text {text_code(made.desk.letter)}"
    said = pages(made)
    assert len(said) == 5  # the fourth is blank
    assert said[3] == mark
    assert all(mark in page for page in said)
    assert said[0].count(mark) == 2  # above the letter and at its foot


def test_the_mark_is_heard_once_where_the_letter_begins(write: Make) -> None:
    made = make(write(PARAGRAPH * 12))
    document = read_document(made.pdf, frozenset())
    heard = text_check.branches_text(text_check.letter_of(document), document)
    assert heard.count("Draft · Text") == 1
    assert heard.index("Draft · Text") < heard.index("8 March 2022")


def test_a_final_letter_says_nothing_of_it(write: Make) -> None:
    folder = write(status="final")
    assert status_mark(read(folder), Wording("en")) == ""
    made = make(folder)
    assert not any("Text" in page or "Draft" in page for page in pages(made))
    assert beside(made) == 0


def test_the_twins_say_it_too(write: Make) -> None:
    folder = write()
    how = publishing.How(folder, with_twins=True)
    (product,) = publishing.make(how, lambda _: (DELIVERY,), lambda _: None, lambda _: None)
    (line,) = notices(read(folder), DELIVERY, Wording("en"))
    assert product.notices == (line,)
    assert line in product.twins["txt"].decode()
    assert line in product.twins["html"].decode()


def beside(made: pipeline.Made) -> int:
    """How many lines of page 1 have ink in the right margin, as seen on a picture of it."""
    image = Image.open(io.BytesIO(picture(made.pdf, 1, 1000))).convert("L")
    left, right = round(1000 * 185 / 210), round(1000 * 200 / 210)
    bottom = round(image.height * 265 / 297)
    strip = image.crop((left, 0, right, bottom))
    rows = [strip.crop((0, y, strip.width, y + 1)).getextrema()[0] < 200 for y in range(bottom)]
    return sum(ink and not before for before, ink in zip([False, *rows], rows, strict=False))


def test_line_numbers_are_seen_and_neither_heard_nor_copied(write: Make) -> None:
    folder = write(PARAGRAPH * 3)
    draft = make(folder)
    assert beside(draft) == 3
    folder = write(PARAGRAPH * 3, status="final")
    mark = f"Draft · Text {text_code(draft.desk.letter)}"
    words = [re.sub(f"{mark}( · )?", "", page).split() for page in pages(draft)]
    assert words == [page.split() for page in pages(make(folder))]


def line(page: int, baseline: float, path: str = "html body main.body.text p", x: float = 156):
    return Line(page, x, baseline, 300, 15, "Text", 11, 0, 57, 465, 1, path, "flow")


def test_lines_are_counted_through_all_pages() -> None:
    lines = [line(page, 100 + 15 * number) for page in (0, 1) for number in range(6)]
    found = list(line_numbers(lines, at_the_right=True))
    assert [(each.page, each.number, each.baseline) for each in found] == [
        (0, 5, 160),
        (1, 10, 145),
    ]
    assert all(each.x > 57 + 465 for each in found)


def test_cells_of_a_row_are_one_line_and_only_the_body_counts() -> None:
    row = [line(0, 100 + 15 * number, x=x) for number in range(5) for x in (156, 300)]
    others = [line(0, 20, "html body div.opening p"), line(0, 700, "html body section.names li")]
    (found,) = line_numbers([*others, *row], at_the_right=True)
    assert (found.number, found.baseline) == (5, 160)


def test_from_right_to_left_they_stand_at_the_left() -> None:
    (found,) = line_numbers([line(0, 100 + 15 * number) for number in range(5)], at_the_right=False)
    assert found.x < 57
    assert not found.starts_here


def test_a_code_that_begins_with_a_digit_stays_in_order_in_arabic(write: Make) -> None:
    """A digit behind Arabic letters would be one of theirs (UAX 9, W2), and change its place."""
    letter = read(write())
    assert f"\u200e{text_code(letter)}" in status_mark(letter, Wording("ar"))
