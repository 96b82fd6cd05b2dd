"""Form XObjects as they come: each with resources of its own, and not too many in each other.

A form without resources borrows those of its page, which ISO 32000-1 (7.8.3) calls obsolete
and PDF/A forbids (ISO 19005-2, 6.2.2).  A few forms that draw each other ten times over make
a million drawings, of which PDFium keeps each one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Dictionary, Stream

from .appearances import normal_appearance
from .limits import MOST_DRAWINGS
from .uses import uses_of
from .values import dictionaries, dictionary, entry, glyphs_of, key_of, name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pikepdf import Object, Pdf

    from .findings import Findings
    from .uses import Use

Key = tuple[int, int]
_DEEPEST = 50  # forms in forms; readers stop sooner
_ENDLESS = "draws pictures within pictures without end: it is made to break readers"
_SIMPLER = 'print it to a new PDF ("Save as PDF"), and use that'


def settle_drawn(pdf: Pdf, findings: Findings) -> None:
    """Gives forms and appearances their own resources.

    Raises `InputError` if the forms that pages draw are drawn too often.
    """
    walker = _Walker(pdf)
    total = 0
    for page in pdf.pages:
        resources = page.obj.get("/Resources")
        if _may_draw(resources):  # else there is no need to read the content
            total += walker.drawings(uses_of(pdf, page.obj).found, resources, 0)
        for annotation in dictionaries(page.obj.get("/Annots")):
            appearance = normal_appearance(annotation)
            if appearance is not None:
                total += walker.form(appearance, page.obj.get("/Resources"), 0)
        if total > MOST_DRAWINGS:
            findings.refuse("annex-too-demanding", _ENDLESS, _SIMPLER)


class _Walker:
    """Looks into each form once."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._form_resources = entry(pdf.Root, "/AcroForm", "/DR")
        self._counts: dict[Key, int] = {}
        # Of pages, and of what came before: a table that several share may hold them all.
        self._taken = {key_of(page.obj.get("/Resources")) for page in pdf.pages}

    def drawings(self, used: Sequence[Use], resources: object, depth: int) -> int:
        """How many drawings of forms a content makes, with those in the forms."""
        return sum(self._one(*each, resources, depth) for each in used)

    def form(self, form: Stream, outer: object, depth: int) -> int:
        """The same for a form, which gets resources of its own; 1 for itself."""
        return self._holder(form, [form], outer, depth)

    def _one(self, category: str, key: str, resources: object, depth: int) -> int:
        """What is behind one name: a form, a tiling pattern, a mask, a font that draws itself."""
        found = dictionary(entry(resources, category, key))
        if category == "/ExtGState":
            found = dictionary(entry(found, "/SMask", "/G"))
        if found is None:
            return 0
        if category == "/Font" and name(found.get("/Subtype")) == "/Type3":
            fonts = dictionary(entry(resources, category))
            if fonts is not None and not found.is_indirect:  # or it has no key to know it by
                fonts[key] = found = self._pdf.make_indirect(found)
            self._holder(found, glyphs_of(found), resources, depth)
            return 0  # readers draw each glyph once
        if isinstance(found, Stream) and (
            name(found.get("/Subtype")) == "/Form" or "/PatternType" in found
        ):
            return self._holder(found, [found], resources, depth + 1)
        return 0

    def _holder(self, holder: Object, contents: Sequence[Object], outer: object, depth: int) -> int:
        key = key_of(holder)
        if key is None or depth > _DEEPEST:
            return 1
        if key in self._counts:
            return self._counts[key]
        self._counts[key] = 1  # a form that draws itself shows nothing more by that
        used = [use for each in contents for use in uses_of(self._pdf, each).found]
        given = dictionary(holder.get("/Resources"))
        if given is None or key_of(given) in self._taken - {None}:
            holder["/Resources"] = _spaces(outer if given is None else given)
        else:
            self._taken.add(key_of(given))
        self._complete(holder["/Resources"], used, (given, outer, self._form_resources), key)
        self._counts[key] = 1 + self.drawings(used, holder.get("/Resources"), depth)
        return self._counts[key]

    def _complete(
        self, own: Object, used: Sequence[Use], sources: Sequence[object], holder: Key
    ) -> None:
        """Adds what a content uses of the resources around it, but never itself."""
        for category, key in dict.fromkeys(used):
            if entry(own, category, key) is not None:
                continue
            known = (entry(source, category, key) for source in sources)
            found = next((each for each in known if each is not None), None)
            if found is None or key_of(found) == holder:
                continue
            if not isinstance(own.get(category), Dictionary):
                own[category] = Dictionary()
            own[category][key] = found


def _spaces(resources: object) -> Dictionary:
    """The colour spaces of resources: inline images name them too, and defaults have no name."""
    found = dictionary(entry(resources, "/ColorSpace"))
    return Dictionary() if found is None else Dictionary(ColorSpace=found.copy())


def _may_draw(resources: object) -> bool:
    """Whether resources have forms, or what may be drawn as one."""
    tables = {key: entry(resources, key) for key in ("/XObject", "/Font", "/ExtGState")}
    found = {
        key: [each for _, each in table.items()]
        for key, table in tables.items()
        if isinstance(table, Dictionary)
    }
    return (
        entry(resources, "/Pattern") is not None
        or any(name(entry(each, "/Subtype")) == "/Form" for each in found.get("/XObject", []))
        or any(name(entry(each, "/Subtype")) == "/Type3" for each in found.get("/Font", []))
        or any(entry(each, "/SMask", "/G") is not None for each in found.get("/ExtGState", []))
    )
