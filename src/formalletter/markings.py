"""What a letter that isn't final says of itself: how far it is, and a code of its text."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import TYPE_CHECKING, Final

from . import orders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .edition import Order
    from .letter import Body, Letter
    from .wording import Wording

_DIGITS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O or U
_BITS: Final = 5  # that a digit stands for
_LENGTH: Final = 8  # digits; a million drafts have one in two chances of two alike
_GROUP: Final = 4


def is_numbered(letter: Letter) -> bool:
    """Whether the lines of the body have numbers, for comments."""
    return letter.header.status != "final"


def text_code(letter: Letter) -> str:
    """A short code of the text as its author wrote it, body and annexes, such as "7K2M-9QXA".

    It changes with every word of them, and with nothing else: the number of signatories, which
    is put into the text afterwards, is the same placeholder whoever joins.
    """
    digest = hashlib.sha256()
    for part in _parts(letter):
        digest.update(hashlib.sha256(part).digest())
    number = int.from_bytes(digest.digest(), "big") >> (256 - _BITS * _LENGTH)
    shifts = range(_BITS * (_LENGTH - 1), -1, -_BITS)
    code = "".join(_DIGITS[number >> shift & len(_DIGITS) - 1] for shift in shifts)
    return "-".join(code[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))


def status_mark(letter: Letter, wording: Wording) -> str:
    """What every page of a draft says: "Draft · Text 7K2M-9QXA"; nothing of a final letter."""
    if letter.header.status == "final":
        return ""
    status = wording.phrase(f"status-{letter.header.status}")
    code = wording.phrase("text-code", code=text_code(letter))
    return wording.phrase("between-stamps").join((status, code))


def notices(letter: Letter, order: Order, wording: Wording) -> tuple[str, ...]:
    """The lines that a file and its twins carry above the letter: its publication, its status."""
    published = orders.notices(order, letter.header, wording)
    return (*published, *filter(None, [status_mark(letter, wording)]))


def _parts(letter: Letter) -> Iterator[bytes]:
    yield _written(letter.body)
    for annex in letter.annexes:
        for text in (annex.body, annex.transcript):
            yield _written(text) if text else b""
        yield annex.pdf or b""


def _written(body: Body) -> bytes:
    """A text as its file has it, but for what no reader sees: spaces at line ends, composition."""
    lines = body.source.lines[body.first_line - 1 :]
    text = "\n".join(line.rstrip() for line in lines).strip()
    return unicodedata.normalize("NFC", text).encode()
