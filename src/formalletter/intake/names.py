"""Makes names readable that are no UTF-8 (ISO 32000-1, 7.3.5), as old programs write them.

pikepdf can't look such a key up.  Only the keys of dictionaries are renamed, with all that refers
to them; a value that refers to none, such as the name of a Chinese font, stays as it is.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    PikepdfError,
    Stream,
    parse_content_stream,
    unparse_content_stream,
)

from .limits import DEEPEST_TREE
from .values import glyphs_of, items, name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pikepdf import Pdf

_ESCAPE = b"#"  # with which qpdf writes each byte of a name that is no plain letter
_UNREADABLE = (PikepdfError, UnicodeError, IndexError, ValueError, TypeError)


def make_names_readable(pdf: Pdf) -> None:
    """Renames the keys that are no UTF-8 wherever they stand."""
    holders = [holder for each in pdf.objects if _may_have_one(each) for holder in _within(each, 0)]
    renamed: dict[bytes, Name] = {}
    for holder in holders:
        if not isinstance(holder, Array):
            _rename_keys(holder, renamed)
    if renamed:
        for holder in holders:
            _rename_values(holder, renamed)
        for stream in list(_contents(pdf)):
            _rename_used(stream, renamed)


def _may_have_one(value: object) -> bool:
    if isinstance(value, Stream):
        return _ESCAPE in value.stream_dict.unparse(resolved=True)
    return isinstance(value, Array | Dictionary) and _ESCAPE in value.unparse(resolved=True)


def _within(value: object, depth: int) -> Iterator[Object]:
    """A container and those in it that are no objects of their own."""
    if not isinstance(value, Array | Dictionary | Stream) or depth > DEEPEST_TREE:
        return
    yield value
    kids = items(value) if isinstance(value, Array) else [kid for _, kid in value.items()]
    for kid in kids:
        if isinstance(kid, Object) and not kid.is_indirect:
            yield from _within(kid, depth + 1)


def _rename_keys(holder: Object, renamed: dict[bytes, Name]) -> None:
    # What is no UTF-8 comes with surrogates, which nothing takes back.
    for raw in [key.encode(errors="surrogateescape") for key in holder.keys()]:  # noqa: SIM118
        if not _is_readable(raw):
            # A name, which no text can be made of; the type is not known here.
            old: Name = Object.parse(b"/" + b"".join(b"#%02x" % byte for byte in raw[1:]))  # type: ignore[assignment]
            new = renamed.setdefault(raw, _readable(raw))
            holder[new] = holder[old]
            del holder[old]


def _is_readable(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _readable(raw: bytes) -> Name:
    """The name with its bytes in hexadecimal digits: no two names become one."""
    return Name(f"/bytes-{raw[1:].hex()}")


def _rename_values(holder: Object, renamed: Mapping[bytes, Name]) -> None:
    places = range(len(holder)) if isinstance(holder, Array) else list(holder.keys())
    for at in places:
        value = holder[at]
        if isinstance(value, Name) and bytes(value) in renamed:
            holder[at] = renamed[bytes(value)]


def _contents(pdf: Pdf) -> Iterator[Object]:
    """The streams that may draw: contents of pages, forms, patterns, glyphs."""
    for page in pdf.pages:
        contents = page.obj.get("/Contents")
        yield from (each for each in [contents, *items(contents)] if isinstance(each, Stream))
    for each in pdf.objects:
        if isinstance(each, Stream) and (
            name(each.get("/Subtype")) == "/Form" or "/PatternType" in each
        ):
            yield each
        elif isinstance(each, Dictionary) and name(each.get("/Subtype")) == "/Type3":
            yield from glyphs_of(each)


def _rename_used(stream: Object, renamed: Mapping[bytes, Name]) -> None:
    """Renames in a content; one that can't be read is told of later, with all that are damaged."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = parse_content_stream(stream)
            if any(_is_used(each.operands, renamed) for each in found):
                stream.write(unparse_content_stream([_new(each, renamed) for each in found]))
    except _UNREADABLE:
        return


def _is_used(operands: object, renamed: Mapping[bytes, Name]) -> bool:
    return any(isinstance(each, Name) and bytes(each) in renamed for each in operands)  # type: ignore[attr-defined]


def _new(
    each: ContentStreamInstruction | ContentStreamInlineImage, renamed: Mapping[bytes, Name]
) -> ContentStreamInstruction | ContentStreamInlineImage:
    if isinstance(each, ContentStreamInlineImage) or not _is_used(each.operands, renamed):
        return each
    operands = [
        renamed.get(bytes(value), value) if isinstance(value, Name) else value
        for value in each.operands
    ]
    return ContentStreamInstruction(operands, each.operator)
