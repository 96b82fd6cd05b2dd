"""Both places of the metadata say what the letter says, and nothing of the machine."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import String

from formalletter.inspecting import inspect

OWN = {
    "author": "The senders",
    "producer": "formalletter 1",
    "moment": dt.datetime(2022, 3, 8, tzinfo=dt.UTC),
}


def told(pdf: bytes, expectation, **changes) -> list[tuple[str, str]]:
    found = inspect(pdf, replace(expectation, **{**OWN, **changes}))
    return [(problem.code, problem.message) for problem in found]


def test_a_good_file_says_the_same_in_both_places(good, expectation):
    assert told(good, expectation) == []


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("/Author", "Another", "file-metadata"),
        ("/Producer", "Another", "file-metadata"),
        ("/Title", "Another", "file-title"),
        ("/CreationDate", "D:20220308000001Z", "file-dates"),
        ("/ModDate", "yesterday", "file-dates"),
    ],
)
def test_another_value_in_the_properties_is_found(broken, expectation, key, value, code):
    def damage(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo[key] = String(value)

    assert [found for found, _ in told(broken(damage), expectation)] == [code]


@pytest.mark.parametrize(
    ("before", "behind", "code"),
    [
        (b"The senders", b"Others", "file-metadata"),
        (b"formalletter 1</pdf:Producer>", b"Word</pdf:Producer>", "file-metadata"),
        (b"A letter to inspect", b"Document1", "file-title"),
        (b"<xmp:ModifyDate>2022", b"<xmp:ModifyDate>2023", "file-dates"),
        (b"<xmp:ModifyDate>2022-03-08T00:00:00Z", b"<xmp:ModifyDate>once", "file-metadata"),
    ],
)
def test_another_value_in_the_xmp_is_found(broken, expectation, before, behind, code):
    def damage(pdf: pikepdf.Pdf) -> None:
        packet = pdf.Root.Metadata
        assert before in packet.read_bytes()
        packet.write(packet.read_bytes().replace(before, behind))

    assert [found for found, _ in told(broken(damage), expectation)] == [code]


def test_a_packet_that_is_no_xml_is_found(good, expectation):
    pdf = good.replace(b"</rdf:RDF>", b"<rdf:RDF> ")
    assert told(pdf, expectation) == [("file-metadata", "the XMP metadata can't be read")]


def test_a_user_is_not_found_in_what_every_packet_holds(good, expectation):
    """Its marks and the schema of PDF/UA have words that may be somebody's name."""
    assert told(good, expectation, private=("adobe", "internal", "Description")) == []


def test_a_user_is_found_as_a_whole_word_only(broken, expectation):
    def damage(pdf: pikepdf.Pdf) -> None:
        pdf.docinfo["/Keywords"] = String("grassroots, by anna")

    assert told(broken(damage), expectation, private=("roots",)) == []
    [(code, message)] = told(broken(damage), expectation, private=("roots", "anna"))
    assert (code, message) == ("file-private", "the metadata give away “anna” (Keywords)")
