"""Composes the pages of a foreign PDF as pictures, for `claims: picture`.

Each page is its picture, edge to edge.  Its lines stand under it as real text, covered by it:
so the page looks as it did, and is still read aloud, copied and searched.  A page without a
line of text is described instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..diagnostics import warning
from ..reading.annex_pages import page_indexes
from ..wording import Wording
from .annexes import AnnexSetting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from ..fonts import Coverage
    from ..foreign import ForeignPage, Picture, TextLine
    from ..letter import Enclosed, Letter
    from .compose import Composed

_PNG = b"\x89PNG"
_SEEN = "they are seen, but not read aloud or found"
_FONT = "put a font that has them into the letter's fonts/"
_TRANSCRIPT = "give its text as “transcript:”, a Markdown file that somebody has compared with it"
_SMALLEST, _LARGEST = 1.0, 400.0  # pt; a line's height is a stranger's number


class _Line(NamedTuple):
    """A line under a picture: its place from the upper left corner and its size, in pt."""

    html: Markup
    left: float
    top: float
    size: float


class _Sheet(NamedTuple):
    """One page: its size in pt, the address of its picture, what it says or shows."""

    width: float
    height: float
    source: str
    lines: tuple[_Line, ...]
    alternative: str


def picture_name(number: int, picture: Picture) -> str:
    """The name of the file that holds the picture of a page (from 1)."""
    return f"page-{number}.{'png' if picture.image.startswith(_PNG) else 'jpg'}"


def compose_pictures(
    letter: Letter,
    enclosed: Enclosed,
    coverage: Coverage,
    pictures: Sequence[Picture],
    pages: Sequence[ForeignPage],
    folder_url: str,
) -> Composed:
    """The pages of an annex, one picture each, in their displayed sizes.

    The picture of page n is `folder_url` + `picture_name(n, …)`.
    """
    setting = AnnexSetting.of(letter, enclosed, coverage)
    sheets = [
        _Sheet(
            page.width,
            page.height,
            folder_url + picture_name(number, picture),
            tuple(_lines(picture.lines, page, setting, coverage)),
            _alternative(setting, number),
        )
        for number, (picture, page) in enumerate(zip(pictures, pages, strict=True), 1)
    ]
    rules = "\n".join(
        f"@page sheet-{number} {{ size: {sheet.width:.3f}pt {sheet.height:.3f}pt; margin: 0 }}"
        for number, sheet in enumerate(sheets, 1)
    )
    lost = sum(_lost(line, coverage) for picture in pictures for line in picture.lines)
    composed = setting.composed("pictures", {"sheets": sheets}, rules=rules)
    unread = sum(picture.unread for picture in pictures)
    for number, why, hint in (
        (lost, "no font has {} of the characters of its text", _FONT),
        (unread, "its file doesn't say which letters {} of its characters are", _TRANSCRIPT),
    ):
        if number:
            message = f"annex {enclosed.label}: {why.format(f'{number:,}')}; {_SEEN}"
            problem = warning("picture-text-lost", message, enclosed.place, hint)
            composed = composed.with_problem(problem)
    return composed


def _lines(
    lines: Sequence[TextLine], page: ForeignPage, setting: AnnexSetting, coverage: Coverage
) -> list[_Line]:
    """The lines as large as the picture shows them, as nearly as another face can be."""
    set_lines = []
    for line in lines:
        text = "".join(
            character if character.isprintable() and coverage.has(character) else " "
            for character in line.text
        )
        text = " ".join(text.split())
        if not text:
            continue
        left, bottom, right, top = line.rectangle
        widest = (right - left) / max(coverage.text_face.width(text), 1e-6)
        size = min(max(min(top - bottom, widest), _SMALLEST), _LARGEST)
        set_lines.append(_Line(setting.body_setter.plain(text), left, page.height - top, size))
    return set_lines


def _lost(line: TextLine, coverage: Coverage) -> int:
    return sum(1 for _ in coverage.missing("".join(filter(str.isprintable, line.text))))


def _alternative(setting: AnnexSetting, number: int) -> str:
    """What a page without text shows, as the header says it; else that it is a picture."""
    annex = setting.enclosed.annex
    asked = page_indexes(annex.pages) if annex.pages else ()
    in_file = asked[number - 1] + 1 if number <= len(asked) else number
    given = annex.alternatives.get(str(in_file))
    wording = Wording(setting.language)
    return given or wording.phrase("picture-of-page", page=in_file, title=annex.title)
