from __future__ import annotations

import json
from itertools import groupby

import pytest

from formalletter.errors import TypesettingError
from formalletter.typeset import Artifact, Element, Leaf, Typeset

WORDS = "Several quite ordinary words stand here so that the lines are full and end somewhere. "


@pytest.fixture
def typeset(lay_out):
    """Typesets a body and gives the whole result."""
    from formalletter.typesetting.structure import hand_on

    return lambda body, style="": hand_on(*lay_out(body, style))


def leaves(item):
    if isinstance(item, Leaf):
        return [item]
    return [leaf for child in item.children for leaf in leaves(child)]


def text(item) -> str:
    return "".join(leaf.text + " " * leaf.spaced for leaf in leaves(item))


def find(element, tag) -> list[Element]:
    found = [element] if element.tag == tag else []
    for child in element.children:
        if isinstance(child, Element):
            found += find(child, tag)
    return found


def outline(element) -> object:
    """The tree in short: a tag with its children, a text as it is."""
    return element.tag, [
        child.text if isinstance(child, Leaf) else outline(child) for child in element.children
    ]


def test_a_paragraph_over_pages_is_one_element(typeset):
    made = typeset(f"<p>{WORDS * 30}</p><p>End.</p>")
    first, last = made.structure.children
    assert made.pages > 2
    assert {leaf.page for leaf in leaves(first)} == set(range(made.pages))
    assert text(first) == (WORDS * 30).strip()
    assert text(last) == "End."


def test_a_list_over_columns_and_pages_is_one_element(typeset):
    items = "".join(f"<li>Name number {n} of the list</li>" for n in range(90))
    made = typeset(f"<ul>{items}</ul>", "ul { columns: 2 }")
    [names] = find(made.structure, "ul")
    assert made.pages > 1
    assert [text(item) for item in names.children] == [
        f"Name number {n} of the list" for n in range(90)
    ]


def test_a_hyphen_of_a_line_end_is_no_part_of_the_text(typeset):
    made = typeset(
        "<p>Internationalisation responsibilities</p>", "p { width: 20mm; hyphens: auto }"
    )
    pieces = leaves(made.structure)
    assert any(leaf.hyphenated for leaf in pieces)
    assert all(not leaf.text.endswith("\u2010") for leaf in pieces)
    assert text(made.structure) == "Internationalisation responsibilities"


def test_a_hyphen_of_the_text_stays_and_no_space_follows(typeset):
    made = typeset("<p>self-determination</p>", "p { width: 22mm; hyphens: none }")
    first, second = leaves(made.structure)
    assert (first.text, first.hyphenated, first.spaced) == ("self-", False, False)
    assert second.text == "determination"


def test_a_soft_hyphen_of_the_text_is_the_line_ends(typeset):
    made = typeset("<p>selbst\u00adbestimmung</p>", "p { width: 18mm; hyphens: manual }")
    assert len(leaves(made.structure)) == 2
    assert leaves(made.structure)[0].hyphenated
    assert text(made.structure).replace("\u00ad", "") == "selbstbestimmung"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<p>one<br>two</p>", "one two"),
        ("<p>one <em>two</em> <b>three</b></p>", "one two three"),
        ("<p>one<em>two</em></p>", "onetwo"),
        (
            "<p><span style='display:block'>one</span><span style='display:block'>two</span></p>",
            "one two",
        ),
        ("<p>one<!-- no word -->two</p>", "onetwo"),
        ("<p>one<i style='display:none'>hidden</i> two</p>", "one two"),
        ("<p>one\u00a0two</p>", "one\u00a0two"),
        ("<pre>one   two\nthree</pre>", "one   two three"),
        ("<p style='text-transform:uppercase'>Stra\u00dfe</p>", "STRASSE"),
        (
            "<p class=drop>Once upon</p><style>.drop::first-letter{font-size:2em}</style>",
            "Once upon",
        ),
    ],
)
def test_words_are_parted_as_in_the_document(typeset, body, said):
    assert text(typeset(body).structure) == said


def test_the_space_that_a_line_end_took_is_noted(typeset):
    made = typeset(f"<p>{WORDS * 2}</p>")
    *before, last = leaves(made.structure)
    assert before
    assert all(leaf.spaced for leaf in before)
    assert not last.spaced


def test_parts_that_are_painted_apart_keep_their_place(typeset):
    made = typeset(
        "<div class=a>first</div><p>second <span class=b>third</span> fourth</p>",
        ".a { position: absolute; right: 0 } .b { float: right }",
    )
    assert outline(made.structure) == (
        "body",
        [("div", ["first"]), ("p", ["second ", ("span", ["third"]), "fourth"])],
    )


def test_the_head_of_a_table_is_said_once(typeset):
    rows = "".join(f"<tr><td>row {n}</td></tr>" for n in range(40))
    made = typeset(f"<table><thead><tr><th>Head</th></tr></thead><tbody>{rows}</tbody></table>")
    assert text(made.structure).count("Head") == 1
    repeated = [item for item in made.artifacts if item.kind == "repeated"]
    assert [item.page for item in repeated] == list(range(1, made.pages))
    assert len(find(made.structure, "table")) == 1


