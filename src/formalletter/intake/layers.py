"""Layers (ISO 32000-1, 8.11): which are off when the file is opened, what they hide, which go."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from pikepdf import Array, Dictionary, Name, String

from .findings import counted
from .values import dictionaries, dictionary, entry, items, key_of, name, shortened, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pikepdf import Object, Pdf

    from .findings import Findings

Key = tuple[int, int]

_ALL_ON, _ANY_OFF, _ALL_OFF = "/AllOn", "/AnyOff", "/AllOff"
_DEEPEST = 50  # terms in terms
_MOST_TERMS = 1_000
_OF_GROUPS = {"/Type", "/Name", "/Intent"}  # table 98; the usage is for settings that are dropped
_LISTS = ("/ON", "/OFF", "/Order", "/RBGroups", "/Locked")  # table 101


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


@dataclass(slots=True)
class Layered:
    """The layers that something drawn belongs to."""

    used: set[Key] = field(default_factory=set)

    def add(self, membership: object) -> None:
        """Adds a layer, or those of a membership (OCMD)."""
        found = dictionary(membership)
        if found is None:
            return
        self.used |= _keys(Array([found, *_listed(found.get("/OCGs"))]))
        self._add_terms(found.get("/VE"), 0)

    def _add_terms(self, term: object, depth: int) -> None:
        self.used |= _keys(term)
        for each in items(term) if depth <= _DEEPEST else ():
            self._add_terms(each, depth + 1)


def drop_layers(pdf: Pdf, layered: Layered) -> None:
    """Leaves the file only the layers that something belongs to, and what is said of those.

    Their names are for readers' lists of layers: one without content tells of nothing.
    """
    properties = dictionary(pdf.Root.get("/OCProperties"))
    if properties is None:
        return
    groups = [
        each for each in dictionaries(properties.get("/OCGs")) if key_of(each) in layered.used
    ]
    if not groups:
        del pdf.Root["/OCProperties"]
        return
    for group in groups:
        for key in set(group.keys()) - _OF_GROUPS:
            del group[key]
    setting = Dictionary()
    for key in _LISTS:
        found = _without_others(entry(properties, "/D", key), layered.used, 0)
        if len(found):
            setting[key] = found
    for key in ("/BaseState", "/ListMode"):
        value = entry(properties, "/D", key)
        if isinstance(value, Name):
            setting[key] = value
    pdf.Root["/OCProperties"] = Dictionary(OCGs=Array(groups), D=setting)


def _without_others(value: object, used: set[Key], depth: int) -> Array:
    """A list of layers with lists inside it; a label stays before what it is the label of."""
    result = Array()
    for each in items(value) if depth <= _DEEPEST else ():
        if isinstance(each, Array):
            inner = _without_others(each, used, depth + 1)
            if any(not isinstance(kid, String) for kid in inner):
                result.append(inner)
        elif isinstance(each, String) or key_of(each) in used:
            result.append(each)
    return result


def tell_hidden(pdf: Pdf, findings: Findings) -> None:
    """Names the layers that are off when the file is opened."""
    hidden = Layers.of(pdf).names
    if hidden:
        findings.warn(
            "annex-hidden-layer",
            f"has {counted(len(hidden), 'layer', 'layers')} that no one sees and that anyone can"
            f" switch on: {shortened(', '.join(hidden))}",
            "if they are not meant for readers, take them out in the program that made the file",
        )
