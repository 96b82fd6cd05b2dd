"""Decides on each annotation of a foreign PDF: kept and made sound, or removed and told.

Kept is what is meant for readers: links, form fields, marks in the text, drawings, stamps.
Sticky notes are comments among those who wrote it, and a file that is pinned to a page is an
attachment like any other (ISO 32000-1, 12.5.6).
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, String

from .actions import base_address, count_actions, drop_action, uri_action, web_address
from .appearances import draw_appearance, keep_normal_appearance
from .attachments import holds_file
from .destinations import target_of
from .findings import counted
from .geometry import rectangle
from .limits import MOST_ANNOTATIONS
from .values import dictionaries, entry, items, name, number, shortened, text

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

    from .destinations import Destinations
    from .findings import Findings

# Flags of annotations (ISO 32000-1, table 165).
_HIDDEN, _PRINT, _NO_ZOOM, _NO_ROTATE = 2, 4, 8, 16
_NO_VIEW, _READ_ONLY, _LOCKED = 32, 64, 128
_COMMENTS = {"/Text", "/FileAttachment"}
_MEDIA = {"/Sound", "/Movie", "/Screen", "/RichMedia", "/3D"}
_DESCRIPTIONS = {
    "/Highlight": "Highlighted text",
    "/Underline": "Underlined text",
    "/StrikeOut": "Struck-out text",
    "/Squiggly": "Text with a wavy line",
    "/Stamp": "Stamp",
    "/FreeText": "Text note",
    "/Line": "Line",
    "/Square": "Rectangle",
    "/Circle": "Ellipse",
    "/Polygon": "Polygon",
    "/PolyLine": "Line",
    "/Ink": "Drawing by hand",
    "/Caret": "Mark of an insertion",
    "/Watermark": "Watermark",
    "/Redact": "Mark of a redaction that was not carried out",
}
# What is kept of links and marks besides what is written anew, and of which kind it has to be
# (ISO 32000-1, tables 164 to 191).  A look that was given is drawn by its appearance alone.
_NUMBERS, _TEXT, _NAME, _TABLE = (Array,), (String,), (Name,), (Dictionary,)
_ENTRIES: dict[str, tuple[type, ...]] = {
    "/Subtype": _NAME,
    "/Rect": _NUMBERS,
    "/QuadPoints": _NUMBERS,
    "/Border": _NUMBERS,
    "/C": _NUMBERS,
    "/H": _NAME,
    "/BS": _TABLE,
    "/Contents": _TEXT,
    "/Lang": _TEXT,
    "/Name": _NAME,
    "/CA": (int, float, Decimal),
    "/AP": _TABLE,
    "/AS": _NAME,
    "/OC": _TABLE,
    "/A": _TABLE,
    "/Dest": (Array, String, Name),
    "/P": _TABLE,
}


class _Keeper:
    """Goes through the annotations of a document and counts what becomes of them."""

    def __init__(self, pdf: Pdf, destinations: Destinations, findings: Findings) -> None:
        self._pdf = pdf
        self._destinations = destinations
        self._findings = findings
        self._base = base_address(pdf.Root)
        self._seen: set[tuple[int, int]] = set()
        self.lost = 0  # links to pages that are gone
        # The pages of what was met:
        self.comments: list[int] = []
        self.media: list[int] = []
        self.redactions: list[int] = []
        self.unseen: list[str] = []

    def tell(self) -> None:
        """Warns of what a reader of the source would have seen or could have opened."""
        warn, on_pages = self._findings.warn, self._findings.on_pages
        if self.comments:
            number_of = counted(len(self.comments), "comment", "comments")
            warn(
                "annex-comments-removed",
                f"loses {number_of} on {on_pages(self.comments)} (sticky notes and the like)",
                "print the file with its comments if they are meant for readers",
            )
        if self.media:
            warn(
                "annex-media-removed",
                f"has sound, film or 3D on {on_pages(self.media)}, which no letter can play",
                "say in the text where it can be found",
            )
        if self.redactions:
            warn(
                "annex-redaction-open",
                f"is marked for redaction on {on_pages(self.redactions)}, but what is below the"
                " marks is still in the file",
                "carry the redaction out in the program that made the marks",
            )
        if self.unseen:
            warn(
                "annex-annotation-undrawn",
                f"loses what no program can draw: {shortened('; '.join(self.unseen))}",
                "print the file with its comments if they are meant for readers",
            )

    def settle_page(self, page: Object, index: int) -> None:
        """Gives the page only those that are kept."""
        found = [each for each in dictionaries(page.get("/Annots")) if "/Subtype" in each]
        if len(found) < len(items(page.get("/Annots"))):
            self._findings.repaired("annotations that are none were left out")
        self._findings.removed(
            f"annotation beyond the {MOST_ANNOTATIONS:,} of one page",
            f"annotations beyond the {MOST_ANNOTATIONS:,} of one page",
            len(found) - MOST_ANNOTATIONS,
        )
        del found[MOST_ANNOTATIONS:]
        kept = [
            each
            for each in map(self._indirect, found)
            if self._is_new(each) and self._keep(each, index)
        ]
        if "/Annots" in page:
            del page["/Annots"]
        if kept:
            page["/Annots"] = Array(kept)
        for each in kept:
            each["/P"] = page

    def _indirect(self, annotation: Object) -> Object:
        return annotation if annotation.is_indirect else self._pdf.make_indirect(annotation)

    def _is_new(self, annotation: Object) -> bool:
        """False for one that stands on a page before, or twice on this one."""
        is_new = annotation.objgen not in self._seen
        self._seen.add(annotation.objgen)
        return is_new

    def _keep(self, annotation: Object, index: int) -> bool:
        kind = name(annotation.get("/Subtype"))
        for key in ("/AA", "/PA"):
            drop_action(annotation, key, self._findings)
        if kind == "/Popup" or holds_file(annotation):
            return False  # a file is told with all that are attached
        if kind in _COMMENTS:
            self.comments.append(index)
        elif kind in _MEDIA:
            self.media.append(index)
            drop_action(annotation, "/A", self._findings)
        elif _flags(annotation) & (_HIDDEN | _NO_VIEW):
            self._findings.removed("hidden annotation", "hidden annotations")
        elif kind == "/Widget":
            drop_action(annotation, "/A", self._findings)
            return True
        elif kind == "/Link":
            return self._keep_link(annotation, index)
        elif kind in _DESCRIPTIONS:
            return self._keep_markup(annotation, index)
        else:
            self._findings.removed("annotation of an unknown kind", "annotations of unknown kinds")
        return False

    def _keep_link(self, link: Object, index: int) -> bool:
        """Keeps a link that leads to a page of this file or to a web address."""
        action = link.get("/A")
        if rectangle(link.get("/Rect")) is None:
            self._findings.removed("link without a place", "links without a place")
            return False
        target = target_of(link)
        if target is None:
            target = self._named_page(action, index)
        explicit = self._destinations.explicit(target)
        address = web_address(action, self._base)
        if explicit is not None:
            # A named one stays named: its name is kept as well.
            _lead_to(link, "/Dest", target if isinstance(target, String | Name) else explicit)
        elif address is not None:
            count_actions(entry(action, "/Next"), self._findings)
            _lead_to(link, "/A", uri_action(address))
        elif target is not None:
            self.lost += 1
            return False
        else:
            if "/A" not in link:
                self._findings.removed("link without a target", "links without a target")
            drop_action(link, "/A", self._findings)  # counted by what it would have done
            return False
        self._tidy(link)
        return True

    def _named_page(self, action: object, index: int) -> Array | None:
        """The page that "next page" and the like mean, while it is still known."""
        if name(entry(action, "/S")) != "/Named":
            return None
        last = len(self._pdf.pages) - 1
        meant = {
            "/NextPage": min(index + 1, last),
            "/PrevPage": max(index - 1, 0),
            "/FirstPage": 0,
            "/LastPage": last,
        }.get(name(entry(action, "/N")))
        return None if meant is None else Array([meant, Name.Fit])

    def _keep_markup(self, annotation: Object, index: int) -> bool:
        """Keeps what is seen on the page; what has no look and can't be drawn goes."""
        kind = name(annotation.get("/Subtype"))
        drop_action(annotation, "/A", self._findings)
        if "/IRT" in annotation:  # an answer to another comment
            self.comments.append(index)
            return False
        if rectangle(annotation.get("/Rect")) is None or not (
            keep_normal_appearance(annotation) or draw_appearance(self._pdf, annotation)
        ):
            told = text(annotation.get("/Contents"))
            self.unseen.append(_DESCRIPTIONS[kind].lower() + (f" “{told}”" if told else ""))
            return False
        if kind == "/Redact":
            self.redactions.append(index)
        if not text(annotation.get("/Contents")):
            annotation["/Contents"] = String(_DESCRIPTIONS[kind])
        self._tidy(annotation)
        return True

    def _tidy(self, annotation: Object) -> None:
        """Keeps what readers need; flags as PDF/A has them (ISO 19005-2, 6.3.2)."""
        flags = _flags(annotation)
        for key in list(annotation.keys()):
            if not isinstance(annotation.get(key), _ENTRIES.get(key, ())):
                del annotation[key]
        kept = flags & (_NO_ZOOM | _NO_ROTATE | _READ_ONLY | _LOCKED)
        annotation["/F"] = kept | _PRINT
        annotation["/Type"] = Name.Annot


def settle_annotations(pdf: Pdf, destinations: Destinations, findings: Findings) -> int:
    """Leaves only annotations for readers; gives the number of links whose page is gone."""
    keeper = _Keeper(pdf, destinations, findings)
    for index, page in enumerate(pdf.pages):
        keeper.settle_page(page.obj, index)
    keeper.tell()
    return keeper.lost


def _lead_to(link: Object, key: str, value: object) -> None:
    for each in ("/A", "/Dest"):
        if each in link:
            del link[each]
    link[key] = value


def _flags(annotation: Object) -> int:
    return int(number(annotation.get("/F")) or 0) & 0xFFFF