def test_what_is_fixed_on_every_page_is_said_once(typeset):
    made = typeset(f"<div>Draft</div><p>{WORDS * 30}</p>", "div { position: fixed; top: 0 }")
    assert text(made.structure).count("Draft") == 1
    assert sum(item.kind == "repeated" for item in made.artifacts) == made.pages - 1


def test_a_note_stands_at_its_reference(typeset):
    made = typeset(
        "<p>Text<span class=footnote>The <em>note</em>.</span> goes on.</p>",
        ".footnote { float: footnote }",
    )
    [note] = find(made.structure, "span")
    call, marker, *rest = leaves(note)
    assert (call.pseudo, marker.pseudo) == ("footnote-call", "footnote-marker")
    assert "".join(leaf.text for leaf in rest) == "The note."
    paragraph = find(made.structure, "p")[0]
    assert [
        child if isinstance(child, Element) else child.text for child in paragraph.children
    ] == [
        "Text",
        note,
        " goes on.",
    ]


def test_running_heads_are_artifacts(typeset):
    made = typeset(f"<p>{WORDS * 20}</p>")
    kinds = {(item.page, item.kind) for item in made.artifacts}
    assert kinds == {(page, kind) for page in range(made.pages) for kind in ("header", "footer")}
    assert "head" not in text(made.structure)


DOT = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"


@pytest.mark.parametrize(
    "body",
    [
        "<p aria-hidden=true>* * *</p>",
        f'<p><img src="{DOT}" alt=""></p>',
        f'<p><img src="{DOT}" alt="A dot" role=presentation></p>',
        f'<p class=x></p><style>.x::before {{ content: url("{DOT}") }}</style>',
    ],
)
def test_decoration_is_an_artifact(typeset, body):
    made = typeset(f"<p>Text.</p>{body}")
    assert outline(made.structure) == ("body", [("p", ["Text."])])
    assert [item.kind for item in made.artifacts if item.kind == "layout"] == ["layout"]


def test_an_image_is_a_leaf_with_its_place(typeset):
    made = typeset(f'<p><img src="{DOT}" alt="A dot" style="width: 30pt; height: 20pt"></p>')
    [image] = find(made.structure, "img")
    [leaf] = image.children
    left, bottom, right, top = leaf.rectangle
    assert (right - left, top - bottom) == pytest.approx((30, 20))
    assert left == pytest.approx(15 / 25.4 * 72)
    assert image.attributes["alt"] == "A dot"


def test_an_svg_in_the_document_says_its_title(typeset):
    made = typeset(
        '<p><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        "<title>A dot</title></svg></p>"
    )
    [image] = find(made.structure, "svg")
    assert image.attributes["alt"] == "A dot"


def test_a_link_has_all_its_annotations(typeset):
    made = typeset(f'<p>See <a href="https://example.org/">{WORDS}<strong>here</strong></a>.</p>')
    [link] = find(made.structure, "a")
    assert len(link.links) == len(leaves(link))  # one a line, and one for what is strong
    assert not find(made.structure, "strong")[0].links


def test_every_mark_has_one_place(typeset):
    rows = "".join(f"<tr><td>{n}<td>x</tr>" for n in range(30))
    made = typeset(
        f"<p>{WORDS * 12}<p aria-hidden=true>*<table><thead><tr><th>H</thead>{rows}</table>"
    )
    items: list[Leaf | Artifact] = [*leaves(made.structure), *made.artifacts]
    marks = sorted((item.page, item.mark) for item in items)
    for _, page in groupby(marks, key=lambda mark: mark[0]):
        numbers = [mark for _, mark in page]
        assert numbers == list(range(len(numbers)))


def test_the_result_survives_the_pipe(typeset):
    made = typeset(f'<p id=x lang=fr>{WORDS * 20}</p><p><a href="#x">a link</a> \u0645</p>')
    assert Typeset.from_plain(json.loads(json.dumps(made.to_plain())), made.pdf) == made


def test_text_that_is_cut_off_is_an_error(typeset):
    with pytest.raises(TypesettingError, match="was left out of the pages"):
        typeset(f"<p>{WORDS * 3}</p>", "p { max-lines: 1; continue: discard }")


def test_text_that_no_one_wrote_is_an_error(lay_out):
    from formalletter.typesetting.structure import hand_on

    html, document = lay_out("<p>Right.</p>")
    html.etree_element.find(".//p").text = "Wrong."
    with pytest.raises(TypesettingError, match=r"“Right[.]” is not in the composed document"):
        hand_on(html, document)


def test_endless_nesting_is_refused(typeset):
    with pytest.raises(TypesettingError, match="nested deeper than 100 levels"):
        typeset("<div>" * 110 + "deep" + "</div>" * 110)


def test_the_same_document_gives_the_same_bytes(typeset):
    body = f'<h1>Title</h1><p>{WORDS * 9}<a href="https://example.org">link</a></p>'
    assert typeset(body).pdf == typeset(body).pdf


def test_a_no_break_space_is_no_space_that_a_line_end_took(typeset):
    body = "<p><b>March</b>\u00a02021.<br><b>March</b>\u00a02021.</p>"
    assert text(find(typeset(body).structure, "p")[0]).split() == ["March", "2021."] * 2
