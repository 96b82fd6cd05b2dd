"""Makes findings of rules, and weighs them: by the letter's status, what is off, how strict."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..diagnostics import Problem, Severity, note
from .catalogue import Status, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..diagnostics import Place
    from ..letter import Letter

ONLY_ONLINE = {"link-dead"}  # rules that are asked only where the network may be used


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


def idle(problems: Iterable[Problem], letter: Letter) -> Iterator[Problem]:
    """A note on each rule that the letter switches off and that found nothing in this edition.

    One that uses the network isn't always asked, so nothing is said of it.
    """
    found = {problem.code for problem in problems}
    for code in letter.header.rules_off:
        if code not in found and code not in ONLY_ONLINE:
            yield note(
                "rule-off-idle",
                f"the rule {code} is off and found nothing",
                letter.places.get(("rules-off", code)),
                "take it out of “rules-off”, unless it is for another edition",
            )
