"""The marked-content sequences that a content stream has of its own, and what they mean.

ISO 32000-1, 14.6.  What belongs to a structure element or is an artifact says so here; layers
and sequences that only tell how text is to be read stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from pikepdf import Array, Name, String

from ..layers import ALL_SHOWN
from ..values import entry, name, numbers
from .attributes import is_language
from .instructions import MARKS, PAINTS
from .nodes import ARTIFACT, Piece

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pikepdf import Object

    from ..layers import Layers
    from .instructions import Instruction
    from .reading import Place

Bracket = Literal["layer", "spoken", "none"]


@dataclass(slots=True)
class Sequences:
    """What the sequences of a content stream say.

    `owners` are the pieces of the painting instructions by their index.  `brackets` tell of
    each BDC, BMC and EMC what becomes of it, `starts` where the sequence began that an EMC
    ends, and `properties` what is kept of a list.  `held` are the marks that were found of
    those asked for, and `loose` says that something paints outside of any.
    """

    owners: dict[int, Piece] = field(default_factory=dict)
    brackets: dict[int, Bracket] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    properties: dict[int, dict[str, Object]] = field(default_factory=dict)
    held: set[int] = field(default_factory=set)
    loose: bool = False


def read_sequences(
    instructions: list[Instruction],
    resources: object,
    pieces: Mapping[int, Piece],
    place: Place,
    *,
    layers: Layers = ALL_SHOWN,
    artifacts: bool,
) -> Sequences:
    """Reads the sequences; `pieces` are those that elements hold, by their marks.

    What a layer of `layers` hides is an artifact, whatever else it is.  Without `artifacts`,
    what is marked as one is not believed: a file without tags may have called anything so.
    """
    result = Sequences()
    hidden = Piece(place[0], tag=ARTIFACT)
    waiting: list[tuple[Piece | None, Bracket, int]] = []
    owner: list[Piece | None] = [None]
    for index, each in enumerate(instructions):
        if each.operator in PAINTS:
            painter = hidden if layers.hide(_membership(each, resources)) else owner[-1]
            if painter is None:
                result.loose = True
            else:
                result.owners[index] = painter
        elif each.operator == "EMC":
            piece, bracket, start = waiting.pop() if waiting else (None, "none", index)
            result.brackets[index], result.starts[index] = bracket, start
            if piece is not None:
                owner.pop()
        elif each.operator in MARKS:
            piece, bracket = _opened(index, each, resources, pieces, place, result)
            is_hidden = bracket == "layer" and layers.hide(_properties(each, resources))
            if is_hidden or owner[-1] is hidden:
                piece = hidden
            elif piece is not None and piece.is_artifact and not artifacts:
                piece = None
            result.brackets[index] = bracket
            waiting.append((piece, bracket, index))
            if piece is not None:
                owner.append(piece)
    return result


def _opened(
    index: int,
    each: Instruction,
    resources: object,
    pieces: Mapping[int, Piece],
    place: Place,
    result: Sequences,
) -> tuple[Piece | None, Bracket]:
    operands = each.operands
    tag = name(operands[0])[1:] if operands else ""
    if tag == "OC":
        return None, "layer"
    listed = _properties(each, resources)
    number = entry(listed, "/MCID")
    if isinstance(number, int) and number in pieces:
        result.held.add(number)
        piece = pieces[number]
        if not piece.properties:
            piece.properties = _spoken(listed)
        return piece, "none"
    if tag == ARTIFACT:
        return Piece(place[0], tag=ARTIFACT, properties=_artifact(listed)), "none"
    properties = _spoken(listed)
    if not properties:
        return None, "none"
    result.properties[index] = properties
    return None, "spoken"


def _properties(each: Instruction, resources: object) -> object:
    """The property list that a sequence begins with."""
    operands = each.operands
    listed = operands[1] if len(operands) > 1 else None
    return entry(resources, "/Properties", str(listed)) if isinstance(listed, Name) else listed


def _membership(each: Instruction, resources: object) -> object:
    """The layer of the image or form that an instruction draws (ISO 32000-1, 8.11.3.3)."""
    if each.operator != "Do":
        return None
    operands = each.operands
    return entry(resources, "/XObject", name(operands[0]) if operands else "/", "/OC")


def _spoken(listed: object) -> dict[str, Object]:
    """What a property list says of how its content is to be read."""
    found: dict[str, Object] = {}
    for key in ("/ActualText", "/Alt", "/E", "/Lang"):
        value = entry(listed, key)
        if isinstance(value, String) and (key != "/Lang" or is_language(str(value))):
            found[key] = String(bytes(value))
    return found


def _artifact(listed: object) -> dict[str, Object]:
    """The kind of an artifact (ISO 32000-1, 14.8.2.2)."""
    found: dict[str, Object] = {}
    for key in ("/Type", "/Subtype"):
        if kind := name(entry(listed, key)):
            found[key] = Name(kind)
    box = numbers(entry(listed, "/BBox"), 4)
    if box is not None:
        found["/BBox"] = Array(box)
    edges = entry(listed, "/Attached")
    if isinstance(edges, Array) and all(isinstance(each, Name) for each in edges):
        found["/Attached"] = Array([Name(str(each)) for each in edges])
    return found


def has_sequences(instructions: list[Instruction]) -> bool:
    """Whether there are any marks, so that the content must be looked at."""
    return any(each.operator in MARKS for each in instructions)
