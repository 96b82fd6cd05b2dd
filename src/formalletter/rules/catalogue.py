"""Reads the rules from the TOML files beside this module."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from ..diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Kind = Literal["content", "pages", "file", "profile", "reading"]
Status = Literal["draft", "sign-on", "final"]

FILES: tuple[Kind, ...] = ("content", "pages", "file", "profile")  # the kinds that are rules


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, or one fault that is no matter of judgement.

    `kind` says what it looks at: the content, the printed pages, the finished file or the
    limits of a recipient's profile; "reading" is what keeps a file from being read or a
    document from being made.  `severity` is that in a draft and while signatures are
    gathered, `final` that in a final letter.  `title` says in one line what is wrong, `why`
    why that matters, `mend` what to do; `bad` and `good` are examples, `source` is where the
    rule comes from (a standard and its clause), if it isn't ours.  One that is `fixed` can't
    be switched off.
    """

    code: str
    kind: Kind
    severity: Severity
    final: Severity
    title: str
    why: str
    mend: str
    bad: str = ""
    good: str = ""
    source: str | None = None
    fixed: bool = False

    def severity_in(self, status: Status) -> Severity:
        """How much a finding weighs in a letter of this status."""
        return self.final if status == "final" else self.severity


def rule(code: str) -> Rule | None:
    """The rule of this code, if there is one."""
    return all_rules().get(code)


def explained(code: str) -> Rule | None:
    """What is said of any code that the program prints, be it a rule's or not."""
    return rule(code) or _readings().get(code)


def all_codes() -> Mapping[str, Rule]:
    """What is said of all codes: the rules, then the faults that are none."""
    return {**all_rules(), **_readings()}


@lru_cache(maxsize=1)
def all_rules() -> Mapping[str, Rule]:
    """All rules by their codes: kind by kind, in the order of their files."""
    return {each.code: each for kind in FILES for each in _read(kind)}


@lru_cache(maxsize=1)
def _readings() -> Mapping[str, Rule]:
    return {each.code: replace(each, fixed=True) for each in _read("reading")}


def _read(kind: Kind) -> Iterator[Rule]:
    text = (files(__package__) / f"{kind}.toml").read_text(encoding="utf-8")
    for code, values in tomllib.loads(text).items():
        severity = Severity(values.pop("severity"))
        final = Severity(values.pop("final", severity.value))
        yield Rule(code, kind, severity, final, **values)
