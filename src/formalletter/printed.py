"""The lines of text of a finished file: where each stands, and what it is in the structure tree.

Data only; `inspecting` makes it of the tree and of what `viewing` sees.  All measures are in pt
from the upper left corner of the page as it is seen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from .seen import Box, Run

Region = Literal["flow", "footnote", "artifact"]


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of one element, or of what belongs to none (an artifact).

    `page` counts from 0.  `baseline` and `size` are those of the type that holds most of its
    letters.  `path` is the way to its element in the tree, such as `Document/Sect/L/LI/LBody`;
    what stands inside a line (a link, a span) is not in it.  `element` is the object number of
    that element and `container` that of the list or table around it, 0 for none.  `part` is 0
    in the letter itself, and counts its annexes from 1.
    """

    page: int
    box: Box
    baseline: float
    text: str
    size: float
    path: str
    element: int
    container: int
    part: int
    region: Region
    runs: tuple[Run, ...]

    @property
    def role(self) -> str:
        """The type of its element, such as P, LBody or H2."""
        return self.path.rpartition("/")[2]

    @property
    def gaps(self) -> tuple[tuple[float, float], ...]:
        """The left and right ends of its word spaces."""
        return tuple(gap for run in self.runs for gap in run.gaps)
