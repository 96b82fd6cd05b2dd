"""All that a finished file says, in sight or out of it, for whoever looks for a name in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pypdf.generic import TextStringObject

from .attached import attached
from .document import read_document
from .structure import text_of
from .values import raw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .document import Document
    from .expectation import Expectation

# What an element says beside its content (ISO 32000-1, table 323).
_BESIDE = ("/Alt", "/ActualText", "/E", "/T")


class Said(NamedTuple):
    """A text of the file, where it stands in it in words, and its page (from 1) if it has one.

    The text of one block, so that no name seems to begin in one and to end in the next.
    """

    text: str
    where: str
    page: int | None = None


def everything_said(pdf: bytes, expectation: Expectation) -> Iterator[Said]:
    """The texts of the tree, the outline, the metadata, the annotations and the attachments.

    Raises `DeliveryError` when the bytes are no file that can be read.
    """
    document = read_document(pdf, expectation.foreign)
    yield from _in_tree(document)
    for item in document.outline_items():
        yield Said(str(item.get("/Title", "")), "in the outline")
    for key, value in (document.reader.metadata or {}).items():
        yield Said(str(value), f"in the file's properties ({str(key).lstrip('/')})")
    if (packet := raw(document.catalog, "/Metadata")) is not None:
        data = packet.get_object().get_data().decode("utf-8", "replace")
        yield from (Said(line, "in the XMP metadata") for line in data.splitlines())
    for index, reference in document.annotations():
        values = reference.get_object()
        for key in values:
            if isinstance(value := raw(values, key), TextStringObject):
                yield Said(str(value), "in a note, link or field", index + 1)
    for name, text in attached(document):
        yield Said(name, "in the name of an attached file")
        for line in (text or "").splitlines():
            yield Said(line, f"in the attached file “{name}”")


def _in_tree(document: Document) -> Iterator[Said]:
    for root in document.tree:
        for line in text_of(root, document.contents).splitlines():
            yield Said(line, "in the text")
    for branch in document.branches:
        page = None if branch.page is None or branch.page < 0 else branch.page + 1
        for key in _BESIDE:
            if key in branch.values:
                yield Said(str(branch.values[key]), "in what a screen reader says", page)
