"""Sorts the finished files into sets: one folder for each audience, and its files' names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..composing.compose import author
from ..edition import Edition
from ..packing import PackFile
from ..packing.names import base_name
from ..rolls.audience import IN_CONFIDENCE
from ..wording import Wording
from .covering import Attachment, Covering, covering_email

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..letter import Letter
    from ..packing import Part
    from .product import Product

_EMAIL = "e-mail"
_STATUS = {"draft": "draft", "sign-on": "to-sign", "final": ""}
_WORDS = {"txt": "text", "html": "html", "docx": "word"}
_ADDRESSEE = "for-the-addressee"
_LONGEST = "page-1"  # of the words at the end of a name in a set, as long as the others are


def set_name(product: Product) -> str:
    """The folder of the set that an edition belongs to: its audience, and what sets it apart."""
    confidence = IN_CONFIDENCE if product.letter.roll.is_confidential else ""
    apart = product.task.phase, confidence
    return "-".join(filter(None, (product.task.order.audience, *apart)))


def files_of(products: Sequence[Product]) -> list[PackFile]:
    """The files of one set: the editions, what goes beside them, and the covering e-mail.

    One PDF is sent, with what the header adds; print editions are printed, and the rest is kept.
    """
    found: list[PackFile] = []
    editions = {product.task.order.edition for product in products}
    for product in products:
        edition = product.task.order.edition
        sent = getattr(product.letter.header.send, product.task.order.audience)
        # Of two PDFs that are sent, one has to be called otherwise.
        is_second = edition is Edition.PRESS and Edition.DELIVERY in editions
        word = "press" if is_second else "print" if edition is Edition.PRINT else ""
        part: Part = "print" if edition is Edition.PRINT else "send"
        name = f"{file_name(product, word)}.pdf"
        claims = product.claims
        found.append(PackFile(name, product.pdf, edition.value, part, product.pages, claims))
        beside = [
            (f"{file_name(product)}.{end}", data, _WORDS[end])
            for end, data in product.twins.items()
        ]
        if product.picture is not None:
            beside.append((f"{file_name(product, 'page-1')}.png", product.picture, "picture"))
        for name, data, kind in beside:
            found.append(PackFile(name, data, kind, "send" if kind in sent else "keep"))
    email = _email(products, found)
    name = f"{file_name(products[0], _EMAIL)}.txt"
    return [*found, PackFile(name, email.encode(), "e-mail", "keep")]


def file_name(product: Product, *words: str) -> str:
    """The name of a file of the set for outsiders, without its ending."""
    return _name(product, [*_first(product), _apart(product), *words])


def archive_name(product: Product) -> str:
    """The name of the set's zip file: it says for whom it is, and under an embargo from when."""
    header, phase = product.letter.header, product.task.phase
    if phase is not None and header.embargo is not None:
        day = header.embargo.until.date().isoformat()
        until = ("for-the-press", f"embargo-{day}")
        since = ("for-the-public", f"from-{day}")
        # There is no room for how far the letter is, which the files in it say.
        words = [_first(product)[0], *(until if phase == "embargoed" else since)]
    else:
        words = [*_first(product), _for_whom(product)]
    return f"{_name(product, words)}.zip"


def _name(product: Product, words: Sequence[str]) -> str:
    """A name for outsiders; sender and subject in it are cut alike for all files of a set."""
    header, first = product.letter.header, _first(product)
    ends = (_apart(product), _LONGEST), (_for_whom(product),), (_ADDRESSEE,)
    others = [[*filter(None, (*first, *end))] for end in ends]
    return base_name(
        header.date,
        sender(product.letter),
        " ".join(header.title.split()),
        [*filter(None, words)],
        longest_tail=max(others, key=lambda each: len("_".join(each))),
        ascii_only=header.file_names == "ascii",
    )


def _first(product: Product) -> tuple[str, str]:
    """The language, and how far the letter is."""
    header = product.letter.header
    language, *more = header.language.split("-")
    script = [part for part in more[:1] if not part.isupper()]  # zh-Hant, and en of en-GB
    return "-".join((language, *script)), _STATUS[header.status]


def _apart(product: Product) -> str:
    """What sets the files of a set apart from those for others."""
    order = product.task.order
    if order.audience == "public":
        return "embargoed" if order.is_embargoed else "public"
    return IN_CONFIDENCE if product.letter.roll.is_confidential else ""


def _for_whom(product: Product) -> str:
    if product.task.order.audience == "public":
        return "for-the-public"
    return f"{_ADDRESSEE}-only" if product.letter.roll.is_confidential else _ADDRESSEE


def sender(letter: Letter) -> str:
    """Who sends the letter, in a few words: the letterhead, or as its properties say it."""
    head = letter.letterhead
    if len(head.organisations) == 1:
        return head.organisations[0].name
    return head.text or author(letter, Wording(letter.header.language))


def _email(products: Sequence[Product], files: Sequence[PackFile]) -> str:
    first = products[0]
    to_press = first.task.order.audience == "public"
    printed = {Edition.PRINT.value}
    header = first.letter.header
    press = header.press.contact if header.press else None
    covering = Covering(
        to_press=to_press,
        notices=first.notices,
        is_embargoed=first.task.phase == "embargoed",
        by_post=not to_press and any(each.edition in printed for each in files),
        contact=(press or header.contact) if to_press else header.contact,
        attachments=[
            Attachment(each.name, len(each.data), each.pages)
            for each in files
            if each.part == "send"
        ],
    )
    return covering_email(first.letter, covering)
