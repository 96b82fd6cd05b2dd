"""What a finished file may say of itself, and what speaks against it.

Data only: `assembling` writes the claims, `inspecting` finds what speaks against them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Claim(Enum):
    """A standard that a file can say it keeps."""

    PDF_UA_1 = "PDF/UA-1"  # ISO 14289-1:2014
    PDF_A_2A = "PDF/A-2a"  # ISO 19005-2:2011, level A
    PDF_A_3A = "PDF/A-3a"  # ISO 19005-3:2012, level A: the same, with attached files


WITHOUT_FILES = frozenset({Claim.PDF_UA_1, Claim.PDF_A_2A})
"""What a document wants to claim; one with attached files can only keep PDF/A-3."""

WITH_FILES = frozenset({Claim.PDF_UA_1, Claim.PDF_A_3A})


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule of a claim that a file breaks.

    `rule` is the validator's name of it, `clause` the place in the standard where it is
    known; `object_number` is that of the object in the file and `page` counts from 1.
    """

    claim: Claim
    rule: str
    message: str
    clause: str | None = None
    object_number: int | None = None
    page: int | None = None
