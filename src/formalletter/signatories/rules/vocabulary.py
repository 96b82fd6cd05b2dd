"""How the list itself writes words: the best evidence for how a shouted one is written."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WORD = re.compile(r"[^\W\d_]+")


def is_cased(text: str) -> bool:
    """Whether it has letters of which there are capitals and small ones.

    Georgian has capitals (Mtavruli), but none at the beginning of a name.
    """
    return text.title() != text.lower()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The usual form of each word, by its small letters, from names in mixed case.

    `counts` are in how many places each form stands.
    """

    forms: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Iterable[str]) -> Self:
        """The vocabulary of a list."""
        counts: dict[str, Counter[str]] = {}
        for name in names:
            if name.upper() == name or name.lower() == name:
                continue
            for word in WORD.findall(name):
                counts.setdefault(word.lower(), Counter())[word] += 1
        # Of two forms that are as frequent the smaller in code points, so that it is no chance.
        forms = {
            low: min(forms, key=lambda form: (-forms[form], form)) for low, forms in counts.items()
        }
        return cls(forms, {form: n for forms_ in counts.values() for form, n in forms_.items()})
