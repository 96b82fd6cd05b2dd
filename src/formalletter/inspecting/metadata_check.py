"""Whether the metadata say what the letter says, in both places, and nothing of the machine.

A file has its title, author and dates twice: in the information dictionary (ISO 32000-1,
14.3.3) and in the XMP packet (14.3.2).  Programs show the one or the other.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers.expat import ExpatError

from pypdf.errors import PyPdfError

from ..rules import find
from .text_check import normal
from .values import raw

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from pypdf import DocumentInformation
    from pypdf.xmp import XmpInformation

    from ..diagnostics import Problem
    from .document import Document
    from .expectation import Expectation

_PATH = re.compile(
    r"(?:file:|(?<![\w/])/(?:home|Users|root|tmp|var|private|mnt)/|\b[A-Za-z]:\\)[^\s<>]*"
)
# What every packet holds beside the letter's words: marks, and the schema that PDF/A asks for.
_SCAFFOLD = re.compile(r"<pdfaExtension:schemas>.*?</pdfaExtension:schemas>|<[^>]*>", re.DOTALL)
_XMP = "XMP"


class _Told(NamedTuple):
    """What one of the two places says; None for what it does not."""

    title: str | None
    author: str | None
    producer: str | None
    dates: tuple[dt.datetime | None, ...]


def check_metadata(document: Document, expectation: Expectation) -> Iterator[Problem]:
    """Title, author, dates and producer as expected, and none of the private words."""
    info, packet = document.reader.metadata, raw(document.catalog, "/Metadata")
    told = [_of_info(info)]
    if packet is None:
        yield find("file-metadata", "the file has no XMP metadata")
    elif (xmp := _read_xmp(document)) is None:
        yield find("file-metadata", "the XMP metadata can't be read")
    else:
        told.append(xmp)
    yield from _differing(told, expectation)
    values = {str(key): str(value) for key, value in (info or {}).items()}
    if packet is not None:
        values[_XMP] = packet.get_object().get_data().decode("utf-8", "replace")
    yield from _private(values, expectation.private)


def _differing(told: Collection[_Told], expectation: Expectation) -> Iterator[Problem]:
    where = "in the file's properties"
    if any(normal(each.title or "") != normal(expectation.title) for each in told):
        yield find("file-title", f"the title {where} is not the letter's")
    author, producer, moment = expectation.author, expectation.producer, expectation.moment
    if author is not None and any(normal(each.author or "") != normal(author) for each in told):
        yield find("file-metadata", f"the author {where} is not the letter's")
    if producer is not None and any(each.producer != producer for each in told):
        yield find("file-metadata", f"the producer {where} is not {producer}")
    if moment is not None and any(date != moment for each in told for date in each.dates):
        yield find("file-dates", f"a date {where} is not the letter's")


def _of_info(info: DocumentInformation | None) -> _Told:
    if info is None:
        return _Told(None, None, None, (None,))
    try:
        dates: tuple[dt.datetime | None, ...] = (info.creation_date, info.modification_date)
    except ValueError:  # it is no date
        dates = (None,)
    return _Told(info.title, info.author, info.producer, tuple(map(_in_utc, dates)))


def _read_xmp(document: Document) -> _Told | None:
    try:
        xmp = document.reader.xmp_metadata
        return None if xmp is None else _of_xmp(xmp)
    except (PyPdfError, ExpatError, ValueError):
        return None


def _of_xmp(xmp: XmpInformation) -> _Told:
    dates = (xmp.xmp_create_date, xmp.xmp_modify_date, xmp.xmp_metadata_date)
    title = (xmp.dc_title or {}).get("x-default")
    author = ", ".join(xmp.dc_creator or ())
    return _Told(title, author, xmp.pdf_producer, tuple(map(_in_utc, dates)))


def _in_utc(date: dt.datetime | None) -> dt.datetime | None:
    """The moment; pypdf gives that of the XMP without a zone, in UTC."""
    if date is None or date.tzinfo is not None:
        return date
    return date.replace(tzinfo=dt.UTC)


def _private(values: Mapping[str, str], private: Collection[str]) -> Iterator[Problem]:
    """Paths of a machine, and the `private` words, which count as whole words."""
    # A home folder may be "/", which is in every address.
    words = [re.escape(word) for word in private if len(word) > 1]
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)") if words else None
    for key, value in values.items():
        found = _PATH.search(value)
        if found is None and pattern is not None:
            found = pattern.search(_SCAFFOLD.sub(" ", value) if key == _XMP else value)
        if found is not None:
            message = f"the metadata give away “{found[0]}” ({key.lstrip('/')})"
            yield find("file-private", message)
