"""Reads what a PDF claims to be, and whether it is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from ..claims import Claim
from ..diagnostics import error
from ..errors import DeliveryError
from .document import read_document
from .inspect import judge
from .values import raw

if TYPE_CHECKING:
    from .document import Document

_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
_CLAIMS = {("2", "A"): Claim.PDF_A_2A, ("3", "A"): Claim.PDF_A_3A}


def look_at(pdf: bytes) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
    """How many pages a PDF has, which standards it claims, and what speaks against those.

    A file that can't be read has no pages, and says why.
    """
    try:
        document = read_document(pdf)
        pages = len(document.reader.pages)
        claims = _claims_of(document)
        findings = judge(pdf, claims)
    except DeliveryError as fault:
        return 0, (), tuple(problem.message for problem in fault.problems)
    names = tuple(sorted(claim.value for claim in claims))
    return pages, names, tuple(f"{each.claim.value}: {each.message}" for each in findings)


def _claims_of(document: Document) -> frozenset[Claim]:
    """The claims in the XMP metadata (ISO 19005-2, 6.6.4; ISO 14289-1, 5)."""
    packet = raw(document.catalog, "/Metadata")
    if packet is None:
        return frozenset()
    data: bytes = packet.get_object().get_data()
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        message = "its metadata has a document type, which XMP never has"
        raise DeliveryError([error("inspection-unreadable", message)])
    try:
        tree = ET.fromstring(data)  # noqa: S314 (no entities, see above)
    except ET.ParseError as fault:
        message = f"its metadata can't be read: {fault}"
        raise DeliveryError([error("inspection-unreadable", message)]) from fault
    values = {each.tag: (each.text or "").strip() for each in tree.iter()}
    claims = {_CLAIMS.get((values.get(f"{_PDFA}part", ""), values.get(f"{_PDFA}conformance", "")))}
    if values.get(f"{_PDFUA}part") == "1":
        claims.add(Claim.PDF_UA_1)
    return frozenset(claim for claim in claims if claim is not None)
