"""The rules that a letter and its finished file are checked by, as data.

What each rule is for, how much it weighs and how to mend what it finds is told once, in the
TOML files of this package: checks take it from here, so do `check --explain` and
`docs/rules.md`.
"""

from __future__ import annotations

from .catalogue import Rule, all_codes, all_rules, explained, rule
from .weighing import find, idle, weighed

__all__ = ["Rule", "all_codes", "all_rules", "explained", "find", "idle", "rule", "weighed"]
