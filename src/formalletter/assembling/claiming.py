"""Assembles a document with the claims that hold: no file says what it doesn't keep."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..claims import WITH_FILES, WITHOUT_FILES, Claim
from ..diagnostics import Place, Problem, Severity, note
from ..typeset import Typeset
from .document import put_together
from .parts import attaches_files
from .resampling import resampling

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from ..claims import Finding
    from .metadata import Properties
    from .parts import Manuscript
    from .resampling import Resampling

    Judge = Callable[[bytes, Collection[Claim]], tuple[Finding, ...]]

_DROPPED = "the file is written without this claim"
_REMEDY = f"{_DROPPED}; ask for a better one, or set “claims: picture” or “claims: attach”"
_CLAUSE_OF_READING = "ISO 14289-1, 7.1"  # all real content is tagged as what it is


@dataclass(frozen=True, slots=True)
class Assembled:
    """The finished document, what it claims, and why it claims no more.

    `blamed` are the indexes of the annexes that cost a claim.
    """

    pdf: bytes = field(repr=False)
    claims: frozenset[Claim]
    problems: tuple[Problem, ...]
    blamed: frozenset[int] = frozenset()


def assemble(
    manuscript: Manuscript, properties: Properties, judge: Judge, most_bytes: int | None = None
) -> Assembled:
    """Assembles the document with every claim that holds.

    Where it is larger than `most_bytes`, its pictures are resampled as far as needed, and that
    is told; it can still be larger.
    `judge` examines the finished bytes (`inspecting.judge`).  A claim that it finds something
    against is dropped and reported, once for each annex, and what is left is judged
    again.  A page of text that is only a picture costs PDF/UA, though no validator sees it.
    Raises `AssemblingError` when the pages and their structure don't agree.
    """
    claims = WITH_FILES if attaches_files(manuscript) else WITHOUT_FILES
    unread = _unread(manuscript)
    problems = list(unread)
    if unread:
        claims -= {Claim.PDF_UA_1}
    blamed = {number for number, annex in enumerate(manuscript.annexes) if annex.unread}
    resampled = None
    if most_bytes is not None:
        whole = put_together(manuscript, properties, claims)
        resampled = resampling(whole, most_bytes) if len(whole) > most_bytes else None
    if resampled:
        problems.append(_resampled(resampled))
    while True:
        pdf = put_together(manuscript, properties, claims, resampled)
        findings = judge(pdf, claims)
        if not findings:
            return Assembled(pdf, claims, tuple(problems), frozenset(blamed))
        claims -= {finding.claim for finding in findings}
        problems += _report(findings, manuscript)
        blamed |= _blamed(findings, manuscript)


def _resampled(resampled: Resampling) -> Problem:
    return note(
        "pictures-resampled",
        f"so that the file is no larger than it may be, its pictures have {resampled.dpi} dots per"
        " inch at most",
        hint="look at them; for finer ones, leave out some or make the largest smaller",
    )


def _blamed(findings: tuple[Finding, ...], manuscript: Manuscript) -> set[int]:
    """The annexes that the findings are about; all foreign ones where that can't be told."""
    found: set[int] = set()
    for finding in findings:
        annex = _annex_of(finding, manuscript)
        found |= {annex} if annex is not None else set(_foreign(manuscript))
    return found


def _report(findings: tuple[Finding, ...], manuscript: Manuscript) -> list[Problem]:
    groups: dict[tuple[str, int | None], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.message, _annex_of(finding, manuscript)].append(finding)
    return [_problem(found, annex, manuscript) for (_, annex), found in groups.items()]


def _problem(found: list[Finding], annex: int | None, manuscript: Manuscript) -> Problem:
    """One thing that is wrong, whatever claims it costs and however often it is found."""
    claims = dict.fromkeys(finding.claim.value for finding in found)
    clauses = dict.fromkeys(finding.clause or finding.rule for finding in found)
    whose = "" if annex is None else f" because of {manuscript.annexes[annex].name}"
    most = max(Counter(finding.claim for finding in found).values())
    times = f", {most} times" if most > 1 else ""
    page = found[0].page
    return Problem(
        Severity.WARNING,
        "claim-dropped",
        f"the file can't claim {' and '.join(claims)}{whose}: {found[0].message}"
        f" ({'; '.join(clauses)}{times})",
        Place(page=page) if page else None,
        _DROPPED if annex is None else _REMEDY,
    )


def _annex_of(finding: Finding, manuscript: Manuscript) -> int | None:
    """The index of the annex whose page a finding names.

    What is typeset here keeps the standards: without a page it can only be the one annex
    that comes from elsewhere.
    """
    if finding.page is None:
        foreign = _foreign(manuscript)
        return foreign[0] if len(foreign) == 1 else None
    starts = manuscript.numbering.starts(manuscript.letter.pages)
    for number, (annex, start) in enumerate(zip(manuscript.annexes, starts, strict=True)):
        if start < finding.page <= start + len(annex.pages):
            return number
    return None


def _foreign(manuscript: Manuscript) -> list[int]:
    """The indexes of the annexes with pages from a stranger's file."""
    return [
        number
        for number, annex in enumerate(manuscript.annexes)
        if any(not isinstance(section, Typeset) for section in annex.sections)
    ]


def _unread(manuscript: Manuscript) -> list[Problem]:
    """What is said of annexes with pages of text that are only pictures."""
    starts = manuscript.numbering.starts(manuscript.letter.pages)
    return [
        Problem(
            Severity.WARNING,
            "claim-dropped",
            f"the file can't claim {Claim.PDF_UA_1.value} because of {annex.name}: "
            + ("1 page of it is" if len(annex.unread) == 1 else f"{len(annex.unread)} pages are")
            + f" text that is only a picture ({_CLAUSE_OF_READING})",
            Place(page=start + annex.unread[0] + 1),
            "give its text as “transcript:”, a Markdown file that somebody has compared with it",
        )
        for annex, start in zip(manuscript.annexes, starts, strict=True)
        if annex.unread
    ]
