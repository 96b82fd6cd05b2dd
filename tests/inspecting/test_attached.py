"""What attached files say: no name in them goes out unseen."""

from __future__ import annotations

import io
import time
import zipfile

import pikepdf
import pytest

from formalletter import pipeline
from formalletter.inspecting import attached
from formalletter.inspecting.attached import text_of_file


def packed(members: dict[str, str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return written.getvalue()


WORDS = "<w:p><w:r><w:t>Quo</w:t></w:r><w:r><w:t>kka &amp; Co</w:t></w:r></w:p><w:p>B</w:p>"
CELLS = "<sst><si><t>Quokka &amp; Co</t></si><si><t>B</t></si></sst>"


@pytest.mark.parametrize(
    "data",
    [
        b"Quokka & Co\nB",
        "Quokka & Co\nB".encode("utf-16"),
        b"<p>Quokka &amp; <b>Co</b></p><p>B</p>",
        packed({"word/document.xml": WORDS}),
        packed({"xl/sharedStrings.xml": CELLS, "xl/media/image1.png": "\0"}),
    ],
)
def test_names_are_found_whole_and_in_lines_of_their_own(data: bytes):
    assert (text_of_file(data) or "").split("\n")[:2] == ["Quokka & Co", "B"]


def test_old_text_files_are_read():
    assert text_of_file("Société".encode("cp1252")) == "Société"


@pytest.mark.parametrize(
    "members",
    [
        {"a.xml": "<a/>", "docProps/core.xml": '<p name="Quokka &amp; Co"/>'},
        {"a.xml": "<a/>", "_rels/.rels": "<r Target='Quokka &amp; Co'/>"},
        {"a.xml": "<a/>", "Quokka & Co.bin": "\0"},
        {"a.xml": "<a/>", "media/a.png": "\0\1Quokka & Co\0"},
    ],
    ids=["property", "target", "name of a part", "picture"],
)
def test_what_stands_beside_the_text_of_an_archive_is_read_too(members: dict[str, str]):
    assert "Quokka & Co" in (text_of_file(packed(members)) or "")


def test_an_enclosed_pdf_is_read_with_its_properties():
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Author"] = "Quokka & Co"
        data = io.BytesIO()
        pdf.save(data)
    assert "Quokka & Co" in (text_of_file(data.getvalue()) or "")


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"\x89PNG\r\n\x1a\n\0",
        packed({"scan.png": "Quokka"}),
        packed({"word/document.xml": WORDS})[:60],
    ],
    ids=["pdf", "png", "picture in an archive", "cut archive"],
)
def test_what_can_not_be_read_is_said_to_be_so(data: bytes):
    assert text_of_file(data) is None


def test_an_archive_that_grows_too_large_is_not_unpacked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(attached, "_MOST_BYTES", 100)
    assert text_of_file(packed({"a.xml": "a" * 101})) is None


@pytest.mark.parametrize("piece", ["<", "</", "</a", "</p ", "<a ", "&"])
def test_hostile_text_takes_no_long_time(piece: str):
    started = time.monotonic()
    text_of_file((piece * 200_000).encode())
    assert time.monotonic() - started < 5


def test_a_withheld_name_in_an_attached_file_stops_the_letter(make_letter):
    inner = pipeline.make(make_letter(), pipeline._chooser(pipeline.Edition.DELIVERY, None, None))
    folder = make_letter(
        header="annexes: [{title: Rows, file: rows.pdf, attachments: true}]\n"
        "signatories: {file: signatories.csv, withheld-reason: for their safety}\n"
    )
    (folder / "signatories.csv").write_text(
        "name,visibility\nQuokka House,withheld\nOne,public\nTwo,public\n", encoding="utf-8"
    )
    with pikepdf.open(io.BytesIO(inner.pdf)) as pdf:
        text = WORDS.replace(" &amp; Co", " House")
        data = packed({"[Content_Types].xml": "<Types/>", "word/document.xml": text})
        pdf.attachments["rows.docx"] = pikepdf.AttachedFileSpec(pdf, data, filename="rows.docx")
        pdf.save(folder / "rows.pdf")
    found = {each.code: each.message for each in pipeline.check(folder).problems}
    assert "the attached file “rows.docx”" in found["file-withheld-name"]
    assert "Quokka" not in found["file-withheld-name"]
    assert "attachment-unsearched" not in found
