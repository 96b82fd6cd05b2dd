"""The twin in Word: read back with python-docx, and as the parts that it is made of."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import docx
import pytest

from formalletter import twins
from formalletter.twins import Content, Twins

if TYPE_CHECKING:
    from docx.document import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@pytest.fixture(scope="module")
def parts(files: Twins) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(files.docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def document(files: Twins) -> Document:
    return docx.Document(io.BytesIO(files.docx))


@pytest.fixture(scope="module")
def body(parts: dict[str, bytes]) -> ET.Element:
    return parsed(parts["word/document.xml"])


def parsed(data: bytes) -> ET.Element:
    return ET.fromstring(data)  # noqa: S314 (the program's own)


def styled(document: Document, style: str) -> list[str]:
    return [each.text for each in document.paragraphs if each.style.name == style]


def test_every_part_is_well_formed_and_every_relation_leads_to_a_part(parts: dict[str, bytes]):
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            parsed(data)
    for name in ("word/_rels/document.xml.rels", "word/_rels/footnotes.xml.rels"):
        relations = parsed(parts[name]).findall(RELATIONS)
        inside = [each for each in relations if each.get("TargetMode") != "External"]
        assert all(f"word/{each.get('Target')}" in parts for each in inside)
        known = {each.get("Id") for each in relations}
        source = name.replace("_rels/", "").removesuffix(".rels")
        used = set(re.findall(rb'r:(?:id|embed)="([^"]*)"', parts[source]))
        assert {each.decode() for each in used} <= known


def test_every_style_that_is_used_is_defined(parts: dict[str, bytes]):
    defined = set(re.findall(rb'w:styleId="([^"]*)"', parts["word/styles.xml"]))
    for name in ("document", "footnotes", "header1"):
        used = re.findall(rb'<w:(?:p|r|tbl)Style w:val="([^"]*)"', parts[f"word/{name}.xml"])
        assert set(used) <= defined


def test_what_a_part_is_is_told_by_its_style(document: Document):
    assert styled(document, "Title") == [
        "The report: <script>alert(1)</script> & more\ncan wait no longer"
    ]
    assert styled(document, "Heading 1") == [
        "What we ask for",
        "Enclosures",
        "Signatories (9)",
        "Annex A: Facts of the year",
        "Annex B: Tatsachen",
    ]
    assert styled(document, "Heading 2") == ["Kenya (2)", "Switzerland (5)", "The place"]
    assert styled(document, "Signatory")[:2] == ["21 Wilberforce", "<b>=cmd|calc</b>"]
    assert styled(document, "Quote")[0].startswith("A quotation")


def test_lists_are_numbered_by_word_from_the_number_that_they_have(
    document: Document, parts: dict[str, bytes]
):
    assert [text[:8] for text in styled(document, "List Number")] == ["Publish ", "Say when"]
    assert styled(document, "List Bullet") == ["today", "tomorrow"]
    assert b'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/>' in parts["word/numbering.xml"]


def test_notes_are_notes_and_a_second_call_refers_to_the_first(
    body: ET.Element, parts: dict[str, bytes]
):
    called = [each.get(f"{W}id") for each in body.iter(f"{W}footnoteReference")]
    assert called == ["1", "2", "3"]
    notes = parsed(parts["word/footnotes.xml"])
    texts = {each.get(f"{W}id"): " ".join("".join(each.itertext()).split()) for each in notes}
    assert texts == {
        "-1": "",
        "0": "",
        "1": "As the rules say.",
        "2": "On 4 March.",
        "3": "A note of the annex.",
    }
    fields = [each.get(f"{W}instr") for each in body.iter(f"{W}fldSimple")]
    assert fields == ["NOTEREF note_1 \\h"]
    marks = {each.get(f"{W}name") for each in body.iter(f"{W}bookmarkStart")}
    anchors = {each.get(f"{W}anchor") for each in body.iter(f"{W}hyperlink")} - {None}
    assert {"note_1", *anchors} <= marks


def test_links_lead_where_they_say(document: Document):
    links = [link for each in document.paragraphs for link in each.hyperlinks]
    outside = {link.text: link.address for link in links if link.address}
    assert outside == {
        "contact@example.org": "mailto:contact@example.org",
        "linked statement": "https://example.org/a?x=1&y=2",
    }


def test_a_table_repeats_its_head(document: Document):
    first, second = document.tables
    assert [[cell.text for cell in row.cells] for row in first.rows] == [
        ["Year", "Number"],
        ["2021", "3"],
    ]
    for table in (first, second):
        assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None


def test_the_names_stand_in_columns_on_the_letters_sheet(document: Document, body: ET.Element):
    columns = [each.get(f"{W}num") for each in body.iter(f"{W}cols")]
    assert columns == ["1", "2", "1", "1", "1"]
    assert {round(section.page_width.mm) for section in document.sections} == {210}
    assert {round(section.page_height.mm) for section in document.sections} == {297}


def test_the_running_head_numbers_the_pages_but_the_first(document: Document):
    first = document.sections[0]
    assert first.different_first_page_header_footer
    assert first.header.paragraphs[0].text.startswith("High Commissioner · 8 March 2022\tPage ")
    fields = first.header._element.iter(f"{W}fldSimple")
    assert [each.get(f"{W}instr") for each in fields] == ["PAGE", "NUMPAGES"]


def test_languages_scripts_and_pictures_are_told(parts: dict[str, bytes]):
    assert b'<w:lang w:val="en-GB"' in parts["word/styles.xml"]
    text = parts["word/document.xml"].decode()
    assert '<w:rFonts w:hint="eastAsia"/><w:lang w:eastAsia="zh-TW"/></w:rPr>' in text
    arabic = r"<w:rPr><w:rtl/>[^\n]{0,40}</w:rPr><w:t xml:space=\"preserve\">"
    assert re.search(arabic + r"[^<]*جمعية حقوق الإنسان \(فرع\)<", text)
    assert 'descr="A map of the region"' in text


def test_it_says_of_itself_what_the_letter_does_and_nothing_else(
    document: Document, parts: dict[str, bytes]
):
    properties = document.core_properties
    assert properties.title == "The report: <script>alert(1)</script> & more can wait no longer"
    assert properties.author == "First House"
    assert properties.language == "en-GB"
    assert properties.created.isoformat() == "2022-03-08T00:00:00+00:00"
    assert properties.last_modified_by == ""
    assert [name for name in parts if name.startswith("docProps")] == ["docProps/core.xml"]


def test_notices_stand_first_and_at_the_foot_of_every_page(content: Content):
    made = docx.Document(io.BytesIO(twins.make(content, ("Embargoed",)).docx))
    assert made.paragraphs[0].text == "Embargoed"
    first = made.sections[0]
    for footer in (first.footer, first.first_page_footer):
        assert [each.text for each in footer.paragraphs] == ["Embargoed"]
