"""Makes findings of rules, and weighs them: by the letter's status, what is off, how strict."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..diagnostics import Problem, Severity
from .catalogue import Status, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..diagnostics import Place

OFF = "rule-off"


def find(code: str, message: str, place: Place | None = None, hint: str | None = None) -> Problem:
    """A finding of the rule `code`; without a hint, the rule's own advice.

    It weighs what it does in a draft, until it is `weighed`.  Raises `LookupError` where there
    is no such rule.
    """
    known = rule(code)
    if known is None:
        message = f"there is no rule {code}"
        raise LookupError(message)
    return Problem(known.severity, code, message, place, hint or known.mend)


def weighed(
    problems: Iterable[Problem],
    status: Status,
    off: Mapping[str, str] | None = None,
    *,
    strict: bool = False,
) -> Iterator[Problem]:
    """The problems as they weigh in a letter of this status.

    `off` maps the codes of rules that are switched off to the reasons; what they find becomes
    a note that tells the reason.  `strict` makes errors of warnings.
    """
    reasons = off or {}
    for problem in problems:
        known = rule(problem.code)
        severity = known.severity_in(status) if known else problem.severity
        if known and not known.fixed and problem.code in reasons:
            hint = f"the rule {problem.code} is off: {reasons[problem.code]}"
            yield replace(problem, severity=Severity.NOTE, hint=hint)
            continue
        if strict and severity is Severity.WARNING:
            severity = Severity.ERROR
        yield replace(problem, severity=severity)
