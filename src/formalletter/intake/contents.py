"""The content of each page: readable, one stream, its brackets in pairs.

Stamps are drawn behind it, so a graphics state that is saved and never restored, or a text
object without an end, would reach into them (ISO 32000-1, 8.4.2 and 9.4.1).
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pikepdf import (
    Array,
    ContentStreamInstruction,
    Operator,
    PikepdfError,
    Stream,
    parse_content_stream,
    unparse_content_stream,
)

from .limits import LARGEST_STREAM, MOST_CONTENT, is_over_limit
from .values import data_of, dictionary, entry, items, name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pikepdf import ContentStreamInlineImage, Object, Pdf

    from .findings import Findings

    Instruction = ContentStreamInstruction | ContentStreamInlineImage

_BRACKETS = "q Q BT ET BMC BDC EMC"
_DEEPEST = 500  # saved graphics states; no program needs a tenth of it
_ENDLESS = "has drawing that is nested without end: it is made to break readers"
# The kinds of resources that a page can't be shown as meant without, by their operators.
_USES = {"Tf": "/Font", "Do": "/XObject", "gs": "/ExtGState", "sh": "/Shading"}
_NOUNS = {"/Font": "fonts", "/XObject": "pictures"}
_OTHER = "drawing settings"
_CLOSERS = {"q": "Q", "BT": "ET", "BMC": "EMC", "BDC": "EMC"}
_CLOSING = frozenset(_CLOSERS.values())
# What pikepdf raises for operands that can't be, such as a reference.
_UNREADABLE = (PikepdfError, IndexError, ValueError, TypeError)
_BOMB = f"has pages that unpack to more than {LARGEST_STREAM // 1024**2} MB"
_SIMPLER = 'print it to a new PDF ("Save as PDF"), and use that'


def balance_contents(pdf: Pdf, findings: Findings) -> None:
    """Makes the brackets of all pages pairs; keeps what can be read and warns of the rest.

    Raises `InputError` when the contents are larger than a document for readers needs.
    """
    unreadable, mended, total = [], [], 0
    missing: dict[str, list[int]] = {}
    for index, page in enumerate(pdf.pages):
        content, is_whole = _read(pdf, page.obj, findings)
        total += len(content)
        if total > MOST_CONTENT:
            findings.refuse("annex-too-demanding", _BOMB, _SIMPLER)
        if not is_whole:
            unreadable.append(index)
        try:
            found = _settle(pdf, page.obj, content, findings, is_whole=is_whole)
        except _UNREADABLE:  # it is drawn as one piece (see `tagging`)
            page.obj["/Contents"] = pdf.make_stream(content)
            unreadable.append(index)
            continue
        if found.is_mended:
            mended.append(index)
        for kind in found.missing:
            missing.setdefault(kind, []).append(index)
    if unreadable:
        findings.warn(
            "annex-content-damaged",
            f"can only be read in part on {findings.on_pages(unreadable)}",
            "compare these pages with the original",
        )
    if mended:
        findings.note(
            "annex-content-mended",
            f"has drawing that was not ended on {findings.on_pages(mended)}; it is now",
        )
    if missing:
        where = findings.on_pages(index for indexes in missing.values() for index in indexes)
        findings.warn(
            "annex-resource-missing",
            f"lacks {' and '.join(missing)} that are used on {where}",
            "compare these pages with the original: they may not look as they should",
        )


def _read(pdf: Pdf, page: Object, findings: Findings) -> tuple[bytes, bool]:
    """The decoded content, and whether all of it could be decoded."""
    contents = page.get("/Contents")
    if contents is None:
        return b"", True
    streams = [contents] if isinstance(contents, Stream) else items(contents)
    pieces, is_whole = [], isinstance(contents, Stream | Array)
    for stream in streams:
        try:
            pieces.append(data_of(stream) if isinstance(stream, Stream) else b"")
        except PikepdfError as fault:
            if is_over_limit(fault):
                findings.refuse("annex-too-demanding", _BOMB, _SIMPLER)
            is_whole = False
    # A stream that was cut is decoded as far as it goes, with a warning; asking takes it away.
    was_cut = bool(pdf.get_warnings())
    return b"\n".join(pieces), is_whole and not was_cut


@dataclass(frozen=True, slots=True)
class _Settled:
    """What was found in the content of a page; `missing` are kinds of resources, as nouns."""

    is_mended: bool = False
    missing: tuple[str, ...] = ()


def _settle(
    pdf: Pdf, page: Object, content: bytes, findings: Findings, *, is_whole: bool
) -> _Settled:
    """Writes the content back where it has to be."""
    if not content.strip():
        if "/Contents" in page:
            del page["/Contents"]
        return _Settled()
    stream = pdf.make_stream(content)
    with warnings.catch_warnings(record=True) as cut:  # an operator without its end
        warnings.simplefilter("always")
        found = parse_content_stream(stream, f"{_BRACKETS} {' '.join(_USES)}")
        brackets = [operator for each in found if (operator := str(each.operator)) not in _USES]
        is_balanced = _are_pairs(brackets) and not cut
        is_deep = _depth(brackets) > _DEEPEST
        if not is_balanced or is_deep:
            mended = _pairs(parse_content_stream(stream))
            if is_deep:
                mended = _without_empty_states(mended)
                if _depth(str(each.operator) for each in mended) > _DEEPEST:
                    findings.refuse("annex-too-demanding", _ENDLESS, _SIMPLER)
            page["/Contents"] = pdf.make_stream(unparse_content_stream(mended))
    if is_balanced and not is_deep and not (is_whole and isinstance(page["/Contents"], Stream)):
        page["/Contents"] = stream
    return _Settled(not is_balanced, _missing(found, page.get("/Resources")))


def _missing(instructions: Iterable[Instruction], resources: object) -> tuple[str, ...]:
    """The kinds of resources that are used and not there."""
    missing: set[str] = set()
    seen: set[tuple[str, str]] = set()
    for each in instructions:
        kind = _USES.get(str(each.operator))
        key = name(next(iter(each.operands), None)) if kind else ""
        if kind and key and (kind, key) not in seen:
            seen.add((kind, key))
            if dictionary(entry(resources, kind, key)) is None:
                missing.add(_NOUNS.get(kind, _OTHER))
    return tuple(sorted(missing))


def _depth(operators: Iterable[str]) -> int:
    """How many graphics states are saved at most."""
    depth = deepest = 0
    for operator in operators:
        depth += (operator == "q") - (operator == "Q")
        deepest = max(deepest, depth)
    return deepest


def _without_empty_states(instructions: Iterable[Instruction]) -> list[Instruction]:
    """The same without states that are saved and restored with nothing between."""
    result: list[Instruction] = []
    for each in instructions:
        if str(each.operator) == "Q" and result and str(result[-1].operator) == "q":
            result.pop()
        else:
            result.append(each)
    return result


def _are_pairs(operators: Iterable[str]) -> bool:
    waiting: list[str] = []
    for operator in operators:
        if operator == "BT" and "ET" in waiting:
            return False
        if operator in _CLOSERS:
            waiting.append(_CLOSERS[operator])
        elif not _close(waiting, operator):
            return False
    return not waiting


def _pairs(instructions: Iterable[Instruction]) -> list[Instruction]:
    """Drops what closes nothing, and closes at the end what is open.

    Pairs of different kinds may cross: that is how the page is drawn, so it stays.
    """
    waiting: list[str] = []
    result: list[Instruction] = []
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator == "BT" and _close(waiting, "ET"):
            result.append(_closer("ET"))  # a text object can't hold another
        if operator in _CLOSERS:
            waiting.append(_CLOSERS[operator])
        elif operator in _CLOSING and not _close(waiting, operator):
            continue
        result.append(instruction)
    return [*result, *map(_closer, reversed(waiting))]


def _close(waiting: list[str], operator: str) -> bool:
    """Takes the last opening that waits for this operator; whether there was one."""
    for place in range(len(waiting) - 1, -1, -1):
        if waiting[place] == operator:
            del waiting[place]
            return True
    return False


def _closer(operator: str) -> ContentStreamInstruction:
    return ContentStreamInstruction([], Operator(operator))
