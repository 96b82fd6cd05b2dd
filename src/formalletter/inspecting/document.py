"""A finished file, read once: its pages' content and its structure tree.

Everything that the checks of this package look at; the checks themselves don't parse.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import IndirectObject

from ..diagnostics import error
from ..errors import DeliveryError
from .content import PageContent, read_content
from .structure import Branch, read_tree
from .values import PdfValue, items, object_number, raw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .cmap import Decoder

REPORT = "nothing was delivered; this is a fault of the program, so please report it"
# What pypdf, and who reads by it, makes of a file whose parts are of a wrong kind.
_FAULTS = (
    PyPdfError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    NotImplementedError,
    RecursionError,
)
# Entries of a page and of what is on it that lead to other pages.
_LEADING_AWAY = frozenset({"/Parent", "/P", "/Popup", "/A", "/AA", "/Dest", "/StructParent"})


@dataclass(frozen=True)
class Document:
    """A file as pypdf, and no code that wrote it, reads it."""

    reader: PdfReader
    contents: list[PageContent]
    tree: list[Branch]

    @cached_property
    def branches(self) -> list[Branch]:
        """All elements of the structure tree in their order."""
        return [branch for root in self.tree for branch in root.descendants()]

    @cached_property
    def pages_of_branches(self) -> dict[int, int]:
        """For each element, by its object number, the index of the page that it begins on."""
        pages = ((branch.number, branch.page) for branch in self.branches)
        return {number: page for number, page in pages if page is not None}

    @cached_property
    def pages_of_objects(self) -> dict[int, int]:
        """For each object that a page needs, the index of the first page that does."""
        found = {object_number(page): index for index, page in enumerate(self.reader.pages)}
        for index, page in enumerate(self.reader.pages):
            waiting: list[PdfValue] = [page]
            while waiting:
                item = waiting.pop()
                if isinstance(item, IndirectObject):
                    if item.idnum in found:
                        continue
                    found[item.idnum] = index
                    item = item.get_object()
                if isinstance(item, dict):
                    waiting += [raw(item, key) for key in item if key not in _LEADING_AWAY]
                elif isinstance(item, list):
                    waiting += item
        return found

    @property
    def catalog(self) -> PdfValue:
        """The root of the file."""
        return self.reader.root_object

    def annotations(self) -> Iterator[tuple[int, PdfValue]]:
        """References to all annotations, each with the index of its page."""
        for index, page in enumerate(self.reader.pages):
            yield from ((index, annotation) for annotation in items(page, "/Annots"))

    def top_of_outline(self) -> Iterator[PdfValue]:
        """The entries of the outline that stand below no other, in their order."""
        outlines = self.catalog.get("/Outlines")
        item = outlines.get_object().get("/First") if outlines is not None else None
        met: dict[int, PdfValue] = {}  # kept, so that no other gets the same identity
        while item is not None and id(item) not in met:
            met[id(item)] = item
            yield item
            item = item.get("/Next")

    def outline_items(self) -> Iterator[PdfValue]:
        """The entries of the outline, of all levels, in their order."""
        outlines = self.catalog.get("/Outlines")
        waiting = [outlines.get_object().get("/First")] if outlines is not None else []
        met: dict[int, PdfValue] = {}
        while waiting:
            item = waiting.pop()
            if item is None or id(item) in met:
                continue
            met[id(item)] = item
            yield item
            waiting += [item.get("/Next"), item.get("/First")]


def open_document(pdf: bytes) -> PdfReader:
    """Opens a file.  Raises `DeliveryError` when it isn't one, or is encrypted."""
    try:
        reader = PdfReader(io.BytesIO(pdf), strict=True)
    except DependencyError as fault:  # of the packages with which it decrypts
        message = "the finished file can't be read back: it is encrypted"
        raise DeliveryError([error("inspection-unreadable", message, hint=REPORT)]) from fault
    except _FAULTS as fault:
        message = "the finished file can't be read back: it is no PDF, or a damaged one"
        raise DeliveryError([error("inspection-unreadable", message, hint=REPORT)]) from fault
    if reader.is_encrypted:
        message = "the finished file can't be read back: it is encrypted"
        raise DeliveryError([error("inspection-unreadable", message, hint=REPORT)])
    return reader


@lru_cache(maxsize=1)
def read_document(pdf: bytes, foreign: frozenset[int] = frozenset()) -> Document:
    """Reads a file; of the pages with the indexes `foreign` all but their text.

    Raises `DeliveryError` when it isn't one that can be read.
    """
    try:
        reader = open_document(pdf)
        decoders: dict[int, Decoder] = {}
        contents = [
            read_content(page, None if index in foreign else decoders)
            for index, page in enumerate(reader.pages)
        ]
        return Document(reader, contents, read_tree(reader))
    except _FAULTS as fault:
        message = "the finished file can't be read back: parts of it are of a wrong kind"
        raise DeliveryError([error("inspection-unreadable", message, hint=REPORT)]) from fault
