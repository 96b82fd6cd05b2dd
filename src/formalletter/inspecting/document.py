"""A finished file, read once: its pages' content and its structure tree.

Everything that the checks of this package look at; the checks themselves don't parse.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from ..diagnostics import error
from ..errors import DeliveryError
from .content import PageContent, read_content
from .structure import Branch, read_tree
from .values import PdfValue, items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .cmap import Decoder

REPORT = "nothing was delivered; this is a fault of the program, so please report it"


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

    @property
    def catalog(self) -> PdfValue:
        """The root of the file."""
        return self.reader.root_object

    def annotations(self) -> Iterator[tuple[int, PdfValue]]:
        """References to all annotations, each with the index of its page."""
        for index, page in enumerate(self.reader.pages):
            yield from ((index, annotation) for annotation in items(page, "/Annots"))

    def outline_items(self) -> Iterator[PdfValue]:
        """The entries of the outline, of all levels, in their order."""
        outlines = self.catalog.get("/Outlines")
        waiting = [outlines.get_object().get("/First")] if outlines is not None else []
        met: list[PdfValue] = []
        while waiting:
            item = waiting.pop()
            if item is None or any(item is other for other in met):
                continue
            met.append(item)
            yield item
            waiting += [item.get("/Next"), item.get("/First")]


@lru_cache(maxsize=1)
def read_document(pdf: bytes) -> Document:
    """Reads a file.  Raises `DeliveryError` when it isn't one that can be read."""
    try:
        reader = PdfReader(io.BytesIO(pdf), strict=True)
        decoders: dict[int, Decoder] = {}
        contents = [read_content(page, decoders) for page in reader.pages]
        return Document(reader, contents, read_tree(reader))
    except (
        PyPdfError,
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
        RecursionError,
    ) as fault:
        message = f"the finished file can't be read back: {fault}"
        raise DeliveryError([error("inspection-unreadable", message, hint=REPORT)]) from fault
