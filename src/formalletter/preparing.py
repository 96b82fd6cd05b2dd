"""Prepares what the stages of a build ask for: the letter, the job, the properties of the file.

Here the stages' data meet; the order of the stages is told by `pipeline`.
"""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING
from urllib.parse import unquote

from . import __version__, assets
from .composing import BASE_URL, compose_letter, sheet_of
from .composing.compose import NO_ANNEXES
from .diagnostics import error
from .errors import InputError, UsageError, stop_on_errors
from .fonts import Coverage
from .orders import as_ordered, orders
from .reading import read_letter
from .reading.door import LARGEST_IMAGE, Door
from .reading.svg import drawn_text
from .rolls import Guard, letter_for, printed
from .typesetting import fitting
from .typesetting.estimating import Texts, first_fit
from .typesetting.job import Job
from .wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from .assembling import Properties
    from .composing import Composed
    from .diagnostics import Problem
    from .edition import Order
    from .fonts import Face
    from .letter import Header, Letter
    from .numbering import Numbering


def usual(header: Header) -> Order:
    """The first file that a header asks for."""
    return orders(header)[0]


def read(
    folder: Path, choose: Callable[[Header], Order] = usual
) -> tuple[Letter, Coverage, tuple[Problem, ...], Guard, Order]:
    """The letter as one file may know and sets it, its fonts, and what reading it found.

    `choose` says by the header which file that is.  The guard knows the names that the file
    may not show; it is for the annexes still to come.  Raises `InputError` with all problems if
    one is an error.
    """
    letter, problems = read_letter(folder)
    order = choose(letter.header)
    guard = Guard.of(letter, order.audience)
    unnamed = tuple(guard.letter_problems(letter))
    letter, found = letter_for(letter, order.audience)
    problems = (*problems, *found, *unnamed)
    stop_on_errors(problems, InputError)
    coverage = Coverage(assets.fonts_folder(), folder / "fonts")
    return as_ordered(letter, order), coverage, problems, guard, order


def compose(
    letter: Letter, order: Order, coverage: Coverage, numbering: Numbering = NO_ANNEXES
) -> tuple[Composed, Job]:
    """The letter as HTML, and the job for the typesetting process."""
    sheet = sheet_of(letter)
    listed = letter.header.signatories
    columns = None if listed is None or listed.columns == "auto" else listed.columns
    narrowest = fitting.column_width_in_em(sheet.list_width, max(columns or 0, *fitting.COLUMNS))
    composed = compose_letter(letter, order, coverage, narrowest, numbering)
    job = Job(
        html=composed.html,
        base_url=BASE_URL,
        folder=str(letter.folder.resolve()),
        bundled=str(assets.styles_folder().parent),
        fit=first_fit(
            _texts(letter, composed, coverage.text_face),
            sheet.list_width,
            sheet.text_width,
            sheet.height,
            columns,
        ),
        fixed_columns=columns is not None,
    )
    return composed, job


def _texts(letter: Letter, composed: Composed, face: Face) -> Texts:
    header = letter.header
    wording = Wording(header.language)
    to = header.recipient
    particulars = (header.delivery, header.our_reference, header.your_reference)
    opening = (*particulars, header.classification, to.honorific, to.name, to.office)
    return Texts(
        subject=[face.width(line) for line in header.title.splitlines()],
        paragraphs=[sum(map(face.width, passages)) for passages in composed.paragraphs],
        names=[face.width(printed(each, wording)) for each in letter.signatories],
        # The date, the salutation and the empty lines around them.
        opening=sum(map(bool, (*opening, to.organisation))) + len(to.address) + 6,
        closing=4 * bool(header.valediction)
        + 4 * bool(header.signed_by)
        + (len(header.annexes) + 2 if header.annexes else 0),
    )


def image_problems(
    letter: Letter, composed: Sequence[Composed], coverage: Coverage
) -> Iterator[Problem]:
    """What is wrong with the images of the texts, and with the words in any drawing."""
    from .reading.images import check_image

    door = Door(letter.folder, "")
    logos = [
        (sender.logo, letter.places.get(("letterhead", "organisations", number, "logo")))
        for number, sender in enumerate(letter.letterhead.organisations)
        if sender.logo
    ]
    images = dict.fromkeys(image for text in composed for image in text.images)
    for source, place in images:
        if problem := check_image(door, unquote(source), place):
            yield problem
    for source, where in (*images, *logos):
        data = door.read(unquote(source), limit=LARGEST_IMAGE)
        text = drawn_text(data) if isinstance(data, bytes) else ""
        if lacking := sorted({text[offset] for offset in coverage.missing(text)}):
            yield error(
                "glyph-missing",
                f"no font has “{''.join(lacking)}”, which the drawing “{source}” shows",
                where,
                "change its words to outlines, or replace the character",
            )


def properties(letter: Letter, composed: Composed) -> Properties:
    """What the finished file says of itself."""
    from .assembling import Properties

    return Properties(
        title=composed.title,
        author=composed.author,
        subject=composed.description,
        keywords=letter.header.keywords,
        language=letter.header.language,
        date=_date(letter),
        producer=f"formalletter {__version__}",
    )


def _date(letter: Letter) -> dt.date:
    """The letter's date, or the moment that reproducible-builds.org's variable gives."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return letter.header.date
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    except (ValueError, OverflowError, OSError):
        hint = "it counts the seconds since 1970, such as 1646697600; or take it away"
        message = f"SOURCE_DATE_EPOCH is “{epoch}”, which is no time"
        raise UsageError([error("source-date-epoch", message, hint=hint)]) from None
