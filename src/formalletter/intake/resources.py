"""Leaves in resources only what is of the kind that its place asks for (ISO 32000-1, 7.8.3).

Whatever has resources is looked at: pages, forms, patterns, fonts that draw themselves.  All that
comes later may rely on it: a category is a dictionary, a font is one, a picture is a stream.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Object, Stream

from .values import dictionary, entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Pdf

    from .findings import Findings

_KINDS: dict[str, tuple[type, ...]] = {
    "/ExtGState": (Dictionary,),
    "/ColorSpace": (Name, Array),
    "/Pattern": (Dictionary, Stream),
    "/Shading": (Dictionary, Stream),
    "/XObject": (Stream,),
    "/Font": (Dictionary,),
    "/Properties": (Dictionary,),
}
_OTHERS = {"/ProcSet"}  # which says nothing any more, and is an array


def settle_resources(pdf: Pdf, findings: Findings) -> None:
    """Takes out what is of another kind; tells of it as a repair."""
    lost = 0
    for holder in _holders(pdf):
        given = holder.get("/Resources")
        if not isinstance(given, Dictionary):
            del holder["/Resources"]
            lost += 1
            continue
        lost += _settle(given)
    if lost:
        findings.repaired("fonts or pictures that are none were left out")


def _holders(pdf: Pdf) -> Iterator[Object]:
    """All that has resources: objects, and the fonts within those resources."""
    for each in pdf.objects:
        if isinstance(each, Dictionary | Stream) and "/Resources" in each:
            yield each
            for font in _values(entry(each, "/Resources", "/Font")):
                if not font.is_indirect and isinstance(font, Dictionary) and "/Resources" in font:
                    yield font


def _values(table: object) -> list[Object]:
    found = dictionary(table)
    values = [] if found is None else [dictionary(value) for _, value in found.items()]
    return [each for each in values if each is not None]


def _settle(resources: Object) -> int:
    """The number of entries that were taken out."""
    lost = 0
    for category in list(resources.keys()):
        kinds = _KINDS.get(category)
        table = resources.get(category)
        if table is None:  # a reference to nothing: as good as no entry, and can't be deleted
            continue
        if kinds is None:
            if category not in _OTHERS or not isinstance(table, Array):
                del resources[category]  # not told: no reader looks there
        elif not isinstance(table, Dictionary):
            del resources[category]
            lost += 1
        else:
            # What refers to nothing is no entry either.
            for key in [
                key for key, each in table.items() if not isinstance(each, (*kinds, type(None)))
            ]:
                del table[key]
                lost += 1
    return lost
