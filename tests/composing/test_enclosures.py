"""The letter speaks of its annexes: the list at its end, the numbers in its text and head."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from formalletter.composing import MOST_PAGES, compose_letter
from formalletter.composing.numbers import PageNumbers
from formalletter.edition import Edition, Order
from formalletter.fonts import Coverage
from formalletter.letter import Letter
from formalletter.numbering import Enclosure, Numbering
from formalletter.typeset import Element, Leaf, Typeset
from formalletter.typesetting.job import Fit

FILES = {"a.md": "Text", "b.md": "Text"}
TWO = "{title: 'The \"report\"', file: a.md}, {title: Le rapport, file: b.md, language: fr}"
REPORT = Enclosure("A", 'The "report"', "en-GB", 3, numbers={2: 1}, starts_right=True)
RAPPORT = Enclosure(
    "B", "Le rapport", "fr", 1, translated_from="zh-Hant", is_image_only=True, attached="r.pdf"
)
DELIVERY = Order(Edition.DELIVERY, "public")
TEXT = "See [](annex:A?page=2) now.\n"


@pytest.fixture
def pages(
    letter_with: Callable[..., Letter], coverage: Coverage, typeset: Callable[..., Typeset]
) -> Callable[..., Typeset]:
    def pages(
        body: str = TEXT, edition: Edition = Edition.DELIVERY, *, is_own: bool = False
    ) -> Typeset:
        letter = letter_with(TWO, FILES, "copied-to: [The Council]\n", body)
        numbering = Numbering((REPORT, RAPPORT), is_own)
        composed = compose_letter(letter, Order(edition, "public"), coverage, 20, numbering)
        assert composed.problems == ()
        return typeset(composed.html, fit=Fit(columns=2))

    return pages


def found(element: Element, tag: str, name: str = "") -> Iterator[Element]:
    if element.tag == tag and (not name or name in element.classes):
        yield element
    for child in element.children:
        if isinstance(child, Element):
            yield from found(child, tag, name)


def leaves(element: Element) -> Iterator[Leaf]:
    for child in element.children:
        if isinstance(child, Leaf):
            yield child
        else:
            yield from leaves(child)


def test_list_stands_between_the_copies_and_the_signatories(pages, said) -> None:
    body = pages().structure
    order = [
        " ".join(said(part).split())[:11] for part in body.children if isinstance(part, Element)
    ]
    assert order[-3:] == ["Copies to:T", "EnclosuresA", "Signatories"]


def test_each_enclosure_is_a_list_item_with_its_label_a_link_and_its_pages(pages, said) -> None:
    (section,) = found(pages().structure, "section", "enclosures")
    first, second = found(section, "li")
    assert [said(label) for label in found(section, "span", "label")] == [
        "Annex A ",  # so that a space is copied
        "Annex B ",
    ]
    assert said(next(found(first, "p", "enclosure"))) == "The “report”"
    # The letter has one page, and annex A begins on a right-hand one.
    assert said(next(found(first, "p", "pages"))) == "pages 3–5"
    assert said(next(found(second, "p", "pages"))) == "page 6"
    links = [link for item in (first, second) for link in found(item, "a")]
    assert [link.attributes["href"] for link in links] == ["annex:A", "annex:B"]
    assert [link.attributes.get("lang") for link in links] == [None, "fr"]
    assert all(link.links for link in links)
    assert said(next(found(second, "span", "details"))) == (
        "in French; translated from Traditional Chinese; image only; attached as the file r.pdf"
    )


def test_numbers_follow_from_the_pages_that_the_letter_comes_to(pages, said) -> None:
    short, long = pages(), pages(TEXT + "\nA paragraph of the letter.\n" * 60)
    assert (short.pages, long.pages) == (1, 4)
    for done, reference, count in ((short, "4", "6"), (long, "6", "8")):
        (link,) = found(done.structure, "a", "annex-link")
        assert said(link) == f"Annex A, page {reference}"
        assert link.attributes["href"] == "annex:A?page=2"
        assert said(next(found(done.structure, "p", "page-count"))) == f"{count} pages"
        paragraph = next(part for part in found(done.structure, "p") if "now" in said(part))
        assert said(paragraph) == f"See Annex A, page {reference} now."
    heads = [line.text for line in long.lines if line.region == "margin" and "Page" in line.text]
    assert heads == [f"Page {number} of 8" for number in (2, 3, 4)]


def test_annexes_with_numbers_of_their_own_leave_the_letter_s_alone(pages, said) -> None:
    done = pages(is_own=True)
    (link,) = found(done.structure, "a", "annex-link")
    assert said(link) == "Annex A, page A-2"
    ranges = [said(part) for part in found(done.structure, "p", "pages")]
    assert ranges == ["pages A-1 to A-3", "page B-1"]
    assert said(next(found(done.structure, "p", "page-count"))) == "1 page"


def test_on_paper_no_address_of_an_annex_becomes_a_note(pages) -> None:
    done = pages("See [the report](annex:A?page=2).\n", Edition.PRINT)
    assert not [line for line in done.lines if line.region == "footnote"]
    assert any("(Annex\u00a0A, page\u00a04)" in line.text for line in done.lines)


def test_letter_without_annexes_has_no_list(letter_with, coverage) -> None:
    html = compose_letter(letter_with("", {}), DELIVERY, coverage, 20).html
    assert "enclosures-heading" not in html
    assert 'class="enclosures' not in html


@pytest.mark.slow
def test_a_long_list_goes_on_over_pages_without_a_loss(
    letter_with, coverage, typeset, said
) -> None:
    annexes = tuple(
        Enclosure(str(number), f"The title of annex number {number} " * (number % 4 + 1), "fr", 2)
        for number in range(1, 101)
    )
    composed = compose_letter(letter_with("", {}), DELIVERY, coverage, 20, Numbering(annexes))
    done = typeset(composed.html, fit=Fit(columns=2))
    items = list(found(done.structure, "li"))[:100]
    assert [said(next(found(item, "span", "label"))) for item in items] == [
        f"Annex {annex.label} " for annex in annexes
    ]
    pages = [{part.page for part in leaves(item)} for item in items]
    assert {len(each) for each in pages} == {1}  # none is torn
    assert len(set.union(*pages)) > 3


def test_no_number_is_set_rather_than_a_wrong_one(typeset, said) -> None:
    numbers = PageNumbers()
    span = numbers.text(lambda pages: f"page {pages + 3}")
    head = "<html lang=en><head><title>T</title><style>@page { size: 99pt; margin: 5pt }"
    for blanks, expected in ((MOST_PAGES - 1, f"page {MOST_PAGES + 3}"), (MOST_PAGES, "?")):
        body = "<p style='break-after: page'>x</p>" * blanks
        page = f"{head}{numbers.rules}</style></head><body>{body}<p>{span}</p></body></html>"
        assert said(typeset(page).structure).removeprefix("x" * blanks) == expected


def test_equal_texts_share_a_style_and_constant_ones_need_none() -> None:
    numbers = PageNumbers()
    first, second = (numbers.text(str) for _ in range(2))
    assert first == second
    assert numbers.text(lambda _: "A-1 & 2") == "A-1 &amp; 2"
    assert len(re.findall("@counter-style number", numbers.rules)) == 1
    assert PageNumbers().rules == ""
