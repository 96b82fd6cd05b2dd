"""Takes out of a foreign PDF what is active, hidden or left over, and says what it was.

The catalogue and the pages keep only the entries that are known and needed: what a producer
invents tomorrow is not carried along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Dictionary

from .actions import count_scripts, drop_action
from .annotations import settle_annotations
from .attachments import settle_attachments
from .destinations import Destinations, name_tree
from .fields import every_field
from .findings import counted
from .objects import sweep_objects
from .outlines import settle_bookmarks
from .values import dictionary, entry

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

    from ..foreign import Request
    from .findings import Findings

# ISO 32000-1, table 28; OutputIntents are read and dropped by `colours`, AcroForm by `forms`.
_CATALOGUE = {
    "/Type",
    "/Pages",
    "/Outlines",
    "/Names",
    "/Dests",
    "/OCProperties",
    "/StructTreeRoot",
    "/MarkInfo",
    "/Lang",
    "/AcroForm",
    "/PageLabels",
    "/OutputIntents",
}
# ISO 32000-1, table 30.
_PAGE = {
    "/Type",
    "/Parent",
    "/Resources",
    "/MediaBox",
    "/CropBox",
    "/BleedBox",
    "/TrimBox",
    "/ArtBox",
    "/Contents",
    "/Rotate",
    "/Group",
    "/Annots",
    "/UserUnit",
    "/StructParents",
    "/Tabs",
}
_TOLD = {
    "/Threads": ("table of article threads", "tables of article threads"),
    "/Perms": ("grant of usage rights", "grants of usage rights"),
    "/SpiderInfo": ("record of web capture", "records of web capture"),
    "/Thumb": ("thumbnail", "thumbnails"),
    "/Trans": ("page transition", "page transitions"),
    "/B": ("article bead list", "article bead lists"),
    "/PieceInfo": ("private record of a program", "private records of programs"),
}


def clean(pdf: Pdf, request: Request, findings: Findings) -> None:
    """Cleans the whole document in place; see the modules that it calls for what goes."""
    destinations = Destinations(pdf)
    settle_attachments(pdf, findings, keep=request.keep_attachments)
    lost = settle_annotations(pdf, destinations, findings)
    bookmarks = settle_bookmarks(pdf, destinations, findings)
    _clean_fields(pdf, findings)
    _clean_catalogue(pdf, destinations, findings)
    for page in pdf.pages:
        drop_action(page.obj, "/AA", findings)
        _keep_only(page.obj, _PAGE, findings)
    sweep_objects(pdf, findings)
    _tell_lost(lost, bookmarks, findings)


def _clean_catalogue(pdf: Pdf, destinations: Destinations, findings: Findings) -> None:
    root = pdf.Root
    scripts = sum(1 for _ in name_tree(entry(root, "/Names", "/JavaScript")))
    count_scripts(scripts, findings)
    files = entry(root, "/Names", "/EmbeddedFiles")  # those that may stay
    if "/Names" in root:
        del root["/Names"]
    destinations.settle(root)
    if dictionary(files) is not None:
        names = dictionary(root.get("/Names")) or Dictionary()
        names["/EmbeddedFiles"] = files
        root["/Names"] = names
    for key in ("/OpenAction", "/AA"):
        if dictionary(root.get(key)) is not None:  # else it is where the reading begins
            drop_action(root, key, findings)
    # What every file says of itself is not told: the whole says it anew.
    if "/Metadata" in root:
        del root["/Metadata"]
    _keep_only(root, _CATALOGUE, findings)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]


def _keep_only(holder: Object, kept: set[str], findings: Findings) -> None:
    for key in set(holder.keys()) - kept:
        if key in _TOLD:
            findings.removed(*_TOLD[key])
        del holder[key]


def _clean_fields(pdf: Pdf, findings: Findings) -> None:
    for field in every_field(pdf):
        for key in ("/A", "/AA"):
            drop_action(field.holder, key, findings)


def _tell_lost(links: int, bookmarks: int, findings: Findings) -> None:
    kinds = [(links, "link", "links"), (bookmarks, "bookmark", "bookmarks")]
    told = [counted(*kind) for kind in kinds if kind[0]]
    if told:
        findings.warn(
            "annex-links-lost",
            f"loses {' and '.join(told)} to pages that are not there",
            "choose the pages that they lead to as well, with `pages`, or leave it so",
        )
