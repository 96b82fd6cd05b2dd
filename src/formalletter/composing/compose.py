"""Fills the templates with a letter.

The HTML holds every word in reading order; how it looks is left to `styles/`.  The few
settings that a style sheet can't know (the sheet, the wording of the running head) are
written into the document's head by `composing.settings`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .. import rolls
from ..numbering import Numbering
from ..orders import addresses, embargo_lines
from ..wording import Wording
from .body import set_body
from .body_style import BodyStyle
from .enclosures import rows
from .numbers import PageNumbers
from .publishing import of_publication, set_editors_notes
from .references import References
from .settings import page_settings
from .templating import fill
from .text import TextSetter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..diagnostics import Place, Problem
    from ..edition import Order
    from ..fonts import Coverage
    from ..letter import Body, Header, Letter
    from .body import SetBody

# Where relative addresses in the document lead: a neutral name, so that no path of the
# machine gets into the file (WeasyPrint names images by the digest of their address).
BASE_URL = "https://letter.invalid/"


@dataclass(frozen=True, slots=True)
class Composed:
    """The letter as HTML, with what the later stages need to know of it.

    `title` is in one line, `author` and `description` are for the file's properties.
    `paragraphs` are the texts of the body in their order, as the source has them, to look for
    in the result (see `SetBody`); `images` are the files that the body shows, each with its place.
    `afterword` are the same texts of what stands behind the list of signatories.
    `asides` are texts that stand outside any order: those of footnotes, and the words of links
    whose addresses are listed at the end.
    `numbers` are the words that depend on the letter's number of pages (`PageNumbers.said`).
    """

    html: str
    title: str
    author: str
    description: str
    paragraphs: tuple[tuple[str, ...], ...]
    images: tuple[tuple[str, Place], ...]
    problems: tuple[Problem, ...]
    numbers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    afterword: tuple[tuple[str, ...], ...] = ()
    asides: tuple[str, ...] = ()

    def with_problem(self, problem: Problem) -> Composed:
        """The same with one more thing to say."""
        return replace(self, problems=(*self.problems, problem))

    def with_afterword(self, afterword: SetBody) -> Composed:
        """The same with what is set behind it all."""
        return replace(
            self,
            afterword=afterword.paragraphs,
            images=(*self.images, *afterword.images),
            problems=(*self.problems, *afterword.problems),
            asides=(*self.asides, *_asides(afterword)),
        )


NO_ANNEXES = Numbering()


def compose_letter(
    letter: Letter,
    order: Order,
    coverage: Coverage,
    narrowest: float,
    numbering: Numbering = NO_ANNEXES,
) -> Composed:
    """Composes the letter as one file sets it.

    `narrowest` is the width in em of the narrowest column that names may stand in;
    `numbering` tells what is merged behind the letter.
    """
    asked = addresses(order)
    numbers = PageNumbers()
    wording = Wording(letter.header.language)
    setter = TextSetter(wording, coverage, narrowest)
    references = References(numbering, numbers, setter, wording, on_paper=asked != "live")

    def set_text(text: Body, style: BodyStyle) -> SetBody:
        return set_body(text, setter, wording, style, references)

    numbered = letter.header.numbered_paragraphs
    body = set_text(letter.body, BodyStyle(numbered=numbered, addresses=asked))
    afterword = set_editors_notes(letter, order, set_text, body.notes)
    enclosures = rows(letter, numbering, numbers, setter, wording)
    whom = setter.typographic_quotes(addressee(letter.header))
    settings = page_settings(letter, order, wording, whom, numbering)
    page = {
        **_of_roll(letter, wording),
        **of_publication(letter, order, wording),
        "letter": letter,
        "header": letter.header,
        "edition": order.edition.value,
        "window": letter.header.page.window,
        "wording": wording,
        **_setting(setter),
        "body": body.html,
        "addresses": body.addresses,
        "editors_notes": afterword.html if afterword else "",
        "enclosures": enclosures,
        "settings": settings + numbers.rules,
    }
    composed = filled("letter", page, _properties(letter, order, wording), body)
    composed = replace(composed, numbers=numbers.said)
    return composed.with_afterword(afterword) if afterword else composed


def _setting(setter: TextSetter) -> dict[str, object]:
    """What the templates set texts with."""
    return {
        "set": setter.value,
        "lines": setter.lines,
        "email": setter.email,
        "name": setter.name,
    }


def _of_roll(letter: Letter, wording: Wording) -> dict[str, object]:
    """What the templates say of the signatories."""
    roll = letter.roll
    return {
        "roll": roll,
        "groups": [(rolls.group_title(each, wording), each.signatories) for each in roll.groups],
        "further": rolls.further(roll, letter.header.signatories, wording),
        "in_confidence": rolls.in_confidence(roll, wording),
        "updated": rolls.updated(roll, wording),
    }


def filled(
    template: str,
    values: Mapping[str, object],
    properties: Mapping[str, str],
    body: SetBody | None = None,
) -> Composed:
    """A template with its values; `properties` are title, author and description."""
    return Composed(
        html=fill(template, {**values, **properties}),
        title=properties["title"],
        author=properties["author"],
        description=properties["description"],
        paragraphs=body.paragraphs if body else (),
        images=body.images if body else (),
        problems=body.problems if body else (),
        asides=_asides(body) if body else (),
    )


def _asides(body: SetBody) -> tuple[str, ...]:
    return (*body.asides, *(words for words, _ in body.addresses))


def _properties(letter: Letter, order: Order, wording: Wording) -> dict[str, str]:
    header = letter.header
    # Who has a file open or in a list of files sees that it is embargoed.
    embargo = embargo_lines(order, header, wording)
    title = " ".join(header.title.split())
    return {
        "title": wording.phrase("between-stamps").join((*embargo, title)),
        "author": author(letter, wording),
        "description": wording.phrase(
            "description", recipient=addressee(header), date=wording.date(header.date)
        ),
    }


def addressee(header: Header) -> str:
    """To whom, in a few words that a clerk can file by."""
    to = header.recipient
    return to.office or to.name or to.organisation or " ".join(to.address[:1])


def author(letter: Letter, wording: Wording) -> str:
    """The author in a file's properties: as given, else whoever sends it; none if nobody does."""
    header = letter.header
    if header.author:
        return header.author
    names = [organisation.name for organisation in letter.letterhead.organisations]
    names = names or [signer.organisation or signer.name for signer in header.signed_by]
    total = letter.roll.total
    return ", ".join(names) or (wording.counted("signatories", total) if total else "")
