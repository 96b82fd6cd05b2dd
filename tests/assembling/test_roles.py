"""What HTML becomes in the structure tree, told without a PDF."""

from __future__ import annotations

from itertools import count

import pytest

from formalletter.assembling.nodes import Node, leaves, reading_order, words
from formalletter.assembling.roles import structure
from formalletter.typeset import Element, Leaf

MARKS = count()


def said(text: str, **more) -> Leaf:
    return Leaf(0, next(MARKS), text, (0, 0, 1, 1), **more)


def element(tag, *children, links=(), **attributes) -> Element:
    """An element; `class_` stands for `class`, and a text is a leaf."""
    names = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    kids = tuple(said(child) if isinstance(child, str) else child for child in children)
    return Element(tag, names, kids, links)


def tree(*children) -> Node:
    return structure(element("body", *children), "en")


def outline(node) -> object:
    """A tree in short: a role with its kids, a leaf as its text."""
    return (node.role, *(kid.text if isinstance(kid, Leaf) else outline(kid) for kid in node.kids))


def first(node, role) -> Node:
    """The first node with a role."""
    waiting = [node]
    while waiting:
        current = waiting.pop(0)
        if current.role == role:
            return current
        waiting = [kid for kid in current.kids if isinstance(kid, Node)] + waiting
    raise AssertionError(role)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (element("h2", "Heading"), ("H2", "Heading")),
        (element("p", "One ", element("em", "two"), " three"), ("P", "One ", "two", " three")),
        (element("section", element("p", "A")), ("Sect", ("P", "A"))),
        (element("div", element("p", "A")), ("P", "A")),
        (element("div", "A", element("br"), "B"), ("P", "A", "B")),
        (element("header", "A", element("p", "B")), ("P", "A")),
        (element("blockquote", "A"), ("BlockQuote", ("P", "A"))),
        (element("p", element("span", "A", class_="keep"), "B"), ("P", "A", "B")),
    ],
)
def test_elements_have_standard_types_and_those_of_the_look_are_dissolved(part, expected):
    assert outline(tree(part))[1] == expected


def test_a_list_is_one_list_with_bodies():
    names = element("ul", element("li", "A"), element("li", "B"), class_="names")
    node = first(tree(names), "L")
    assert outline(node) == ("L", ("LI", ("LBody", "A")), ("LI", ("LBody", "B")))
    assert node.attributes == {"ListNumbering": "None"}


def label(text, body) -> Element:
    return element("li", element("span", text, class_="label"), element("div", body, class_="item"))


@pytest.mark.parametrize(
    ("labels", "numbering"),
    [
        (("•", "•"), "Disc"),
        (("–", "–"), "Disc"),
        (("◦",), "Circle"),
        (("1.", "2.", "10."), "Decimal"),
        (("(a)", "(b)"), "LowerAlpha"),
        (("i.", "ii.", "iii."), "LowerRoman"),
        (("A)", "B)"), "UpperAlpha"),
        (("I", "II"), "UpperRoman"),
    ],
)
def test_labels_tell_how_a_list_is_numbered(labels, numbering):
    node = first(tree(element("ol", *(label(text, "Body") for text in labels))), "L")
    assert node.attributes == {"ListNumbering": numbering}
    assert outline(node.kids[0]) == ("LI", ("Lbl", labels[0]), ("LBody", ("P", "Body")))


def test_a_list_inside_an_item_stays_inside():
    inner = element("ul", label("–", "deep"))
    outer = element("li", element("span", "•", class_="label"), element("div", "top", inner))
    assert outline(first(tree(element("ul", outer)), "LBody")) == (
        "LBody",
        ("P", "top"),
        ("L", ("LI", ("Lbl", "–"), ("LBody", ("P", "deep")))),
    )


def test_terms_are_the_labels_of_what_is_said_of_them():
    terms = element(
        "dl", element("dt", "A"), element("dd", "1"), element("dd", "2"), element("dt", "B")
    )
    assert outline(first(tree(terms), "L")) == (
        "L",
        ("LI", ("Lbl", "A"), ("LBody", "1"), ("LBody", "2")),
        ("LI", ("Lbl", "B")),
    )


@pytest.mark.parametrize(
    ("attributes", "description"),
    [
        ({"href": "https://example.org/"}, "the site (https://example.org/)"),
        ({"href": "https://example.org/", "title": "Our site"}, "Our site"),
        ({"href": "https://example.org/", "aria_label": "Said", "title": "T"}, "Said"),
        ({"href": "#note-1"}, "the site"),
    ],
)
def test_a_link_says_where_it_leads(attributes, description):
    link = first(tree(element("p", element("a", "the ", "site", links=(7,), **attributes))), "Link")
    assert (link.description, link.links) == (description, (7,))


