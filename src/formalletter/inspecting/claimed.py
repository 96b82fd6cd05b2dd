"""Reads what a PDF claims to be, and whether it is.

`look_at` does so in a process of its own with limits: what somebody verifies comes from a stranger.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from .. import children
from ..claims import Claim
from ..diagnostics import error
from ..errors import DeliveryError
from .document import open_document, read_document
from .inspect import judge
from .values import dictionary, items, raw

if TYPE_CHECKING:
    from .document import Document

CLAIMS, TEXT = b"claims\n", b"text\n"  # what the process is asked for, before the file
SECONDS = 240  # on the wall's clock; the process has a limit of its own on work
_MOST_PAGES = 20_000
_TOO_SLOW = f"it took more than {SECONDS} seconds to read: it is not what a build makes"
_TOO_HARD = "it needs too much time or memory, or is made to break readers"

Look = tuple[int, tuple[str, ...], tuple[str, ...]]

_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"
_CLAIMS = {("2", "A"): Claim.PDF_A_2A, ("3", "A"): Claim.PDF_A_3A}


def look_at(pdf: bytes) -> Look:
    """How many pages a PDF has, which standards it claims, and what speaks against those.

    A file that can't be read has no pages, and says why.
    """
    status, answer = children.ask("inspecting.worker", CLAIMS + pdf, SECONDS)
    if status != 0:
        return 0, (), (_TOO_SLOW if status is None else _TOO_HARD,)
    pages, claims, faults = json.loads(answer)
    return pages, tuple(claims), tuple(faults)


def looked_at(pdf: bytes) -> Look:
    """The same in this process."""
    try:
        _check_size(pdf)
        document = read_document(pdf)
        pages = len(document.reader.pages)
        claims = _claims_of(document)
        findings = judge(pdf, claims)
    except DeliveryError as fault:
        return 0, (), tuple(problem.message for problem in fault.problems)
    names = tuple(sorted(claim.value for claim in claims))
    return pages, names, tuple(f"{each.claim.value}: {each.message}" for each in findings)


def _check_size(pdf: bytes) -> None:
    """Raises `DeliveryError` for a page tree that is larger than that of any letter."""
    waiting = [dictionary(open_document(pdf).root_object, "/Pages")]
    listed = 0
    for node in waiting:  # it grows while it is walked
        kids = items(node, "/Kids")
        listed += len(kids)
        if listed > _MOST_PAGES:
            message = f"it lists more than {_MOST_PAGES:,} pages, which no finished file has"
            raise DeliveryError([error("inspection-unreadable", message)])
        waiting += [kid.get_object() for kid in kids]


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
        message = "its metadata is no XML that can be read"
        raise DeliveryError([error("inspection-unreadable", message)]) from fault
    values = {each.tag: (each.text or "").strip() for each in tree.iter()}
    claims = {_CLAIMS.get((values.get(f"{_PDFA}part", ""), values.get(f"{_PDFA}conformance", "")))}
    if values.get(f"{_PDFUA}part") == "1":
        claims.add(Claim.PDF_UA_1)
    return frozenset(claim for claim in claims if claim is not None)
