"""Pages as pictures, with their text under them."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image

from formalletter.composing import compose_pictures, picture_name
from formalletter.foreign import Clear, ForeignPage, Picture, TextLine
from formalletter.typeset import Element
from formalletter.typesetting.job import PICTURES_URL


def picture(lines: tuple[TextLine, ...] = (), kind: str = "JPEG") -> Picture:
    data = io.BytesIO()
    Image.new("RGB", (30, 40), "#ffeecc").save(data, kind)
    return Picture(data.getvalue(), lines)


def page(width: float, height: float) -> ForeignPage:
    box = (0.0, 0.0, width, height)
    clear = Clear(20, 20, 20, 20)
    return ForeignPage(width, height, 0, box, 1, "text", looks_written=False, clear=clear)


@pytest.fixture
def letter(letter_with):
    entry = "{title: Scan, file: a.pdf, pages: '4, 7-8', alternatives: {7: A map of the coast}}"
    return letter_with(entry, {"a.pdf": "%PDF"})


@pytest.fixture
def pages(letter, coverage, typeset, tmp_path):
    def pages(pictures, sizes):
        for number, each in enumerate(pictures, 1):
            (tmp_path / picture_name(number, each)).write_bytes(each.image)
        sheets = [page(*size) for size in sizes]
        annex = letter.annexes[0]
        composed = compose_pictures(letter, annex, coverage, pictures, sheets, PICTURES_URL)
        return typeset(composed.html, tmp_path), composed.problems

    return pages


LINES = (
    TextLine("First words of it", (60.0, 700.0, 260.0, 720.0)),
    TextLine("second  line 新疆", (60.0, 660.0, 200.0, 674.0)),
)


def images(element: Element) -> list[str]:
    own = [element.attributes.get("alt", "")] if element.tag == "img" else []
    inner = [images(child) for child in element.children if isinstance(child, Element)]
    return sum(inner, own)


def test_pages_have_the_sizes_of_the_file_and_are_all_picture(pages):
    sizes = [(595.3, 841.9), (1190.55, 841.89), (72.5, 99.25)]
    done, problems = pages([picture(LINES), picture(kind="PNG"), picture()], sizes)
    assert problems == ()
    document = pypdfium2.PdfDocument(done.pdf)
    assert [sheet.get_size() for sheet in document] == [
        pytest.approx(size, abs=0.01) for size in sizes
    ]
    for sheet in document:
        drawn = sheet.render(scale=1).to_pil().convert("RGB")
        inner = drawn.crop((1, 1, drawn.width - 2, drawn.height - 2))
        (low, high), *_ = inner.getextrema()
        assert high - low <= 2  # not a trace of the text under it


def test_text_is_read_in_its_order_and_stands_where_it_is_seen(pages, said):
    done, _ = pages([picture(LINES)], [(595, 842)])
    (section,) = done.structure.children
    assert [said(part) for part in section.children] == ["First words of it", "second line 新疆"]
    assert images(done.structure) == []  # the picture is decoration there
    assert len(done.artifacts) == 1
    for line, asked in zip(done.lines, LINES, strict=True):
        left, bottom, right, top = asked.rectangle
        assert line.x == pytest.approx(left, abs=0.1)
        assert line.x + line.width <= right + 1
        assert bottom - 1 < 842 - line.baseline < top


def test_page_without_text_is_described_in_the_header_s_words(pages):
    done, _ = pages([picture(), picture(), picture()], [(100, 100)] * 3)
    assert images(done.structure) == [
        "Picture of page 4 of “Scan”",
        "A map of the coast",
        "Picture of page 8 of “Scan”",
    ]


def test_what_no_font_can_show_is_reported_and_harms_nothing_else(pages, said):
    lines = (TextLine("a \U0001f4fc\x00 b", (10.0, 10.0, 60.0, 20.0)), TextLine("\t", (0, 0, 9, 9)))
    done, (problem,) = pages([picture(lines)], [(100, 100)])
    assert said(done.structure) == "a b"
    assert (problem.code, problem.is_error, problem.place.line) == ("picture-text-lost", False, 7)


@pytest.mark.parametrize("rectangle", [(0, 0, 0, 0), (-9e9, -9e9, 9e9, 9e9), (5, 9, 1, 2)])
def test_odd_rectangles_do_no_harm(pages, rectangle):
    done, _ = pages([picture((TextLine("words", rectangle),))], [(100, 100)])
    assert done.pages == 1
