"""Which resources a content uses (ISO 32000-1, 7.8.3), by their categories and names."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pikepdf import ContentStreamInlineImage, Name, PikepdfError, parse_content_stream

from .values import items, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import ContentStreamInstruction, Object, Pdf

Use = tuple[str, str]
"""The category and the name of a resource."""

_CATEGORIES = {
    "Tf": "/Font",
    "Do": "/XObject",
    "gs": "/ExtGState",
    "sh": "/Shading",
    "cs": "/ColorSpace",
    "CS": "/ColorSpace",
    "scn": "/Pattern",
    "SCN": "/Pattern",
    "BDC": "/Properties",
    "DP": "/Properties",
}
_TAGGED = {"BDC", "DP"}  # which have a tag in front
_INLINE = "BI ID EI"  # an inline image, which comes as one instruction
_UNREADABLE = (PikepdfError, IndexError, ValueError, TypeError)


@dataclass(frozen=True, slots=True)
class Uses:
    """What a content uses, each as often as it does.

    A content that can't be read to its end may use more: another reader gets further.
    """

    found: tuple[Use, ...] = ()
    is_whole: bool = True


def uses_of(pdf: Pdf, content: Object) -> Uses:
    """Reads a page or the stream of a form, a pattern or a glyph."""
    pdf.get_warnings()  # asking takes those away that came before
    with warnings.catch_warnings(record=True) as cut:
        warnings.simplefilter("always")
        try:
            instructions = parse_content_stream(content, f"{' '.join(_CATEGORIES)} {_INLINE}")
            found = tuple(use for each in instructions for use in _uses(each))
        except _UNREADABLE:
            return Uses(is_whole=False)
    return Uses(found, not cut and not pdf.get_warnings())


def _uses(instruction: ContentStreamInstruction | ContentStreamInlineImage) -> Iterator[Use]:
    if isinstance(instruction, ContentStreamInlineImage):
        space = instruction.iimage.obj.get("/ColorSpace")
        for each in [space, *items(space)]:
            if isinstance(each, Name):
                yield "/ColorSpace", name(each)
        return
    operator = str(instruction.operator)
    operands = list(instruction.operands)[operator in _TAGGED :]
    names = [each for each in operands if isinstance(each, Name)]
    if names:
        yield _CATEGORIES[operator], name(names[-1])
