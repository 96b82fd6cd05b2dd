"""Bookmarks without a place, which the merging would leave out."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Name, OutlineItem

from formalletter.assembling.bookmarks import name_bookmarks, place_bookmarks, top_bookmarks
from formalletter.typeset import Element, Leaf


@pytest.fixture
def pdf():
    with pikepdf.new() as pdf:
        for _ in range(3):
            pdf.add_blank_page()
        yield pdf


def item(pdf, title: str, page: int | None = None, *below: OutlineItem) -> OutlineItem:
    place = None if page is None else Array([pdf.pages[page].obj, Name.Fit])
    found = OutlineItem(title, place)
    found.children.extend(below)
    return found


def placed(pdf, *items: OutlineItem) -> list[tuple[str, int]]:
    """The titles of all bookmarks and the indexes of their pages, after all got a place."""
    with pdf.open_outline() as outline:
        outline.root.extend(items)
    place_bookmarks(pdf)
    pages = [page.obj.objgen for page in pdf.pages]
    found = []
    with pdf.open_outline() as outline:
        waiting = list(reversed(outline.root))
        while waiting:
            mark = waiting.pop()
            found.append((mark.title, pages.index(mark.destination[0].objgen)))
            waiting += reversed(mark.children)
    return found


def test_a_heading_leads_where_the_first_below_it_leads(pdf):
    deep = item(pdf, "a", None, item(pdf, "b", None, item(pdf, "c", 2)), item(pdf, "d", 1))
    assert placed(pdf, deep) == [("a", 2), ("b", 2), ("c", 2), ("d", 1)]


def test_with_none_below_it_leads_where_the_one_before_leads(pdf):
    items = item(pdf, "a", 1), item(pdf, "b"), item(pdf, "c", 2), item(pdf, "d")
    assert placed(pdf, *items) == [("a", 1), ("b", 1), ("c", 2), ("d", 2)]


def test_the_first_of_all_leads_to_the_first_page(pdf):
    assert placed(pdf, item(pdf, "a"), item(pdf, "b", 2)) == [("a", 0), ("b", 2)]


def test_only_those_at_the_top_are_counted(pdf):
    placed(pdf, item(pdf, "a", 0, item(pdf, "b", 1)), item(pdf, "c", 2))
    assert top_bookmarks(pdf) == 2


def test_a_file_without_bookmarks_has_none(pdf):
    assert placed(pdf) == []
    assert top_bookmarks(pikepdf.new()) == 0


def heading(*children: Element | Leaf, tag: str = "h2") -> Element:
    return Element(tag, {}, children)


def leaf(text: str, *, spaced: bool = False) -> Leaf:
    return Leaf(0, 0, text, (0, 0, 1, 1), spaced=spaced)


def test_numbers_of_notes_are_no_part_of_a_bookmark(pdf):
    with pdf.open_outline() as outline:
        outline.root.extend([item(pdf, "What we ask1", 0), item(pdf, "The 2 facts", 1)])
    call = Element("a", {"class": "footnote-call"}, (leaf("1"),))
    noted = heading(leaf("What", spaced=True), leaf("we ask"), call)
    name_bookmarks(pdf, Element("body", {}, (noted, heading(leaf("The 2 facts")))))
    with pdf.open_outline() as outline:
        assert [mark.title for mark in outline.root] == ["What we ask", "The 2 facts"]