def test_a_link_that_shows_its_address_says_it_once():
    link = element("a", "c@example.org", href="mailto:c@example.org", links=(7,))
    assert first(tree(link), "Link").description == "c@example.org"


def test_a_link_that_leads_nowhere_is_text():
    assert outline(tree(element("p", element("a", "text", href="#x")))) == (
        "Document",
        ("P", "text"),
    )


def test_a_note_has_a_reference_a_label_and_an_id():
    call = element("a", "1", class_="footnote-call", href="#note-1", links=(1,))
    back = element("a", "1", class_="footnote-label", href="#call", links=(2,))
    note = element("span", back, " The note.", class_="footnote", id="note-1")
    document = tree(element("p", "Text", call, note, " goes on."))
    assert outline(document)[1] == (
        "P",
        "Text",
        ("Reference", ("Link", "1")),
        ("Note", ("Lbl", ("Link", "1")), " The note."),
        " goes on.",
    )
    assert first(document, "Note").identity == "note-1"
    assert [leaf.text for leaf in reading_order(document)] == [
        *("Text", "1", " goes on."),
        *("1", " The note."),
    ]


def test_the_marks_that_css_makes_for_a_note_are_reference_and_label():
    note = element(
        "span",
        said("1", pseudo="footnote-call"),
        said("1. ", pseudo="footnote-marker"),
        "The note.",
        class_="footnote",
    )
    paragraph = first(tree(element("p", "Text", note)), "P")
    assert outline(paragraph)[2:] == (("Reference", "1"), ("Note", ("Lbl", "1. "), "The note."))


def test_languages_are_told_where_they_change():
    document = tree(
        element("p", "An ", element("span", "autre", lang="fr"), " word", lang="en"),
        element("p", element("em", "mot", lang="fr"), lang="fr"),
    )
    english, french = document.kids
    assert (document.language, english.language, french.language) == ("en", None, "fr")
    assert first(english, "Span").language == "fr"
    assert outline(french) == ("P", "mot")


def test_an_abbreviation_is_spelt_out():
    span = first(tree(element("p", element("abbr", "UN", title="United Nations"))), "Span")
    assert span.expansion == "United Nations"


def test_text_from_right_to_left_has_its_actual_text():
    name = element("span", "المنظمة (العربية)", lang="ar", dir="rtl")
    span = first(tree(element("ul", element("li", name))), "Span")
    assert (span.actual_text, span.language) == ("المنظمة (العربية)", "ar")
    two = element("p", said("دۇنيا", spaced=True), said("ئۇيغۇر"))
    assert [kid.actual_text for kid in first(tree(two), "P").kids] == ["دۇنيا ", "ئۇيغۇر"]


def test_an_image_is_a_figure_with_its_text_and_needs_no_paragraph():
    image = element("img", said(""), alt="A map")
    document = tree(element("p", image, class_="logo"))
    assert outline(document) == ("Document", ("Figure", ""))
    assert first(document, "Figure").alternative == "A map"
    assert outline(tree(element("p", "See ", image)))[1] == ("P", "See ", ("Figure", ""))


def test_a_figure_keeps_its_caption_beside_the_image():
    figure = element("figure", element("img", said(""), alt="A"), element("figcaption", "Said"))
    assert outline(tree(figure))[1] == ("Div", ("Figure", ""), ("Caption", "Said"))


def test_the_cells_of_a_table_tell_their_place():
    head = element("th", "A", scope="col", colspan="2", id="a")
    row = element("th", "B", scope="row")
    cell = element("td", "1", headers="a b", rowspan="1")
    table = element("table", element("tbody", element("tr", head), element("tr", row, cell)))
    column, line = first(tree(table), "TBody").kids
    assert column.kids[0].attributes == {"Scope": "Column", "ColSpan": 2}
    assert column.kids[0].identity == "a"
    assert line.kids[0].attributes == {"Scope": "Row"}
    assert line.kids[1].attributes == {"Headers": ("a", "b")}


def test_no_leaf_is_lost():
    parts = element("p", "A", element("b", "B", element("a", "C", links=(1,), href="#x")), "D")
    document = tree(parts, element("ul", label("•", "E")), element("footer", "F"))
    assert [leaf.text for leaf in leaves(document)] == list("ABCD•EF")
    assert words(document) == "ABCD•EF"


def test_each_line_of_an_address_is_a_paragraph_of_its_own():
    lines = ("High Commissioner", element("br"), "Palais des Nations", element("br"), "Geneva")
    told = outline(
        tree(element("p", *lines, class_="recipient"), element("p", "A", element("br"), "B"))
    )
    address = ("Div", *(("P", text) for text in lines[::2]))
    assert told == ("Document", address, ("P", "A", "B"))
