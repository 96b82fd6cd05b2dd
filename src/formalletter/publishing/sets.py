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
    from collections.abc import Iterator, Sequence

    from ..letter import Letter
    from .product import Product

EMAIL = "covering-email"
_STATUS = {"draft": "draft", "sign-on": "open-for-signature", "final": ""}
_WORDS = {"txt": "text", "html": "html", "docx": "word"}


def set_name(product: Product) -> str:
    """The folder of the set that an edition belongs to: its audience, and what sets it apart."""
    return "-".join(filter(None, _apart(product, product.task.order.audience)))


def _apart(product: Product, audience: str) -> Iterator[str]:
    yield audience
    yield product.task.phase or ""
    yield IN_CONFIDENCE if product.letter.roll.is_confidential else ""


def files_of(products: Sequence[Product]) -> list[PackFile]:
    """The files of one set: the editions, what goes beside them, and the covering e-mail."""
    found: list[PackFile] = []
    for product in products:
        edition = product.task.order.edition
        paper = "print" if edition is Edition.PRINT else ""
        name = f"{file_name(product, paper)}.pdf"
        found.append(PackFile(name, product.pdf, edition.value, product.pages, product.claims))
        for ending, data in product.twins.items():
            found.append(PackFile(f"{file_name(product)}.{ending}", data, _WORDS[ending]))
        if product.picture is not None:
            name = f"{file_name(product, 'page-1')}.png"
            found.append(PackFile(name, product.picture, "picture"))
    email = _email(products, found)
    name = f"{file_name(products[0], EMAIL)}.txt"
    return [*found, PackFile(name, email.encode(), "e-mail")]


def file_name(product: Product, *words: str) -> str:
    """The name of a file of the set for outsiders, without its ending."""
    header = product.letter.header
    audience = "" if product.task.order.audience == "addressee" else "public"
    language = "-".join(part for part in header.language.split("-") if not part.isupper())
    first = (language, _STATUS[header.status])
    return base_name(
        header.date,
        sender(product.letter),
        " ".join(header.title.split()),
        list(filter(None, (*first, *_apart(product, audience), *words))),
        longest_tail=list(filter(None, (*first, *_apart(product, "public"), EMAIL))),
        ascii_only=header.file_names == "ascii",
    )


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
            if each.edition not in printed
        ],
    )
    return covering_email(first.letter, covering)
