"""Makes runs of the text objects of a page: what one mark shows on one line, in one type."""

from __future__ import annotations

import ctypes
from bisect import bisect
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pypdfium2 import raw

from ..matrices import after
from ..seen import Run
from . import space
from .glyphs import Fonts, readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..matrices import Matrix
    from ..seen import Box, Colour
    from .glyphs import Font, Glyph, Words
    from .grounds import Ground
    from .objects import Drawn

_SAME_LINE = 0.1  # of the size: how far a baseline may be off
_SAME_SIZE = 0.05  # pt
_APART = 3.0  # times the size: what stands farther along is something else
_LONGEST = 2000  # characters of a run that more is added to; no line has as many
_LEVEL = 0.02  # the sine of the angle up to which a line is called level
_STROKED = (raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_STROKE_CLIP)
_WITHOUT_INK = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_OPAQUE = 255
_SPACES = " \u00a0"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run that is not finished: its colour is that of the paint, `opacity` is from 0 to 255."""

    run: Run
    opacity: int


def runs_of(
    text: Any,  # noqa: ANN401 - PDFium's handles have no types
    drawn: Iterable[Drawn],
    words: Mapping[int, Words],
    seen: Matrix,
    ground: Ground,
) -> tuple[Run, ...]:
    """The runs of a page in the order in which they are drawn.

    `text` is PDFium's text page, `words` its characters by the objects that draw them, `seen`
    leads from the page's units to the page as it is seen.  `ground` tells the colour of the
    page in a box, had it no text.
    """
    fonts = Fonts()
    finished: list[_Piece] = []
    for each in drawn:
        if each.kind != raw.FPDF_PAGEOBJ_TEXT:
            continue
        found = words.get(each.address)
        if found is None:
            if finished and each.standing.is_restated:
                finished[-1] = _stretched(finished[-1], each)
            continue
        if all(glyph.character.isspace() for glyph in found.glyphs):
            continue
        piece = _piece(text, each, found, seen, fonts.of(each.handle))
        if finished and _goes_on(finished[-1], piece):
            finished[-1] = _joined(finished[-1], piece)
        else:
            finished.append(piece)
    return tuple(_on_ground(each, ground) for each in finished)


def _piece(text: Any, drawn: Drawn, words: Words, seen: Matrix, font: Font) -> _Piece:  # noqa: ANN401
    size, baseline, is_level = _setting(text, words.first, seen)
    boxes = [
        None if glyph.character.isspace() else space.box(glyph.box, seen) for glyph in words.glyphs
    ]
    colour, opacity = _paint(drawn.handle)
    # Of an actual text PDFium knows no places; it spreads the characters evenly.
    is_exact = is_level and not drawn.standing.is_restated
    run = Run(
        mark=drawn.standing.mark,
        is_artifact=drawn.standing.is_artifact,
        form=drawn.standing.form,
        text=_whole(glyph.character for glyph in words.glyphs),
        box=_place(drawn, [box for box in boxes if box], is_exact=is_exact),
        baseline=baseline,
        size=size,
        font=font.name,
        bold=font.bold,
        colour=colour,
        ground=None,
        gaps=tuple(_gaps(boxes)) if is_exact else (),
        # PDFium leaves out a space that is far from the words around it.
        space=(_space(words.glyphs, seen) or font.space * size) if is_exact else 0,
        level=is_level,
    )
    return _Piece(run, opacity)


def _setting(text: Any, index: int, seen: Matrix) -> tuple[float, float, bool]:  # noqa: ANN401
    """The printed size of a character, its baseline, and whether that is level."""
    found = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, found)
    turned = after((found.a, found.b, found.c, found.d, 0, 0), seen)
    along, up = space.sides(turned)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    is_level = turned[0] > 0 and abs(turned[1]) <= _LEVEL * along
    size = raw.FPDFText_GetFontSize(text, index) * up
    return size, space.point(x.value, y.value, seen)[1], is_level


def _place(drawn: Drawn, letters: list[Box], *, is_exact: bool) -> Box:
    """The box of an object: as high as the ink, as wide as its characters are together.

    That leaves out the spaces at its ends.  Where the places of the characters aren't exact, it
    is the ink's.
    """
    ink = _ink(drawn)
    if not letters or not is_exact:
        return ink
    around = _around(letters)
    return around[0], ink[1], around[2], ink[3]


def _ink(drawn: Drawn) -> Box:
    bounds = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(drawn.handle, *bounds)
    left, bottom, right, top = (each.value for each in bounds)
    return space.box((left, bottom, right, top), drawn.standing.matrix)


def _around(boxes: Sequence[Box]) -> Box:
    """The box around all boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _gaps(boxes: Sequence[Box | None]) -> Iterator[tuple[float, float]]:
    """The gaps where spaces (None) stand between characters, in whichever direction they run.

    PDFium moves the brackets in a line from right to left; so it counts only where nothing stands
    in the gap.
    """
    middles = sorted((box[0] + box[2]) / 2 for box in boxes if box)
    before: Box | None = None
    is_gap = False
    for box in boxes:
        if box is None:
            is_gap = before is not None
            continue
        if is_gap and before is not None:
            for left, right in _gap(before, box):
                if bisect(middles, left) == bisect(middles, right):
                    yield left, right
        before, is_gap = box, False


