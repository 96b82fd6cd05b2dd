"""The list of enclosures at the end of the letter (ST/DCS/4/Rev.1, paragraph 32)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from .references import SCHEME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from ..letter import Letter
    from ..numbering import Enclosure, Numbering
    from ..wording import Wording
    from .numbers import PageNumbers
    from .text import TextSetter


class Row(NamedTuple):
    """One enclosure as the list shows it, in inline HTML; `details` are in small type."""

    label: Markup
    href: str
    language: str
    title: Markup
    details: tuple[Markup, ...]
    pages: Markup


def rows(
    letter: Letter,
    numbering: Numbering,
    numbers: PageNumbers,
    setter: TextSetter,
    wording: Wording,
) -> tuple[Row, ...]:
    """The rows of the list, in the order of the annexes."""
    return tuple(
        Row(
            label=setter.plain(wording.phrase("annex", label=annex.label)),
            href=f"{SCHEME}{quote(annex.label)}",
            language=annex.language,
            title=setter.plain(setter.typographic_quotes(annex.title), annex.language),
            details=tuple(map(setter.plain, _details(annex, letter.header.language, wording))),
            pages=numbers.text(partial(_span, numbering, index, wording)),
        )
        for index, annex in enumerate(numbering.enclosures)
    )


def _details(annex: Enclosure, language: str, wording: Wording) -> Iterator[str]:
    """What a reader should know before turning to it."""
    if _primary(annex.language) != _primary(language):
        yield wording.phrase("in-language", language=wording.language_name(annex.language))
    if annex.translated_from:
        name = wording.language_name(annex.translated_from)
        yield wording.phrase("enclosure-translated", language=name)
    if annex.is_image_only:
        yield wording.phrase("image-only")
    if annex.attached:
        yield wording.phrase("attached-as", name=annex.attached)


def _span(numbering: Numbering, index: int, wording: Wording, letter_pages: int) -> str:
    first, last = numbering.span(index, letter_pages)
    if first == last:
        return wording.phrase("one-page", page=first)
    key = "page-range-own" if numbering.is_own else "page-range"
    return wording.phrase(key, first=first, last=last)


def _primary(language: str) -> str:
    return language.partition("-")[0]
