"""Whether a file is as small as it has to be, and what makes it large if it isn't."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pypdf.generic import IndirectObject, StreamObject

from ..rules import find
from .document import read_document
from .values import dictionary, name_tree, raw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Problem
    from .document import Document
    from .expectation import Expectation

_MOST_NAMED = 3
_SHARE = 20  # less than such a part of the file is not worth to be named
_MEGABYTE = 1_000_000


def check_size(pdf: bytes, expectation: Expectation, most: int) -> Iterator[Problem]:
    """A file of more than `most` bytes, with its largest parts."""
    if len(pdf) <= most:
        return
    parts = Counter(dict(_parts(read_document(pdf, expectation.foreign), expectation)))
    named = [
        f"{part} ({_megabytes(size)})"
        for part, size in parts.most_common(_MOST_NAMED)
        if size * _SHARE > len(pdf)
    ]
    largest = f"; most of it: {', '.join(named)}" if named else ""
    text = f"the press file has {_megabytes(len(pdf))}, and {_megabytes(most)} are the most"
    yield find("press-too-large", text + largest)


def _parts(document: Document, expectation: Expectation) -> Iterator[tuple[str, int]]:
    """What can be left out or made smaller, each with its bytes."""
    sizes: Counter[str] = Counter()
    for number, page in document.pages_of_objects.items():
        value = document.reader.get_object(IndirectObject(number, 0, document.reader))
        if isinstance(value, StreamObject):
            sizes[_part(value, page, expectation)] += _stored(value)
    embedded = dictionary(dictionary(document.catalog, "/Names"), "/EmbeddedFiles")
    for name, reference in name_tree(embedded) if embedded else ():
        file = raw(dictionary(reference.get_object(), "/EF"), "/F")
        if file is not None:
            shown = name.decode("utf-8", "replace")
            sizes[f"the attached file “{shown}”"] += _stored(file.get_object())
    yield from sizes.items()


def _part(stream: StreamObject, page: int, expectation: Expectation) -> str:
    if stream.get("/Subtype") == "/Image":
        return f"the pictures on page {page + 1}"
    started = [annex.heading for annex in expectation.annexes if annex.start <= page]
    return f"the fonts and drawings of “{started[-1]}”" if started else "the fonts and the text"


def _stored(stream: StreamObject) -> int:
    """The bytes of a stream as it stands in the file, which pypdf tells in no other way."""
    return len(stream._data)  # noqa: SLF001


def _megabytes(size: int) -> str:
    return f"{size / _MEGABYTE:.1f} MB".replace(".0 ", " ")
