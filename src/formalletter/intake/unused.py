"""Drops what nothing on a page reaches: resources without use, and layers without content.

Nobody sees a form, a font or a layer that no content names, but who opens the file with other
tools reads it.  The pages draw the same afterwards.  Where a content can't be read to its end,
its resources stay as they are: what may be used is no leftover.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Dictionary, Stream

from .appearances import normal_appearance
from .layers import Layered, drop_layers
from .uses import uses_of
from .values import dictionaries, dictionary, entry, glyphs_of, key_of, name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pikepdf import Object, Pdf

    from .uses import Use

Key = tuple[int, int]

# Colour spaces that have no name in a content (ISO 32000-1, 8.6.5.6).
_DEFAULTS = ("/DefaultGray", "/DefaultRGB", "/DefaultCMYK")
# ISO 32000-1, tables 5, 75, 89 and 95.  What else stands there draws nothing.
_OF_STREAMS = {"/Length", "/Filter", "/DecodeParms", "/DL", "/Type", "/Subtype", "/OC"}
_KEPT = {
    "/Form": _OF_STREAMS
    | {"/BBox", "/FormType", "/Group", "/Matrix", "/Resources", "/StructParent", "/StructParents"},
    "/Image": _OF_STREAMS
    | {"/BitsPerComponent", "/ColorSpace", "/Decode", "/Height", "/ImageMask", "/Intent"}
    | {"/Interpolate", "/Mask", "/Matte", "/SMask", "/SMaskInData", "/StructParent", "/Width"},
}


def drop_unused(pdf: Pdf) -> None:
    """Leaves the pages, and all that they draw, what they use.

    Forms must have resources of their own (see `drawn`).
    """
    reach = _Reach(pdf)
    for page in pdf.pages:
        reach.settle(page.obj, [page.obj])
        for annotation in dictionaries(page.obj.get("/Annots")):
            reach.layers.add(annotation.get("/OC"))
            reach.look(normal_appearance(annotation))
    reach.run()
    drop_layers(pdf, reach.layers)


class _Reach:
    """Goes from the pages to all that they draw, and looks at each thing once."""

    def __init__(self, pdf: Pdf) -> None:
        self.layers = Layered()
        self._pdf = pdf
        self._seen: set[Key] = set()
        self._waiting: list[Object] = []

    def look(self, value: object) -> None:
        """Puts off what is drawn or set by a name, until `run`."""
        found = dictionary(value)
        if found is None:
            return
        key = key_of(found)
        if key in self._seen:
            return
        if key is not None:
            self._seen.add(key)
        self._waiting.append(found)

    def run(self) -> None:
        """Settles all that was put off, and what that leads to."""
        while self._waiting:
            self._settle_found(self._waiting.pop())

    def settle(self, holder: Object, contents: Iterable[Object]) -> None:
        """Leaves the holder a table of its own with what its contents use."""
        given = dictionary(holder.get("/Resources"))
        if given is None:
            return
        found = [uses_of(self._pdf, each) for each in contents]
        if all(each.is_whole for each in found):
            used = dict.fromkeys(use for each in found for use in each.found)
            given = holder["/Resources"] = _chosen(given, used)
        for category, key in _names(given):
            value = entry(given, category, key)
            if category == "/Properties":
                self.layers.add(value)
            self.look(value)

    def _settle_found(self, found: Object) -> None:
        kind = name(found.get("/Subtype"))
        for key in set(found.keys()) - _KEPT[kind] if kind in _KEPT else ():
            del found[key]
        self.layers.add(found.get("/OC"))
        if kind == "/Type3":
            self.settle(found, glyphs_of(found))
        elif isinstance(found, Stream) and (kind == "/Form" or "/PatternType" in found):
            self.settle(found, [found])
        self.look(entry(found, "/SMask", "/G"))  # of a graphics state
        self.look(found.get("/ExtGState"))  # of a pattern that shades


def _chosen(given: Object, used: Iterable[Use]) -> Object:
    """The entries of resources that are used, in new tables: others may share the old ones."""
    result = Dictionary()
    for category, key in (*used, *(("/ColorSpace", each) for each in _DEFAULTS)):
        value = given.get(category)
        if isinstance(value, Dictionary) and key in value:
            if category not in result:
                result[category] = Dictionary()
            result[category][key] = value[key]
    return result


def _names(resources: Object) -> Iterator[Use]:
    for category, table in resources.items():
        if isinstance(table, Dictionary):
            yield from ((category, key) for key in table.keys())  # noqa: SIM118 (pikepdf's)
