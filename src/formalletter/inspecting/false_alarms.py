"""What the validator finds wrong though it isn't: a list, each with the reason.

Every entry was seen with the version of `page-validation` that is named here, and a test holds
each up against that version: it fails when the validator has mended the fault, so that the entry
goes, and when another version is installed.  An alarm is left out only where the file, or what
the alarm says of it, shows that it is false.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from ..claims import Claim

if TYPE_CHECKING:
    from collections.abc import Callable

    from .values import PdfValue

SEEN_WITH = "0.11.0"

_ARCHIVAL = frozenset({Claim.PDF_A_2A, Claim.PDF_A_3A})
_STREAM = re.compile(rb"/Length (\d+)[^\r\n]*>>\s*stream\r?\n")
_FRACTION = re.compile(r"width 0\.000 in its embedded Type1 program but \d+\.(?!0+ )\d+ in /Widths")


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """One alarm that may be false.

    `rule` is the end of the validator's name for it, which is the same for all `claims`;
    `is_false` is asked with the file and the validator's message.
    """

    rule: str
    claims: frozenset[Claim]
    is_false: Callable[[bytes, str], bool]
    reason: str


def is_false_alarm(pdf: bytes, claim: Claim, rule: str, message: str) -> bool:
    """Whether what the validator says against a claim is known to be wrong for this file."""
    return any(
        claim in alarm.claims and rule.endswith(alarm.rule) and alarm.is_false(pdf, message)
        for alarm in FALSE_ALARMS
    )


def _ends_in_return(pdf: bytes, _: str) -> bool:
    """Whether the lengths of all streams are right, and one ends in a carriage return.

    Of cross-reference and object streams the validator does not say which it means.
    """
    ends = [stream.end() + int(stream[1]) for stream in _STREAM.finditer(pdf)]
    return all(pdf.startswith(b"\nendstream", end) for end in ends) and any(
        pdf[end - 1 : end] == b"\r" for end in ends
    )


def _is_readable(pdf: bytes, _: str) -> bool:
    """Whether the packed metadata can be unpacked to what they should be."""
    try:
        packet: PdfValue = PdfReader(io.BytesIO(pdf)).root_object["/Metadata"].get_object()
        return packet.get("/Filter") == "/FlateDecode" and b"<x:xmpmeta" in packet.get_data()
    except (PyPdfError, LookupError, TypeError, ValueError, AttributeError):
        return False


def _has_fraction(_: bytes, message: str) -> bool:
    """Whether the width that the validator misses is a fraction, which it can't read."""
    return _FRACTION.search(message) is not None


FALSE_ALARMS = (
    FalseAlarm(
        "-STREAM-LENGTH-001",
        _ARCHIVAL,
        _ends_in_return,
        "It takes a carriage return at the end of packed data, and the line feed before"
        " “endstream”, for one end of line, and finds the stream one byte too long.  One stream"
        " in 256 ends so.",
    ),
    FalseAlarm(
        "-METADATA-FILTER-001",
        _ARCHIVAL,
        _is_readable,
        "Packed metadata were forbidden by ISO 19005-1, 6.7.2; parts 2 and 3 (6.6.2.1) allow them.",
    ),
    FalseAlarm(
        "-GLYPH-WIDTH-001",
        frozenset(Claim),
        _has_fraction,
        "It reads the width of a Type 1 glyph as 0 where that is a fraction, which such fonts"
        " write as a division; the ligatures of Latin Modern have such widths.",
    ),
)
