"""Layers (ISO 32000-1, 8.11): which are off when the file is opened, and what they hide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from .values import dictionaries, dictionary, entry, items, key_of, name, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pikepdf import Object, Pdf

    Key = tuple[int, int]

_ALL_ON, _ANY_OFF, _ALL_OFF = "/AllOn", "/AnyOff", "/AllOff"
_DEEPEST = 50  # terms in terms
_MOST_TERMS = 1_000


@dataclass(frozen=True, slots=True)
class Layers:
    """The layers of a file that no one sees at first: their objects and their names."""

    off: frozenset[Key]
    names: tuple[str, ...]

    @classmethod
    def of(cls, pdf: Pdf) -> Self:
        """Reads them (ISO 32000-1, 8.11.4.3)."""
        properties = entry(pdf.Root, "/OCProperties")
        layers = list(dictionaries(entry(properties, "/OCGs")))
        setting = entry(properties, "/D")
        off = _keys(entry(setting, "/OFF"))
        if name(entry(setting, "/BaseState")) == "/OFF":
            off |= {key for layer in layers if (key := key_of(layer))}
            off -= _keys(entry(setting, "/ON"))
        hidden = [layer for layer in layers if key_of(layer) in off]
        names = tuple(text(layer.get("/Name")) or "?" for layer in hidden)
        return cls(frozenset(key for layer in hidden if (key := key_of(layer))), names)

    def hide(self, membership: object) -> bool:
        """Whether content that belongs to a layer, or to several (OCMD), is not seen."""
        found = dictionary(membership)
        if found is None or not self.off:
            return False
        if name(found.get("/Type")) != "/OCMD":
            return key_of(found) in self.off
        expression = found.get("/VE")
        if items(expression):
            return not _Expression(self.off).holds(expression, 0)
        states = [key_of(layer) not in self.off for layer in _listed(found.get("/OCGs"))]
        return bool(states) and not _shows(name(found.get("/P")), states)


ALL_SHOWN = Layers(frozenset(), ())


def _keys(value: object) -> set[Key]:
    return {key for each in dictionaries(value) if (key := key_of(each))}


def _listed(value: object) -> Sequence[Object]:
    """One layer, or an array of them."""
    single = dictionary(value)
    return list(dictionaries(value)) if single is None else [single]


def _shows(policy: str, states: Sequence[bool]) -> bool:
    """What the policy of a membership says of the states of its layers (table 99)."""
    if policy == _ALL_ON:
        return all(states)
    if policy == _ANY_OFF:
        return not all(states)
    if policy == _ALL_OFF:
        return not any(states)
    return any(states)


@dataclass(slots=True)
class _Expression:
    """Evaluates a visibility expression (table 99, VE); what is no layer counts as shown."""

    off: frozenset[Key]
    left: int = _MOST_TERMS

    def holds(self, term: object, depth: int) -> bool:
        """Whether the term is true."""
        self.left -= 1
        if self.left < 0 or depth > _DEEPEST:
            return True
        parts = items(term)
        if not parts:
            return key_of(term) not in self.off
        operator, operands = name(parts[0]), parts[1:]
        found = (self.holds(each, depth + 1) for each in operands)
        if operator == "/Not":
            return not next(found, False)
        return any(found) if operator == "/Or" else all(found)
