"""Sets one annex: which runs of pages it has, and what the letter has to know of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from .. import composing
from ..assembling import AnnexPart, Original
from ..composing import MOST_PAGES, sheet_of
from ..composing.headings import heading_names
from ..foreign import Clear, ForeignPage
from ..numbering import Enclosure
from ..orders import addresses
from ..reading.annex_pages import page_indexes
from ..typeset import Typeset
from ..typesetting.job import PICTURES_URL
from ..wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..composing import Composed
    from ..foreign import TakenIn
    from ..letter import Enclosed
    from ..numbering import Numbering
    from .desk import Desk, Form

# Of the pages that are set here nothing stands above the text but the stamp (styles/shared).
_MARGINS = Clear(70.0, 70.0, 70.0, 70.0)


class _Run(NamedTuple):
    """A section of an annex and the measures of its pages; `is_file` if it stands for the PDF."""

    section: Typeset | TakenIn
    pages: tuple[ForeignPage, ...]
    is_file: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """An annex whose pages are set: the part of the document, and what is said of it."""

    part: AnnexPart
    enclosure: Enclosure


def draft(desk: Desk, index: int, form: Form, numbering: Numbering, letter_pages: int) -> Draft:
    """Sets an annex.

    `numbering` and `letter_pages` give the numbers of the references in its text.  Raises as
    `Typesetter.receive` does.
    """
    enclosed = desk.letter.annexes[index]
    runs = tuple(_runs(desk, index, form, numbering, letter_pages))
    taken = desk.taken.get(index)
    starts = tuple(accumulate((len(run.pages) for run in runs), initial=0))
    file_start = next((start for run, start in zip(runs, starts, strict=False) if run.is_file), 0)
    pages = tuple(page for run in runs for page in run.pages)
    is_attached = form == "attached"
    is_told = is_attached or enclosed.transcript is not None
    unread = () if is_told else _unread(taken, form, file_start)
    original = _attached(desk, index) if is_attached else None
    part = AnnexPart(
        name=f"annex {enclosed.label}",
        heading=heading(desk, enclosed),
        language=enclosed.annex.language or desk.letter.header.language,
        sections=tuple(run.section for run in runs),
        pages=pages,
        may_shrink=enclosed.annex.shrink,
        unread=unread,
        original=original,
    )
    enclosure = replace(
        _enclosure(desk, enclosed),
        pages=len(pages),
        is_image_only=bool(unread),
        attached=original.name if original else None,
        places=_places(runs, starts, taken, 0 if is_attached else None),
        numbers=_numbers(enclosed, taken, len(pages), 0 if is_attached else None, file_start),
    )
    return Draft(part, enclosure)


def provisional(desk: Desk, index: int) -> Enclosure:
    """What can be said of an annex before it is set: enough to check references to it."""
    enclosed = desk.letter.annexes[index]
    taken = desk.taken.get(index)
    names = dict.fromkeys(heading_names(enclosed.body), 0) if enclosed.body else {}
    return replace(
        _enclosure(desk, enclosed),
        pages=len(taken.facts.pages) if taken else 1,
        places=taken.facts.places if taken else names,
        numbers=_numbers(enclosed, taken, MOST_PAGES, None, 0),
    )


def heading(desk: Desk, enclosed: Enclosed) -> str:
    """How the outline calls an annex: "Annex A: Title"."""
    wording = Wording(desk.letter.header.language)
    return wording.phrase("annex-titled", label=enclosed.label, title=enclosed.annex.title)


def _enclosure(desk: Desk, enclosed: Enclosed) -> Enclosure:
    annex = enclosed.annex
    return Enclosure(
        label=enclosed.label,
        title=annex.title,
        language=annex.language or desk.letter.header.language,
        pages=1,
        starts_right=annex.start == "right",
        translated_from=annex.translated_from,
    )


def _runs(
    desk: Desk, index: int, form: Form, numbering: Numbering, letter_pages: int
) -> Iterator[_Run]:
    """The runs of pages of an annex in their order."""
    shared = (desk.letter, desk.letter.annexes[index], desk.coverage)
    enclosed, taken = shared[1], desk.taken.get(index)
    numbers = (numbering, letter_pages, addresses(desk.order))
    if taken is None:
        yield _set(desk, composing.compose_annex(*shared, *numbers))
    elif form == "attached":
        facts = _facts(desk, index, taken)
        yield _set(desk, composing.compose_placeholder(*shared, facts))._replace(is_file=True)
    else:
        if enclosed.annex.cover:
            yield _set(desk, composing.compose_cover(*shared, len(taken.facts.pages)))
        yield _of_file(desk, index, taken, form)
        if enclosed.transcript is not None:
            yield _set(desk, composing.compose_transcript(*shared, *numbers))


def _set(desk: Desk, composed: Composed) -> _Run:
    """Pages on the letter's own sheet."""
    width, height, *_ = sheet_of(desk.letter)
    page = ForeignPage(
        width, height, 0, (0, 0, width, height), 1, "tagged", looks_written=False, clear=_MARGINS
    )
    typeset = desk.typeset(composed)
    return _Run(typeset, (page,) * typeset.pages)