def _gap(one: Box, other: Box) -> Iterator[tuple[float, float]]:
    left, right = min(one[2], other[2]), max(one[0], other[0])
    if left < right:
        yield left, right


def _space(glyphs: Iterable[Glyph], seen: Matrix) -> float:
    """The width of the first space that has one: what the font gives it, without any stretch."""
    for glyph in glyphs:
        if glyph.character in _SPACES:
            left, _, right, _ = space.box(glyph.box, seen)
            if right > left:
                return right - left
    return 0


def _whole(characters: Iterable[str]) -> str:
    """The characters as one text; PDFium gives the halves of surrogate pairs one by one."""
    text = readable("".join(characters))
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _paint(handle: Any) -> tuple[Colour | None, int]:  # noqa: ANN401
    """The colour of a text object's letters, and how opaque it is; none if there is no ink."""
    mode = raw.FPDFTextObj_GetTextRenderMode(handle)
    if mode in _WITHOUT_INK:
        return None, 0
    ask = raw.FPDFPageObj_GetStrokeColor if mode in _STROKED else raw.FPDFPageObj_GetFillColor
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not ask(handle, red, green, blue, alpha):
        return None, 0
    return (red.value, green.value, blue.value), alpha.value


def _goes_on(before: _Piece, after: _Piece) -> bool:
    """Whether a piece stands on the line of the one before, and is of the same type."""
    one, other = before.run, after.run
    if (one.mark, one.is_artifact, one.form) != (other.mark, other.is_artifact, other.form):
        return False
    if len(one.text) >= _LONGEST:
        return False
    is_line = abs(one.baseline - other.baseline) <= _SAME_LINE * one.size
    if not (is_line and one.level and other.level):
        return False
    if (one.font, one.colour, before.opacity) != (other.font, other.colour, after.opacity):
        return False
    away = max(one.box[0], other.box[0]) - min(one.box[2], other.box[2])
    return abs(one.size - other.size) <= _SAME_SIZE and away <= _APART * one.size


def _stretched(piece: _Piece, silent: Drawn) -> _Piece:
    """The piece with what else stands on its line and is said by its actual text.

    PDFium gives all of an actual text to the first object that it speaks for.
    """
    box, run = _ink(silent), piece.run
    is_beside = run.level and box[1] < run.baseline < box[3] + _SAME_LINE * run.size
    if silent.standing.mark != run.mark or silent.standing.form != run.form or not is_beside:
        return piece
    return replace(piece, run=replace(run, box=_around([run.box, box])))


def _joined(before: _Piece, after: _Piece) -> _Piece:
    one, other = before.run, after.run
    is_gap = one.text[-1:].isspace() or other.text[:1].isspace()
    between = tuple(_gap(one.box, other.box)) if is_gap else ()
    run = replace(
        one,
        text=one.text + other.text,
        box=_around([one.box, other.box]),
        gaps=(*one.gaps, *between, *other.gaps),
        space=one.space or other.space,
    )
    return replace(before, run=run)


def _on_ground(piece: _Piece, ground: Ground) -> Run:
    """The run with the colours that it is seen in."""
    below = ground.colour(piece.run.box)
    colour = piece.run.colour
    if colour is not None and ground.hides(piece.run.box):
        colour = below  # what lies over it is all that is seen
    if colour is not None and below is not None and piece.opacity < _OPAQUE:
        share = piece.opacity / _OPAQUE
        red, green, blue = (
            round(share * ink + (1 - share) * paper)
            for ink, paper in zip(colour, below, strict=True)
        )
        colour = red, green, blue
    return replace(piece.run, colour=colour, ground=below)
