"""Reads a finished file back and judges it.

`judge` says what speaks against the claims of a file, `inspect` whether the file is the
letter.  The file is read once for both, by another library than the one that wrote it.
"""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

from ..claims import Claim, Finding
from ..diagnostics import Place
from ..rules import find
from .active_check import check_active
from .document import read_document
from .fonts_check import check_fonts
from .leftover_check import check_attachments, check_layers, check_leftovers
from .link_check import check_links
from .logic_check import check_logic
from .metadata_check import check_metadata
from .plain_words import in_plain_words
from .properties_check import check_properties
from .text_check import check_names, check_passages
from .tree_check import tree_faults
from .validator import validate

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..diagnostics import Problem
    from .document import Document
    from .expectation import Expectation
    from .faults import Fault

_TREE_CLAUSES = {
    Claim.PDF_UA_1: "ISO 14289-1, 7.1",
    Claim.PDF_A_2A: "ISO 19005-2, 6.7.3",
    Claim.PDF_A_3A: "ISO 19005-3, 6.7.3",
}
_PAGE = re.compile(r"\bpage (\d+)\b")


def inspect(pdf: bytes, expectation: Expectation) -> tuple[Problem, ...]:
    """What is wrong with a finished file; nothing, if it may be delivered.

    Raises `DeliveryError` when the bytes are no file that can be read.
    """
    document = read_document(pdf, expectation.foreign)
    problems = [_problem(fault) for fault in tree_faults(document)]
    pages = len(document.reader.pages)
    if expectation.pages is not None and pages != expectation.pages:
        message = f"the finished file has {pages} pages instead of {expectation.pages}"
        problems.append(find("inspection-pages", message))
    return (
        *problems,
        *check_passages(document, expectation),
        *check_names(document, expectation.names, expectation.group_sizes),
        *check_properties(document, expectation),
        *check_metadata(document, expectation),
        *check_fonts(document, expectation.families, expectation.foreign),
        *check_attachments(document, expectation.attached),
        *check_active(document),
        *check_layers(document, expectation.foreign),
        *check_leftovers(document),
        *check_logic(document, expectation),
        *check_links(document, expectation.foreign),
    )


def judge(
    pdf: bytes, claims: Collection[Claim], foreign: frozenset[int] = frozenset()
) -> tuple[Finding, ...]:
    """What speaks against each of the claims: the validator's findings and our own.

    `foreign` are the indexes of pages from a stranger's file, whose text need not be read.
    A tree that doesn't fit its pages breaks both standards, though no validator sees it.
    Raises `DeliveryError` as `inspect` does.
    """
    with ThreadPoolExecutor() as pool:  # the validator leaves Python's lock to the reading
        validated = {claim: pool.submit(validate, pdf, claim) for claim in claims}
        document = read_document(pdf, foreign)
        faults = tree_faults(document) if claims else ()
    findings: list[Finding] = []
    for claim in sorted(claims, key=list(Claim).index):
        found = [in_plain_words(finding, document) for finding in validated[claim].result()]
        findings += [replace(finding, page=_page(document, finding)) for finding in found]
        findings += [
            Finding(claim, "structure-tree", fault.message, _TREE_CLAUSES[claim], page=fault.page)
            for fault in faults
        ]
    return tuple(findings)


def _problem(fault: Fault) -> Problem:
    place = Place(page=fault.page) if fault.page else None
    return find("inspection-tree", fault.message, place)


def _page(document: Document, finding: Finding) -> int | None:
    """The page (from 1) of the object that a finding names, or that it speaks of."""
    if finding.object_number is None:
        named = _PAGE.search(finding.message)
        return int(named[1]) if named else None
    index = document.pages_of_branches.get(finding.object_number)
    if index is None:
        index = document.pages_of_objects.get(finding.object_number)
    return None if index is None else index + 1
