"""Which standard type an element has: role maps and namespaces resolved.

ISO 32000-1, 14.7.3 (role map) and 14.8.4 (standard types); ISO 32000-2, 14.7.4 (namespaces)
and 14.8.4 (its types, which are brought back to those of ISO 32000-1).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..values import dictionary, entry, items, name, text
from .nodes import ARTIFACT

if TYPE_CHECKING:
    from pikepdf import Object

GROUPING = frozenset(
    [
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
    ]
)
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
# What stands in a line; a figure, a formula or a form field can be either.
INLINE = frozenset(
    [
        "Span",
        "Quote",
        "Note",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Warichu",
        "WT",
        "WP",
        "Lbl",
    ]
)
STANDARD = frozenset(
    {
        *GROUPING,
        *HEADINGS,
        *INLINE,
        *[
            "P",
            "H",
            "L",
            "LI",
            "LBody",
            "Table",
            "TR",
            "TH",
            "TD",
            "THead",
            "TBody",
            "TFoot",
            "Figure",
            "Formula",
            "Form",
            "Document",
        ],
    }
)
_NEWER = {
    "Title": "P",
    "FENote": "Note",
    "Em": "Span",
    "Strong": "Span",
    "Sub": "Span",
    "Aside": "Div",
    "DocumentFragment": "Part",
    "Artifact": ARTIFACT,
}
_DEEP_HEADING = re.compile(r"H([7-9]|[1-9][0-9]{1,3})")
_OLDER_SPACE = "http://iso.org/pdf/ssn"
_NEWER_SPACE = "http://iso.org/pdf2/ssn"
_MATHEMATICS = "http://www.w3.org/1998/Math/MathML"
_MOST_STEPS = 50  # of a chain of roles; more can only be a circle


class Roles:
    """The types that the elements of a file have, by the maps at its root."""

    def __init__(self, root: Object) -> None:
        self._map = dictionary(root.get("/RoleMap"))
        self._known: dict[tuple[str, tuple[int, int] | None], str] = {}

    def of(self, element: Object) -> str:
        """The standard type of an element; empty for one that is unknown."""
        own = name(element.get("/S"))[1:]
        space = dictionary(element.get("/NS"))
        key = (own, space.objgen if space is not None else None)
        if key not in self._known or key[1] == (0, 0):  # direct objects have no number
            self._known[key] = self._resolve(own, space)
        return self._known[key]

    def _resolve(self, role: str, space: Object | None) -> str:
        for _ in range(_MOST_STEPS):
            if found := _standard(role, text(entry(space, "/NS"))):
                return found
            if space is None:
                following = entry(self._map, f"/{role}") if role else None
            else:
                following = entry(space, "/RoleMapNS", f"/{role}") if role else None
                pair = items(following)
                space = dictionary(pair[1]) if len(pair) > 1 else None
                following = pair[0] if pair else following
            role = name(following)[1:]
        return ""


def _standard(role: str, space: str) -> str:
    """The standard type that a type of a namespace is by itself."""
    if space == _MATHEMATICS:
        return "Formula" if role == "math" else "Span"
    if space not in {"", _OLDER_SPACE, _NEWER_SPACE}:
        return ""
    if role in STANDARD:
        return role
    if _DEEP_HEADING.fullmatch(role):
        return "H6"
    # Without a namespace the older standard holds, but it knows none of these names.
    return _NEWER.get(role, "")
