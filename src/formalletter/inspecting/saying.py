"""All that a finished file says, in sight or out of it, for whoever looks for a name in it."""

from __future__ import annotations

import base64
import contextlib
import re
from typing import TYPE_CHECKING, NamedTuple

from pypdf.generic import TextStringObject

from ..legible import legible
from .attached import attached, text_of_file
from .document import read_document
from .inside import inside
from .structure import text_of
from .values import raw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .document import Document
    from .expectation import Expectation

_DATA = re.compile(rb"data:[a-z0-9.+/-]+;base64,([A-Za-z0-9+/=]+)")
# What an element says beside its content (ISO 32000-1, table 323).
_BESIDE = ("/Alt", "/ActualText", "/E", "/T")


class Said(NamedTuple):
    """A text of the file, where it stands in it in words, and its page (from 1) if it has one.

    The text of one block, so that no name seems to begin in one and to end in the next.  What
    nobody wrote to be read, such as the name of a font, is no text.
    """

    text: str
    where: str
    page: int | None = None
    is_text: bool = True


def everything_said(pdf: bytes, expectation: Expectation) -> Iterator[Said]:
    """The texts of the tree, outline, metadata, annotations and attachments, and all else.

    Each text is told with the first place that it has in these.  Raises `DeliveryError` when the
    bytes are no file that can be read.
    """
    document = read_document(pdf, expectation.foreign)
    known: set[str] = set()
    for said in _in_sight(document):
        known.add(said.text.strip())
        yield said
    for text in dict.fromkeys(inside(document.reader)):
        if text.strip() not in known:
            yield Said(text, "beside what is shown, as in a font, picture or name", is_text=False)


def _in_sight(document: Document) -> Iterator[Said]:
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


def said_in_twin(name: str, data: bytes) -> Iterator[Said]:
    """The texts of a version beside the PDF, what its marks say, and what pictures in it hold."""
    pictures: list[bytes] = []

    def taken_out(match: re.Match[bytes]) -> bytes:
        with contextlib.suppress(ValueError):
            pictures.append(base64.b64decode(match[1]))
        return b""

    text = text_of_file(_DATA.sub(taken_out, data) if name.endswith(".html") else data)
    for line in dict.fromkeys((text or "").splitlines()):
        yield Said(line, f"in “{name}”")
    for run in dict.fromkeys(each for data in pictures for each in legible(data)):
        yield Said(run, f"in a picture in “{name}”", is_text=False)


def _in_tree(document: Document) -> Iterator[Said]:
    for root in document.tree:
        for line in text_of(root, document.contents).splitlines():
            yield Said(line, "in the text")
    for branch in document.branches:
        page = None if branch.page is None or branch.page < 0 else branch.page + 1
        for key in _BESIDE:
            if key in branch.values:
                yield Said(str(branch.values[key]), "in what a screen reader says", page)
