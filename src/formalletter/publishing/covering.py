"""Writes the covering e-mail of a pack, as plain text to paste.

    Subject: …

Nothing in it is invented: what the header does not say is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..publication import PressContact
from ..twins.wrapping import wrapped
from ..wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..letter import Contact, Letter


class Attachment(NamedTuple):
    """A file that goes with the e-mail; `pages` where it has such."""

    name: str
    size: int
    pages: int | None


class Covering(NamedTuple):
    """What the e-mail says besides what the letter does.

    `notices` are lines that stand above all (an embargo, a draft's mark); `by_post` says that
    the original is posted; `to_press` that it goes to journalists, with the `contact` for them.
    """

    to_press: bool
    notices: Sequence[str]
    is_embargoed: bool
    by_post: bool
    contact: Contact | PressContact | None
    attachments: Sequence[Attachment]


def covering_email(letter: Letter, covering: Covering) -> str:
    """The text of the e-mail: its subject in the first line."""
    wording = Wording(letter.header.language)
    lines = [*covering.notices]
    if letter.roll.is_confidential:
        lines.append(wording.phrase("confidential"))
    blocks = [
        f"Subject: {_subject(letter, covering, wording)}",
        *map(_paragraph, lines),
        "" if covering.to_press else letter.header.salutation,
        _paragraph(_request(letter, covering, wording)),
        wording.phrase("email-by-post") if covering.by_post else "",
        _contact(covering.contact, wording),
        _attachments(covering.attachments, wording),
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _subject(letter: Letter, covering: Covering, wording: Wording) -> str:
    title = " ".join(letter.header.title.split())
    first = list(covering.notices[:1])
    if covering.to_press and not first:
        first = [wording.phrase("email-press")]
    return wording.phrase("with-colon", words=first[0]) + title if first else title


def _request(letter: Letter, covering: Covering, wording: Wording) -> str:
    """What is attached, and what is asked for: the author's words, or two plain sentences."""
    header, total = letter.header, letter.roll.total
    if header.covering_request and not covering.to_press:
        return " ".join(header.covering_request.split())
    attached = wording.phrase(
        "email-attached-signed" if total else "email-attached",
        title=" ".join(header.title.split()),
        date=wording.date(header.date),
        signatories=wording.counted("signatories", total),
    )
    asked = "email-reply"
    if covering.to_press:
        asked = "email-embargoed" if covering.is_embargoed else "email-use"
    return wording.phrase("two-sentences", first=attached, second=wording.phrase(asked))


def _contact(contact: Contact | PressContact | None, wording: Wording) -> str:
    if contact is None:
        return ""
    # Journalists call, and an addressee writes.
    more = (contact.telephone,) if isinstance(contact, PressContact) else contact.address
    lines = (contact.name, contact.organisation, contact.email, *more)
    return "\n".join([_head("email-contact", wording), *filter(None, lines)])


def _attachments(attachments: Sequence[Attachment], wording: Wording) -> str:
    lines = []
    for name, size, pages in attachments:
        details = [wording.size(size)]
        if pages is not None:
            details.insert(0, wording.counted("pages", pages))
        between = wording.phrase("between-name-parts")
        lines.append(wording.phrase("email-file", name=name, details=between.join(details)))
    return "\n".join([_head("email-attachments", wording), *lines])


def _head(key: str, wording: Wording) -> str:
    return wording.phrase("with-colon", words=wording.phrase(key)).rstrip()


def _paragraph(text: str) -> str:
    return "\n".join(wrapped(text))
