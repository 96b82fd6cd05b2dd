"""The validator of PDF/UA and PDF/A (`page-validation`), seen through one function.

It names rules in words of its own; here they get the clause of the standard, and what is
known to be a false alarm (`false_alarms`) is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import page

from ..claims import Claim, Finding
from .false_alarms import is_false_alarm

if TYPE_CHECKING:
    from page import ValidationFailure


class _Standard(NamedTuple):
    """How the validator calls a claim, and where its rules stand in the standard."""

    profile: page.ValidationProfile
    name: str
    clauses: dict[str, str]  # by the beginning of a rule's name; the longest one counts


_UA = {
    "ID-": "5",
    "HEADER": "6.1",
    "ARTIFACT": "7.1",
    "TAGGED-CONTENT": "7.1",
    "CONTENT-TAGGING": "7.1",
    "METADATA": "7.1",
    "STRUCT": "7.1",
    "SUSPECTS": "7.1",
    "TAGGED-DOCUMENT": "7.1",
    "VIEWER-PREFERENCES": "7.1",
    "": "7.2",  # languages of texts, and which elements may stand inside which
    "FIGURE": "7.3",
    "HEADING": "7.4",
    "TABLE": "7.5",
    "FORMULA": "7.7",
    "NOTE-": "7.9",
    "OPTIONAL-CONTENT": "7.10",
    "FILE-SPEC": "7.11",
    "DYNAMIC-XFA": "7.15",
    "ENCRYPTION": "7.16",
    "ANNOTATION": "7.18.1",
    "TRAPNET": "7.18.2",
    "PAGE-TABS": "7.18.3",
    "FORM-FIELD": "7.18.1",
    "WIDGET": "7.18.4",
    "LINK": "7.18.5",
    "MEDIA": "7.18.6.2",
    "PRINTER-MARK": "7.18.8",
    "FORM-REFERENCE": "7.20",
    "FORM-STRUCTURE": "7.20",
    "CIDTOGIDMAP": "7.21.3.2",
    "CMAP": "7.21.3.3",
    "TYPE0": "7.21.3.1",
    "FONT-": "7.21.4.1",
    "FONT-GLYPH-WIDTH": "7.21.5",
    "FONT-UNICODE": "7.21.7",
    "CID-SUBSET": "7.21.4.2",
    "TRUETYPE": "7.21.6",
    "NOTDEF": "7.21.8",
}
_A2 = {
    "HEADER": "6.1.2",
    "TRAILER": "6.1.3",
    "XREF": "6.1.4",
    "STREAM": "6.1.7",
    "INDIRECT-OBJECT": "6.1.9",
    "INLINE-IMAGE": "6.1.10",
    "PERMS": "6.1.12",
    "ENCRYPTION": "6.1.3",
    "CONTENT": "6.2.2",
    "OUTPUTINTENT": "6.2.3",
    "ICCBASED": "6.2.4.2",
    "DEVICE-": "6.2.4.3",
    "DEVICEN": "6.2.4.4",
    "EXTGSTATE": "6.2.5",
    "HALFTONE": "6.2.5",
    "RENDERING-INTENT": "6.2.6",
    "IMAGE": "6.2.8.1",
    "JPEG2000": "6.2.8.3",
    "FORM-": "6.2.9",
    "XOBJECT": "6.2.9",
    "TRANSPARENCY": "6.2.10",
    "FONT": "6.2.11",
    "TYPE": "6.2.11",
    "CID": "6.2.11",
    "CMAP": "6.2.11.3.3",
    "TRUETYPE": "6.2.11.6",
    "UNICODE": "6.2.11.7",
    "NOTDEF": "6.2.11.8",
    "ANNOTATION": "6.3",
    "ACROFORM": "6.4",
    "WIDGET": "6.4",
    "FIELD": "6.4",
    "SIGNATURE": "6.4.3",
    "ACTION": "6.5",
    "NAMED-ACTION": "6.5",
    "CATALOG-ADDITIONAL": "6.5",
    "PAGE-ADDITIONAL": "6.5",
    "METADATA": "6.6.2",
    "INFO": "6.6.2",
    "XMP": "6.6.2",
    "ID-": "6.6.4",
    "STRUCT": "6.7",
    "TAGGED": "6.7",
    "LANG": "6.7.4",
    "EMBEDDED": "6.8",
    "FILE-SPEC": "6.8",
    "OPTIONAL": "6.9",
}
_STANDARDS = {
    Claim.PDF_UA_1: _Standard(page.ValidationProfile.PDF_UA_1, "ISO 14289-1", _UA),
    Claim.PDF_A_2A: _Standard(page.ValidationProfile.PDF_A_2A, "ISO 19005-2", _A2),
    # The clauses of part 3 are those of part 2.
    Claim.PDF_A_3A: _Standard(page.ValidationProfile.PDF_A_3A, "ISO 19005-3", _A2),
}
_DEPTH = re.compile(r"chain|depth|nest", re.IGNORECASE)
_RULE = re.compile(r"PDF(?:UA1|A[23]A)-(.*?)(?:-\d+)?")


def validate(pdf: bytes, claim: Claim) -> tuple[Finding, ...]:
    """What the validator finds against a claim, without known false alarms.

    A file that it can't look through has not been found to keep the claim.
    """
    try:
        report = page.validate_pdf_bytes(pdf, profile=_STANDARDS[claim].profile)
    except page.PageError as fault:
        return (Finding(claim, "unvalidated", _why_given_up(str(fault))),)
    return tuple(
        Finding(
            claim,
            failure.rule_id,
            failure.message,
            clause(claim, failure.rule_id),
            object_number=_number(failure),
        )
        for failure in report.failures
        if not is_false_alarm(pdf, claim, failure.rule_id, failure.message)
    )


def _why_given_up(fault: str) -> str:
    """What the validator could not do, in words for people."""
    if _DEPTH.search(fault):
        return "its parts refer to each other in too long a chain, such as bookmarks of one level"
    return "the validator can't read the whole of it"


def clause(claim: Claim, rule: str) -> str | None:
    """The clause of the standard that a rule stands for, such as "ISO 14289-1, 7.21.7"."""
    standard = _STANDARDS[claim]
    match = _RULE.fullmatch(rule)
    keys = [key for key in standard.clauses if match is not None and match[1].startswith(key)]
    return f"{standard.name}, {standard.clauses[max(keys, key=len)]}" if keys else None


def _number(failure: ValidationFailure) -> int | None:
    return failure.object_id.object_number if failure.object_id is not None else None
