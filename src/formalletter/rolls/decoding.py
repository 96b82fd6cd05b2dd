"""Reads a text as who copies or clicks it would: what is coded in it, decoded.

Addresses are copied from browsers in percent-encoding (RFC 3986, 2.1) and with domains in
Punycode (RFC 3492); subjects come in quoted-printable and encoded words (RFC 2045 to 2047), and
Markdown, CSS and JSON have escapes of their own.  One may stand within another.
"""

from __future__ import annotations

import base64
import binascii
import html
import quopri
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_CODED = re.compile(
    r"=\?(?P<charset>[\w-]{2,40})\?(?P<kind>[bBqQ])\?(?P<word>[^?\s]{1,1000})\?="
    r"|;base64,(?P<data>[A-Za-z0-9+/_-]{4,}={0,2})"
    r"|(?P<percent>(?:%[0-9A-Fa-f]{2})+)"
    r"|(?P<quoted>(?:=(?:\r?\n)?[0-9A-F]{2}){2,})"
    r"|(?P<unicode>(?:[\\%]u[0-9A-Fa-f]{4})+)"
    r"|(?P<css>(?:\\[0-9A-Fa-f]{1,6}[ \t\n]?)+)"
    r"|(?P<idn>(?i:xn--)[A-Za-z0-9-]{1,60})"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
)
_CSS = re.compile(r"\\([0-9A-Fa-f]{1,6})[ \t\n]?")
_SURROGATES = range(0xD800, 0xE000)  # no characters
_ROUNDS = 4  # codes within codes that are followed
# In which encodings addresses were written before UTF-8 was the rule.
_LEGACY = ("cp1252", "cp1251", "cp1253", "cp1256", "gb18030")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text; without `spans` it is the text itself.

    `spans` are, for each character, where what it was decoded from begins and ends.
    """

    text: str
    spans: Sequence[tuple[int, int]] | None = field(default=None, repr=False)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where in the text as it was written a stretch of this reading stands."""
        if self.spans is None:
            return start, end
        return self.spans[start][0], self.spans[end - 1][1]


def readings(text: str) -> Iterator[Reading]:
    """The text as it stands, and decoded; in several ways where its encoding is not known."""
    yield Reading(text)
    if _CODED.search(text) is None:
        return
    told = {text}
    for encoding in _LEGACY:
        decoded = _decoded(text, encoding)
        if decoded.text in told:
            return  # it needs no guessing
        told.add(decoded.text)
        yield decoded


def _decoded(text: str, encoding: str) -> Reading:
    """The text with all codes read; `encoding` is that of bytes that are no UTF-8."""
    spans = [(at, at + 1) for at in range(len(text))]
    for _ in range(_ROUNDS):
        given, pieces, mapped, at = text, list[str](), list[tuple[int, int]](), 0
        for match in _CODED.finditer(given):
            said = _said(match, encoding)
            start, end = match.span()
            pieces += (given[at:start], said)
            mapped += spans[at:start]
            mapped += [(spans[start][0], spans[end - 1][1])] * len(said)
            at = end
        text = "".join([*pieces, given[at:]])
        spans = [*mapped, *spans[at:]]
        if text == given:
            break
    return Reading(text, spans)


def _said(match: re.Match[str], encoding: str) -> str:
    """What a code stands for; itself where it is none."""
    kind = str(match.lastgroup)
    try:
        return _DECODERS[kind](match, encoding)
    except (ValueError, LookupError, OverflowError, binascii.Error):
        return match[0]


def _percent(match: re.Match[str], encoding: str) -> str:
    return _text(bytes.fromhex(match[0].replace("%", "")), encoding)


def _quoted(match: re.Match[str], encoding: str) -> str:
    return _text(bytes.fromhex(re.sub(r"[=\r\n]", "", match[0])), encoding)


def _word(match: re.Match[str], _: str) -> str:
    data = match["word"].encode()
    is_base64 = match["kind"] in "bB"
    said = _unpacked(match["word"]) if is_base64 else quopri.decodestring(data, header=True)
    return said.decode(match["charset"], "replace")


def _data(match: re.Match[str], encoding: str) -> str:
    return f";base64, {_text(_unpacked(match['data']), encoding)}"


def _unicode(match: re.Match[str], _: str) -> str:
    units = bytes.fromhex(re.sub(r"[\\%]u", "", match[0]))
    return units.decode("utf-16-be", "replace")


def _css(match: re.Match[str], _: str) -> str:
    codes = (int(code, 16) for code in _CSS.findall(match[0]))
    return "".join("\ufffd" if code in _SURROGATES else chr(code) for code in codes)


def _idn(match: re.Match[str], _: str) -> str:
    return match[0][4:].encode("ascii").decode("punycode")


def _entity(match: re.Match[str], _: str) -> str:
    return html.unescape(match[0])


_DECODERS: dict[str, Callable[[re.Match[str], str], str]] = {
    "percent": _percent,
    "quoted": _quoted,
    "word": _word,
    "data": _data,
    "unicode": _unicode,
    "css": _css,
    "idn": _idn,
    "entity": _entity,
}


def _unpacked(text: str) -> bytes:
    plain = text.rstrip("=").replace("-", "+").replace("_", "/")
    return base64.b64decode(plain + "=" * (-len(plain) % 4))


def _text(data: bytes, encoding: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(encoding, "replace")
