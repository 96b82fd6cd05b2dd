"""The instructions of a content stream, read and written; which of them paint.

ISO 32000-1, annex A.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, NamedTuple

from pikepdf import (
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Operator,
    PikepdfError,
    parse_content_stream,
    unparse_content_stream,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pikepdf import Object, Page

SHOWS = frozenset({"Tj", "TJ", "'", '"'})
PATH = frozenset({"m", "l", "c", "v", "y", "h", "re", "W", "W*"})
FILLS = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"})
INLINE_IMAGE = "INLINE IMAGE"
PAINTS = SHOWS | FILLS | {"sh", "Do", INLINE_IMAGE}
MARKS = frozenset({"BDC", "BMC", "EMC"})
POINTS = frozenset({"MP", "DP"})  # mere points between the rest: no one needs them

Raw = ContentStreamInstruction | ContentStreamInlineImage


class Instruction(NamedTuple):
    """One operator with its operands."""

    operator: str
    raw: Raw

    @property
    def operands(self) -> Sequence[object]:
        """The operands; of an inline image none that matter here."""
        return list(self.raw.operands)


def read_instructions(content: Page | Object) -> list[Instruction] | None:
    """The instructions of a page or a form XObject; None if they can't be read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the intake has told what is damaged
        try:
            return [Instruction(str(raw.operator), raw) for raw in parse_content_stream(content)]
        except (PikepdfError, IndexError, ValueError, TypeError):
            return None


def written(instructions: Iterable[Raw]) -> bytes:
    """The content stream."""
    return unparse_content_stream(list(instructions))


def instruction(operator: str, *operands: Object) -> Raw:
    """A new instruction."""
    return ContentStreamInstruction(list(operands), Operator(operator))
