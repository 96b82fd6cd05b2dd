"""Assembles a letter with the claims that hold: no file says what it doesn't keep."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..claims import Claim
from ..diagnostics import Place, warning
from .document import put_together

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from ..claims import Finding
    from ..diagnostics import Problem
    from ..typeset import Typeset
    from .metadata import Properties

    Judge = Callable[[bytes, Collection[Claim]], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class Assembled:
    """The finished document, what it claims, and why it claims no more."""

    pdf: bytes = field(repr=False)
    claims: frozenset[Claim]
    problems: tuple[Problem, ...]


def assemble(typeset: Typeset, properties: Properties, judge: Judge) -> Assembled:
    """Assembles the document with every claim that holds.

    `judge` examines the finished bytes (`inspecting.judge`).  A claim that it finds something
    against is dropped and reported, once for each rule, and what is left is judged again.
    Raises `AssemblingError` when the pages and their structure don't agree.
    """
    claims = frozenset(Claim)
    problems: list[Problem] = []
    while True:
        pdf = put_together(typeset, properties, claims)
        findings = judge(pdf, claims)
        if not findings:
            return Assembled(pdf, claims, tuple(problems))
        claims -= {finding.claim for finding in findings}
        problems += _report(findings)


def _report(findings: tuple[Finding, ...]) -> list[Problem]:
    counts: dict[tuple[Claim, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        counts[finding.claim, finding.rule].append(finding)
    return [
        warning(
            "claim-dropped",
            f"the file can't claim {claim.value}: {found[0].message}"
            f" ({found[0].clause or rule}{_times(len(found))})",
            Place(page=found[0].page) if found[0].page else None,
            "the file is written without this claim",
        )
        for (claim, rule), found in counts.items()
    ]


def _times(number: int) -> str:
    return f", {number} times" if number > 1 else ""
