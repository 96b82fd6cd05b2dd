from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from formalletter.assembling.metadata import xmp
from formalletter.claims import WITHOUT_FILES, Claim

NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
BOTH = WITHOUT_FILES


def value(packet: str, name: str) -> list[str]:
    """The texts of a property."""
    root = ET.fromstring(packet.split("?>", 1)[1].rsplit("<?", 1)[0])  # noqa: S314 (our own)
    return [
        text.strip()
        for found in root.iterfind(f".//{name}", NAMES)
        for text in found.itertext()
        if text.strip()
    ]


def test_the_properties_are_those_of_the_letter(properties):
    packet = xmp(properties, BOTH)
    assert value(packet, "dc:title") == ["Title"]
    assert value(packet, "dc:creator") == ["The senders"]
    assert value(packet, "dc:description") == ["Letter to the addressee"]
    assert value(packet, "dc:subject") == ["one", "two"]
    assert value(packet, "pdf:Keywords") == ["one, two"]
    assert value(packet, "dc:language") == ["en"]
    assert value(packet, "xmp:CreatorTool") == value(packet, "pdf:Producer") == ["formalletter 1"]


def test_the_dates_are_the_letters(properties):
    packet = xmp(properties, BOTH)
    for name in ("CreateDate", "ModifyDate", "MetadataDate"):
        assert value(packet, f"xmp:{name}") == ["2022-03-08T00:00:00Z"]
    zone = dt.timezone(dt.timedelta(hours=2))
    moment = replace(properties, date=dt.datetime(2022, 3, 8, 1, 30, tzinfo=zone))
    assert value(xmp(moment, BOTH), "xmp:CreateDate") == ["2022-03-07T23:30:00Z"]


def test_signs_of_xml_are_text(properties):
    packet = xmp(replace(properties, title="A & B <c>", author='"D"'), BOTH)
    assert value(packet, "dc:title") == ["A & B <c>"]
    assert value(packet, "dc:creator") == ['"D"']


def test_what_is_empty_is_left_out(properties):
    packet = xmp(replace(properties, author="", keywords=()), BOTH)
    for name in ("dc:creator", "dc:subject", "pdf:Keywords"):
        assert f"<{name}" not in packet


@pytest.mark.parametrize(
    "claims",
    [frozenset(some) for number in range(3) for some in combinations(WITHOUT_FILES, number)],
)
def test_only_what_is_claimed_is_written(properties, claims):
    packet = xmp(properties, claims)
    assert value(packet, "pdfuaid:part") == (["1"] if Claim.PDF_UA_1 in claims else [])
    assert value(packet, "pdfaid:part") == (["2"] if Claim.PDF_A_2A in claims else [])
    assert value(packet, "pdfaid:conformance") == (["A"] if Claim.PDF_A_2A in claims else [])
    assert bool(value(packet, "pdfaExtension:schemas")) == (claims == BOTH)