def _of_file(desk: Desk, index: int, taken: TakenIn, form: Form) -> _Run:
    """The pages of a PDF, or the pictures of them."""
    pages = taken.facts.pages
    if form != "pictures":
        return _Run(taken, pages, is_file=True)
    enclosed = desk.letter.annexes[index]
    composed = composing.compose_pictures(
        desk.letter, enclosed, desk.coverage, taken.pictures, pages, PICTURES_URL
    )
    typeset = desk.typeset(composed, desk.write_pictures(index))
    upright = tuple(
        replace(page, rotation=0, box=(0.0, 0.0, page.width, page.height), unit=1) for page in pages
    )
    return _Run(typeset, upright, is_file=True)


def _unread(taken: TakenIn | None, form: Form, start: int) -> tuple[int, ...]:
    """The indexes of pages of text that are only pictures."""
    if taken is None:
        return ()
    unread = [page.kind == "picture" and page.looks_written for page in taken.facts.pages]
    if form == "pictures":
        pictures = (picture.is_unread for picture in taken.pictures)
        unread = [any(both) for both in zip(unread, pictures, strict=True)]
    return tuple(number for number, is_so in enumerate(unread, start) if is_so)


def _places(
    runs: Sequence[_Run], starts: Sequence[int], taken: TakenIn | None, only: int | None
) -> dict[str, int]:
    """The pages of all names that a reference may give; `only` where one page stands for all."""
    found: dict[str, int] = {}
    for run, start in zip(runs, starts, strict=False):
        if isinstance(run.section, Typeset):
            found |= {name: start + page for name, (page, _) in run.section.places().items()}
        if run.is_file and taken:
            found |= {
                name: start + page if only is None else only
                for name, page in taken.facts.places.items()
            }
    return found


def _numbers(
    enclosed: Enclosed, taken: TakenIn | None, pages: int, only: int | None, start: int
) -> dict[int, int]:
    """The indexes of an annex's pages by their numbers in its own file."""
    if taken is None:
        return {number: number - 1 for number in range(1, pages + 1)}
    asked = enclosed.annex.pages
    indexes = page_indexes(asked) if asked else tuple(range(len(taken.facts.pages)))
    return {
        page + 1: start + number if only is None else only for number, page in enumerate(indexes)
    }


def _facts(desk: Desk, index: int, taken: TakenIn) -> composing.Original:
    original = _attached(desk, index)
    digest = hashlib.sha256(original.data).hexdigest()
    return composing.Original(original.name, len(taken.facts.pages), len(original.data), digest)


def _attached(desk: Desk, index: int) -> Original:
    enclosed = desk.letter.annexes[index]
    return Original(_file_name(desk, index), enclosed.pdf or b"", enclosed.annex.title)


def _file_name(desk: Desk, index: int) -> str:
    """What an original is attached as; with its annex's label where another has its name."""
    names = [PurePosixPath(each.annex.file).name for each in desk.letter.annexes]
    kept = [
        file.name for each in desk.taken.values() for file in each.facts.attachments if file.kept
    ]
    own = names.pop(index)
    return f"{desk.letter.annexes[index].label}-{own}" if own in {*names, *kept} else own
