"""What the twins of a letter are made from: plain data, taken from what its PDF was made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from .. import rolls
from ..composing import sheet_of
from ..composing.compose import addressee
from ..orders import in_place_of_scans
from ..reading.door import LARGEST_IMAGE, Door
from ..typeset import Typeset
from ..wording import Wording
from .pictures import Picture, picture
from .tree import SCAN, parse

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from ..composing import Composed
    from ..enclosing import Desk, Settled
    from ..letter import Letter

_NO_NUMBER = "?"  # as on the page, where a letter is too long to tell (`composing.numbers`)


@dataclass(frozen=True, slots=True)
class AnnexContent:
    """An annex: `label` is "A", `pages` says how many it has and which of the PDF they are.

    `texts` are the documents that were composed from Markdown; a PDF has none.
    """

    label: str
    pages: str
    language: str
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """The whole letter for one audience.

    `html` is its composed document; `numbers` are the words in it that depend on the number
    of pages, by the class of the element that they stand in.  `running` is the running head,
    `confidence` the line that a file has on each page whose names are not for the public.
    `sheet` is its width and height in pt.  `pictures` are by their addresses in the documents.
    `signed` stands in place of scanned signatures, which could be lifted from files that can be
    edited; None where they may stay, nothing where words would not be true of all who sign.
    """

    html: str
    title: str
    author: str
    description: str
    keywords: tuple[str, ...]
    language: str
    date: dt.date
    running: str
    confidence: str | None
    sheet: tuple[float, float]
    signed: str | None = None
    numbers: Mapping[str, str] = field(default_factory=dict)
    annexes: tuple[AnnexContent, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)


def gather(desk: Desk, composed: Composed, settled: Settled) -> Content:
    """The content of a letter that was set with its annexes."""
    letter, header = desk.letter, desk.letter.header
    wording = Wording(header.language)
    annexes = tuple(_annexes(desk, settled, wording))
    sheet = sheet_of(letter)
    signed = in_place_of_scans(header, wording)
    documents = (composed.html, *(text for annex in annexes for text in annex.texts))
    return Content(
        html=composed.html,
        title=composed.title,
        author=composed.author,
        description=composed.description,
        keywords=header.keywords,
        language=header.language,
        date=header.date,
        running=f"{addressee(header)} · {wording.date(header.date)}",
        confidence=rolls.in_confidence(letter.roll, wording),
        sheet=(sheet.width, sheet.height),
        signed=signed,
        numbers=_numbers(composed, settled, wording),
        annexes=annexes,
        pictures=_pictures(letter, documents, with_scans=signed is None),
    )


def _numbers(composed: Composed, settled: Settled, wording: Wording) -> dict[str, str]:
    pages, numbering = settled.letter.pages, settled.numbering
    said = {
        name: texts[pages - 1] if pages <= len(texts) else _NO_NUMBER
        for name, texts in composed.numbers.items()
    }
    total = wording.counted("pages", numbering.total(pages))
    return {**said, "page-count": wording.phrase("in-the-pdf", pages=total)}


def _annexes(desk: Desk, settled: Settled, wording: Wording) -> Iterator[AnnexContent]:
    numbering, letter_pages = settled.numbering, settled.letter.pages
    for index, made in enumerate(settled.drafts):
        first, last = numbering.span(index, letter_pages)
        key = "page-range-own" if numbering.is_own else "page-range"
        one = wording.phrase("one-page", page=first)
        span = one if first == last else wording.phrase(key, first=first, last=last)
        count = wording.counted("pages", made.enclosure.pages)
        where = wording.phrase("in-the-pdf", pages=span)
        texts = (
            desk.composed_of(section)
            for section in made.part.sections
            if isinstance(section, Typeset)
        )
        yield AnnexContent(
            label=made.enclosure.label,
            pages=wording.phrase("between-details").join((count, where)),
            language=made.part.language,
            texts=tuple(text.html for text in texts if text.paragraphs),
        )


def _pictures(
    letter: Letter, documents: tuple[str, ...], *, with_scans: bool
) -> dict[str, Picture]:
    """The pictures that the documents show; all of them were looked at before (`reading`)."""
    door = Door(letter.folder, "")
    found: dict[str, Picture] = {}
    for html in documents:
        every = [*parse(html).elements()]
        scans = [each for each in every if SCAN in each.classes and not with_scans]
        left_out = {id(inner) for scan in scans for inner in scan.elements()}
        for element in every:
            source = element.attributes.get("src", "")
            if element.tag != "img" or source in found or id(element) in left_out:
                continue
            data = door.read(unquote(source), limit=LARGEST_IMAGE)
            if isinstance(data, bytes):
                found[source] = picture(data)
    return found
