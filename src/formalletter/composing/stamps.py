"""Composes the stamps: one quiet line on each page of an annex, and a number to cite it by."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from markupsafe import Markup

from ..wording import Wording
from .settings import annex_settings
from .templating import fill
from .text import TextSetter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..fonts import Coverage
    from ..letter import Letter

STAMP_HEIGHT = 12.0  # pt
STAMP_SIZE = 7.5  # pt, of its type; as in styles/shared/annexes.css
_ELLIPSIS = "…"
_FIRST_IDEOGRAPH = "\u2e80"  # from here on, scripts that part words without spaces
_SHORTEST_TITLE = 8  # characters; less of a title says nothing


@dataclass(frozen=True, slots=True)
class StampLine:
    """The text of a stamp and the width in pt that it has; it stands at the right of it."""

    text: str
    width: float


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is to be said on a page of an annex.

    `page` is what the page is cited by, and `total` the number of pages of the whole
    document; None where the annex has numbers of its own.  `always` is what every page has to
    say: that the document names people in confidence, until when it is embargoed; `brief` says
    the same in fewer words.
    """

    label: str
    title: str
    page: str
    total: int | None
    always: tuple[str, ...] = ()
    brief: tuple[str, ...] | None = None


def stamp_text(stamp: Stamp, widest: float, coverage: Coverage, wording: Wording) -> str:
    """The longest text that fits into `widest` pt: "Annex A · Title · Page 4 of 7".

    The title is shortened, then left out; on the smallest pages the number stands alone, but
    for what is said on every page, which is shortened before the annex is left out.
    """
    annex = wording.phrase("annex", label=stamp.label)
    number = stamp.page
    if stamp.total is not None:
        number = wording.phrase("running-page", page=stamp.page, pages=stamp.total)
    between = wording.phrase("between-stamps")
    setter = TextSetter(wording, coverage, narrowest=0)
    title = setter.typographic_quotes(" ".join(stamp.title.split()))
    whole = [*((annex, shown, number) for shown in _shortened(title)), (annex, number)]
    brief = stamp.always if stamp.brief is None else stamp.brief
    short = [(number,)] if brief == stamp.always else [*whole, (annex, stamp.page)]
    parts = chain(((*stamp.always, *rest) for rest in whole), ((*brief, *rest) for rest in short))
    room = widest / STAMP_SIZE
    for part in parts:
        text = between.join(part)
        if coverage.width(text) <= room:
            return text
    return between.join((*brief, stamp.page))


def _shortened(title: str) -> Iterator[str]:
    """The title, then ever fewer of its first words."""
    yield title
    for end in range(len(title) - 1, _SHORTEST_TITLE - 1, -1):
        if title[end].isspace() or title[end] >= _FIRST_IDEOGRAPH:
            yield title[:end].rstrip(" ,;:–—-") + _ELLIPSIS


def compose_stamps(letter: Letter, lines: Sequence[StampLine], coverage: Coverage) -> str:
    """The HTML of all stamps: a page for each, of its width and `STAMP_HEIGHT`."""
    wording = Wording(letter.header.language)
    setter = TextSetter(wording, coverage, narrowest=0)
    widths = sorted({line.width for line in lines})
    rules = "\n".join(
        f"@page stamp-{number} {{ size: {width:.3f}pt {STAMP_HEIGHT}pt; margin: 0 }}"
        for number, width in enumerate(widths)
    )
    values = {
        "header": letter.header,
        "language": letter.header.language,
        "direction": wording.direction,
        "title": letter.header.title,
        "author": "",
        "description": "",
        "settings": annex_settings(letter, wording) + Markup(rules),  # noqa: S704 (only numbers)
        "stamps": [(widths.index(line.width), setter.plain(line.text)) for line in lines],
    }
    return fill("stamps", values)
