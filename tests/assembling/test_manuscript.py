"""Letters with annexes, put together and read back by another library."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest
from pypdf import PdfReader

from formalletter.assembling import AnnexPart, Manuscript, Original, put_together
from formalletter.claims import WITH_FILES, WITHOUT_FILES
from formalletter.foreign import Clear, ForeignPage
from formalletter.inspecting.document import read_document
from formalletter.inspecting.structure import Branch, text_of
from formalletter.inspecting.tree_check import tree_faults
from formalletter.inspecting.validator import validate
from formalletter.numbering import Enclosure, Numbering

WIDTH, HEIGHT = 120 / 25.4 * 72, 80 / 25.4 * 72
PAGE = ForeignPage(
    WIDTH,
    HEIGHT,
    0,
    (0, 0, WIDTH, HEIGHT),
    1,
    "tagged",
    looks_written=False,
    clear=Clear(9, 9, 9, 9),
)
BREAK = "<div style='break-before: page'></div>"


def numbering(*parts, own=False, **changes):
    enclosures = tuple(
        Enclosure("ABC"[number], part.heading, "en", len(part.pages), **changes)
        for number, part in enumerate(parts)
    )
    return Numbering(enclosures, own)


@pytest.fixture
def annex(typeset):
    """An annex of one typeset section: `annex(body, heading)`."""

    def annex(body: str, heading: str = "Annex A: The first", **changes) -> AnnexPart:
        section = typeset(body)
        part = AnnexPart("annex A", heading, "en", (section,), (PAGE,) * section.pages)
        return replace(part, **changes)

    return annex


@pytest.fixture
def put(typeset, properties):
    """The finished bytes of a letter with annexes, and how they are read back."""

    def put(*annexes, letter="<h1>Title</h1><p>Text.</p>", claims=WITHOUT_FILES, **settings):
        numbers = numbering(*annexes, **settings)
        pdf = put_together(Manuscript(typeset(letter), annexes, numbers), properties, claims)
        return pdf, read_document(pdf)

    return put


def said(document, role: str) -> list[str]:
    return [
        text_of(branch, document.contents).strip()
        for branch in document.branches
        if branch.role == role
    ]


def test_an_annex_becomes_a_part_with_its_title_and_language(put, annex):
    part = annex("<h1>The first</h1><p>Its text.</p>", language="fr")
    pdf, document = put(part)
    assert tree_faults(document) == ()
    (found,) = [branch for branch in document.branches if branch.role == "Part"]
    assert (found.values["/T"], found.values["/Lang"]) == ("Annex A: The first", "fr")
    assert [kid.role for kid in found.kids if isinstance(kid, Branch)] == ["H1", "P"]
    assert said(document, "P") == ["Text.", "Its text."]
    assert [validate(pdf, claim) for claim in WITHOUT_FILES] == [(), ()]


def test_the_outline_has_each_annex_with_its_own_bookmarks_below(put, annex):
    body = "<h1>The first</h1><h2>Inside</h2><p>Text.</p>"
    _, document = put(annex(body), annex("<h1>Other</h1>", "Annex B: Other"))
    top = [str(item["/Title"]) for item in document.top_of_outline()]
    assert top == ["Title", "Annex A: The first", "Annex B: Other"]
    every = [str(item["/Title"]) for item in document.outline_items()]
    assert every == ["Title", "Annex A: The first", "Inside", "Annex B: Other"]


def test_equal_ids_and_names_of_places_are_kept_apart(put, annex):
    body = (
        "<h1>One</h1><p>Text.<a class=footnote-call id=c href=#n>1</a>"
        "<span class=footnote id=n>1 <a class=footnote-label href=#c>1</a> A note.</span></p>"
    )
    pdf, document = put(annex(body), annex(body, "Annex B: Other"), letter=body)
    assert tree_faults(document) == ()
    identities = [branch.values["/ID"] for branch in document.branches if "/ID" in branch.values]
    assert len(set(identities)) == len(identities) == 3
    reader = PdfReader(io.BytesIO(pdf))
    targets = []
    for number, page in enumerate(reader.pages):
        for link in page["/Annots"]:
            name = link.get_object().get("/Dest") or link.get_object()["/A"]["/D"]
            place = reader.named_destinations[name]
            targets.append((number, reader.get_destination_page_number(place)))
    assert targets == [(page, page) for page in (0, 0, 1, 1, 2, 2)]


def test_a_table_refers_to_its_own_heads(put, annex):
    body = "<h1>T</h1><table><tr><th id=h>A</th></tr><tr><td headers=h>B</td></tr></table>"
    _, document = put(annex(body), annex(body, "Annex B: Other"))
    heads = [b.values["/ID"] for b in document.branches if b.role == "TH"]
    cells = [b.values["/A"]["/Headers"] for b in document.branches if b.role == "TD"]
    assert [[head] for head in heads] == cells
    assert heads[0] != heads[1]


@pytest.mark.parametrize(
    ("own", "labels"), [(False, ["1", "2", "3", "4"]), (True, ["1", "A-1", "A-2", "B-1"])]
)
def test_pages_are_labelled_as_they_are_cited(put, annex, own, labels):
    two = annex(f"<h1>Two</h1>{BREAK}<p>More.</p>")
    _, document = put(two, annex("<h1>One</h1>", "Annex B: Other"), own=own)
    assert document.reader.page_labels == labels


def test_an_annex_may_begin_on_a_right_hand_page(put, annex):
    _, document = put(annex("<h1>First</h1>"), starts_right=True)
    assert len(document.reader.pages) == 3
    assert document.contents[1].texts == {}
    assert tree_faults(document) == ()
    first = document.reader.outline[1]
    assert document.reader.get_destination_page_number(first) == 2


def test_references_become_jumps_to_the_place(typeset, properties, annex):
    part = annex(f"<h1>First</h1><p>Text.</p>{BREAK}<h2 id=there>There</h2>")
    letter = typeset("<h1>T</h1><p><a href='annex:A'>one</a> <a href='annex:A#there'>two</a></p>")
    numbers = numbering(part, places={"there": 1})
    pdf = put_together(Manuscript(letter, (part,), numbers), properties, WITHOUT_FILES)
    reader = PdfReader(io.BytesIO(pdf))
    first, second = (link.get_object() for link in reader.pages[0]["/Annots"])
    assert first["/A"]["/S"] == second["/A"]["/S"] == "/GoTo"
    assert first["/A"]["/D"][0].get_object() == reader.pages[1]
    page, kind, _, top, _ = second["/A"]["/D"]
    assert (page.get_object(), kind) == (reader.pages[2], "/XYZ")
    assert HEIGHT - 15 / 25.4 * 72 - 30 < top <= HEIGHT
    assert (first["/Contents"], second["/Contents"]) == ("one", "two")


def test_an_original_is_attached_byte_for_byte(put, annex):
    original = Original("report.pdf", b"%PDF-1.4 whatever\n", "The report")
    part = annex("<h1>First</h1>", original=original)
    pdf, document = put(part, claims=WITH_FILES)
    assert document.reader.attachments == {"report.pdf": [original.data]}
    assert [validate(pdf, claim) for claim in WITH_FILES] == [(), ()]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.Root.AF[0].AFRelationship == "/Source"


def test_files_of_one_name_are_both_there(put, annex):
    originals = [Original("report.pdf", data, "The report") for data in (b"one", b"two")]
    parts = [annex("<h1>First</h1>", original=original) for original in originals]
    _, document = put(*parts, claims=WITH_FILES)
    assert sorted(document.reader.attachments.items()) == [
        ("2-report.pdf", [b"two"]),
        ("report.pdf", [b"one"]),
    ]


def test_the_same_annexes_give_the_same_bytes(put, annex):
    parts = annex("<h1>First</h1><p>Text.</p>"), annex("<h1>Other</h1>", "Annex B: Other")
    assert put(*parts)[0] == put(*parts)[0]
