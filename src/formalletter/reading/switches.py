"""Checks which rules a header switches off: they must be rules, and ones that may be off."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .. import rules
from ..diagnostics import error
from ..fields import RULE_PATTERN
from .phrases import did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Place, Problem
    from .yaml_header import Tree

_KEY = "rules-off"
_WHERE_LISTED = "formalletter check names the code of each finding"


def switch_problems(tree: Tree) -> Iterator[Problem]:
    """What is wrong with the rules that a header switches off.

    What is no code or no text at all is reported with the header's values.
    """
    off = tree.data.get(_KEY)
    reasons = off if isinstance(off, dict) else {}
    for path, place in tree.keys.items():
        code = str(path[-1])
        if path[:-1] != (_KEY,) or not re.fullmatch(RULE_PATTERN, code):
            continue
        if (problem := _not_a_switch(code, place)) is not None:
            yield problem
        elif not str(reasons.get(code) or "").strip():
            message = f"the rule {code} is off without a reason"
            hint = "say why: whoever reads the findings is shown the reason"
            yield error("rules-off-reason", message, place, hint)


def _not_a_switch(code: str, place: Place) -> Problem | None:
    """The error that what stands in the place of a rule's code can't be switched off."""
    rule = rules.explained(code)
    if rule is None:
        switches = [each.code for each in rules.all_rules().values() if not each.fixed]
        hint = did_you_mean(code, switches, _WHERE_LISTED)
        return error("rules-off-unknown", f"there is no rule {quoted(code)}", place, hint)
    if rule.fixed:
        message = f"{quoted(code)} can't be switched off"
        return error("rules-off-fixed", message, place, "take it out, and mend what it finds")
    return None
