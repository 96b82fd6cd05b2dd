"""Looks at the page tree before any library walks it, and mends it.

It may be endless, deep or empty, and list what is no page (ISO 32000-1, 7.7.3).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Stream

from .findings import counted
from .limits import DEEPEST_TREE, MOST_ITEMS
from .values import dictionary, entry, items, key_of, name, whole

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

    from .findings import Findings

_MOST_REFERENCES = 20  # to one page; a document for readers has one
_REPAIR = 'open it in a PDF reader, save it anew ("Print", "Save as PDF"), and use that'
_ENDLESS = (
    "has a list of pages that leads back to itself or is nested without end: it is made to break"
    " readers"
)
_NO_PAGE = "a page is listed that is not there"
_SIGNS = ("/Kids", "/Contents", "/MediaBox", "/Parent")
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")  # ISO 32000-1, table 30


def check_pages(pdf: Pdf, findings: Findings) -> None:
    """Refuses a page tree without end or pages; mends it, and gives each page what it inherits.

    It must come before qpdf reads the pages, which takes anything for one.
    """
    root = dictionary(entry(pdf.Root, "/Pages"))
    if root is None:
        findings.refuse("annex-no-pages", "has no pages", _REPAIR)
    told = whole(root.get("/Count"))
    leaves = _walk(root, findings)
    if leaves and told != leaves:
        counted_pages = counted(told or 0, "page", "pages")
        findings.repaired(f"it says that it has {counted_pages} and lists {leaves:,}")
        root["/Count"] = leaves
    found = len(pdf.pages)
    if found == 0:
        findings.refuse("annex-no-pages", "has no pages", _REPAIR)
    if found < leaves:
        findings.warn(
            "annex-pages-missing",
            f"lists {leaves} pages; {found} can be read",
            "compare it with the original",
        )


def _walk(root: Object, findings: Findings) -> int:
    """The number of leaves, each of which gets the attributes of the nodes above it."""
    nodes: set[tuple[int, int]] = set()
    pages: Counter[tuple[int, int]] = Counter()
    leaves = 0
    waiting: list[tuple[Object, int, dict[str, Object]]] = [(root, 0, {})]
    while waiting:
        node, depth, inherited = waiting.pop()
        own = {**inherited, **{key: node[key] for key in _INHERITED if key in node}}
        key = key_of(node)
        if "/Kids" not in node:
            leaves += 1
            _inherit(node, inherited)
            if key is not None:
                pages[key] += 1
            if key is not None and pages[key] > _MOST_REFERENCES:
                reason = "shows the same page over and over: it is made to break readers"
                findings.refuse("annex-too-demanding", reason, _REPAIR)
        elif depth > DEEPEST_TREE or (key is not None and key in nodes):
            findings.refuse("annex-too-demanding", _ENDLESS, _REPAIR)
        else:
            if key is not None:
                nodes.add(key)
            waiting.extend((kid, depth + 1, own) for kid in reversed(_kids(node, findings)))
        if leaves + len(waiting) > MOST_ITEMS:
            reason = f"has more than {MOST_ITEMS:,} pages"
            findings.refuse("annex-too-demanding", reason, _REPAIR)
    return leaves


def _kids(node: Object, findings: Findings) -> list[Object]:
    """The kids of a node that are pages or nodes; others are left out, and that is told."""
    given = items(node["/Kids"])
    kids = [kid for kid in map(dictionary, given) if kid is not None and _is_page(kid)]
    if len(kids) < len(given):
        findings.repaired(_NO_PAGE)
        node["/Kids"] = Array(kids)
    for kid in kids:
        if key_of(kid.get("/Parent")) != key_of(node):
            findings.repaired("its list of pages was mended")
            kid["/Parent"] = node
    return kids


def _is_page(kid: Object) -> bool:
    """Whether it may be a page, or a node that has some; readers forgive a wrong type."""
    if isinstance(kid, Stream):
        return False
    if name(kid.get("/Type")) == "/Pages":
        return "/Kids" in kid
    return name(kid.get("/Type")) == "/Page" or any(key in kid for key in _SIGNS)


def _inherit(page: Object, inherited: dict[str, Object]) -> None:
    for key, value in inherited.items():
        if key not in page:
            page[key] = value
    if not isinstance(page.get("/Resources"), Dictionary):
        page["/Resources"] = Dictionary()
    page["/Type"] = Name.Page
