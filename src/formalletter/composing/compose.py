"""Fills the templates with a letter.

The HTML holds every word in reading order; how it looks is left to `styles/`.  The few
settings that a style sheet can't know (the sheet, the wording of the running head) are
written into the document's head by `composing.settings`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from ..edition import Edition
from ..wording import Wording
from .body import set_body
from .settings import page_settings
from .text import TextSetter

if TYPE_CHECKING:
    from ..diagnostics import Place, Problem
    from ..fonts import Coverage
    from ..letter import Header, Letter

# Where relative addresses in the document lead: a neutral name, so that no path of the
# machine gets into the file (WeasyPrint names images by the digest of their address).
BASE_URL = "https://letter.invalid/"


@dataclass(frozen=True, slots=True)
class Composed:
    """The letter as HTML, with what the later stages need to know of it.

    `title` is in one line, `author` and `description` are for the file's properties.
    `paragraphs` are the texts of the body in their order, as the source has them, to look for
    in the result (see `SetBody`); `images` are the files that the body shows, each with its place.
    """

    html: str
    title: str
    author: str
    description: str
    paragraphs: tuple[tuple[str, ...], ...]
    images: tuple[tuple[str, Place], ...]
    problems: tuple[Problem, ...]


def compose_letter(
    letter: Letter, edition: Edition, coverage: Coverage, narrowest: float
) -> Composed:
    """Composes the letter for an edition.

    `narrowest` is the width in em of the narrowest column that names may stand in.
    """
    wording = Wording(letter.header.language)
    setter = TextSetter(wording, coverage, narrowest)
    body = set_body(
        letter.body,
        setter,
        wording,
        numbered=letter.header.numbered_paragraphs,
        addresses_as_notes=edition is Edition.PRINT,
    )
    properties = _properties(letter, wording)
    page = {
        "letter": letter,
        "header": letter.header,
        "edition": edition.value,
        "window": letter.header.page.window,
        "wording": wording,
        "set": setter.plain,
        "lines": setter.lines,
        "email": setter.email,
        "name": setter.name,
        "body": body.html,
        "settings": page_settings(letter, edition, wording, addressee(letter.header)),
        **properties,
    }
    return Composed(
        html=_environment().get_template("letter.html.jinja").render(page),
        paragraphs=body.paragraphs,
        images=body.images,
        problems=body.problems,
        **properties,
    )


def _properties(letter: Letter, wording: Wording) -> dict[str, str]:
    header = letter.header
    return {
        "title": " ".join(header.title.split()),
        "author": _author(letter, wording),
        "description": wording.phrase(
            "description", recipient=addressee(header), date=wording.date(header.date)
        ),
    }


def addressee(header: Header) -> str:
    """To whom, in a few words that a clerk can file by."""
    to = header.recipient
    return to.office or to.name or to.organisation or " ".join(to.address[:1])


def _author(letter: Letter, wording: Wording) -> str:
    header = letter.header
    if header.author:
        return header.author
    names = [organisation.name for organisation in letter.letterhead.organisations]
    names = names or [signer.organisation or signer.name for signer in header.signed_by]
    return ", ".join(names) or wording.counted("signatories", len(letter.signatories))


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("formalletter", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
