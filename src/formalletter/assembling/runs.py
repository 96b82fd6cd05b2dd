"""Runs of glyphs in a page's content: what they show, and how it is put right.

WeasyPrint writes one operator a line, and shows text with TJ and strings of hexadecimal
digits only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .script import SOFT_HYPHEN, is_right_to_left, is_shaped, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..typeset import Leaf
    from .glyphs import Glyphs

_SHOW = re.compile(rb"^/(\S+) [-\d.]+ Tf$|^\[(.*)\] TJ$", re.MULTILINE)
_FONT = re.compile(rb"^/(\S+) ([-\d.]+) Tf$", re.MULTILINE)
_HEX = re.compile(rb"<([0-9a-f]+)>")
_CODE_DIGITS = 4  # two bytes a glyph
_LONG_NUMBER = re.compile(rb"-?\d+\.\d{3,}")


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs that are shown together in one font."""

    font: str
    codes: list[str]


def compact(content: bytes) -> bytes:
    """The content with shorter operands: WeasyPrint writes each glyph and kerning of 0 apart."""
    return _SHOW.sub(_compact_show, content)


def _compact_show(show: re.Match[bytes]) -> bytes:
    if show[2] is None:
        return show[0]
    glyphs = show[2].replace(b">0<", b"")
    if glyphs.endswith(b">0"):
        glyphs = glyphs[:-1]
    glyphs = glyphs.replace(b"<>", b" ")  # an empty string only parts two adjustments
    return b"[" + _LONG_NUMBER.sub(lambda number: b"%.2f" % float(number[0]), glyphs) + b"] TJ"


def _runs(body: bytes) -> Iterator[Run]:
    font = ""
    for show in _SHOW.finditer(body):
        if show[1] is not None:
            font = show[1].decode("ascii")
            continue
        digits = b"".join(_HEX.findall(show[2])).decode("ascii")
        steps = range(0, len(digits), _CODE_DIGITS)
        yield Run(font, [digits[step : step + _CODE_DIGITS] for step in steps])


def teach(leaf: Leaf, body: bytes, fonts: Mapping[str, Glyphs]) -> None:
    """Tells the fonts for what characters their glyphs stand in a leaf."""
    if is_right_to_left(leaf.text):
        return
    said = plain(leaf.text)
    runs = list(_runs(body))
    if leaf.hyphenated and runs and runs[-1].codes:
        runs[-1].codes.pop()
    if sum(len(run.codes) for run in runs) == len(said):  # no ligatures
        for run in runs:
            fonts[run.font].learn(run.codes, said[: len(run.codes)])
            said = said[len(run.codes) :]


def marked(leaf: Leaf, body: bytes, mark: int, fonts: Mapping[str, Glyphs]) -> bytes:
    """A leaf's content between its marks, so written that it says what the leaf says.

    The hyphen that a line's end put into a word becomes a soft hyphen, the space that it
    took away comes back, and text whose glyphs don't tell it gets its actual text.
    """
    if not leaf.text:
        return b"/Figure <</MCID %d>> BDC\n%bEMC\n" % (mark, body)
    if is_right_to_left(leaf.text):
        # The structure tree has its actual text; here some readers would reverse that.
        return b"/Span <</MCID %d>> BDC\n%bEMC\n" % (mark, body)
    runs = list(_runs(body))
    said = plain(leaf.text)
    shown = plain("".join(fonts[run.font].decode(run.codes) for run in runs))
    if leaf.hyphenated:
        shown = shown[:-1]
    space = fonts[runs[-1].font].code_of(" ") if leaf.spaced and runs else ""
    if shown != said or space is None or is_shaped(said):
        actual = said + SOFT_HYPHEN * leaf.hyphenated + " " * leaf.spaced
        return b"/Span <</MCID %d /ActualText %b>> BDC\n%bEMC\n" % (mark, _text(actual), body)
    if leaf.hyphenated:
        body = _soften_hyphen(body, fonts)
    elif space:
        body = _add_space(body, space)
    return b"/Span <</MCID %d>> BDC\n%bEMC\n" % (mark, body)


def _last_show(body: bytes) -> re.Match[bytes]:
    return next(show for show in reversed(list(_SHOW.finditer(body))) if show[2] is not None)


def _soften_hyphen(body: bytes, fonts: Mapping[str, Glyphs]) -> bytes:
    """Shows the last glyph in the font's soft twin, where it stands for U+00AD.

    That is what a line's hyphen has to be (ISO 32000-1, 14.8.2.2.3), and unlike actual text
    every reader knows a font's table.
    """
    show = _last_show(body)
    *_, setting = _FONT.finditer(body, 0, show.start())
    *_, last = _HEX.finditer(body, show.start(), show.end())
    cut = last.end(1) - _CODE_DIGITS
    code = body[cut : last.end(1)]
    soft = fonts[setting[1].decode("ascii")].soften(code.decode("ascii"))
    return b"%b%b>] TJ\n/%b%b %b Tf\n[<%b>] TJ\n/%b %b Tf%b" % (
        body[: show.start()],
        body[show.start() : cut],
        *(setting[1], soft.encode("ascii"), setting[2], code),
        *(setting[1], setting[2]),
        body[show.end() :],
    )


def _add_space(body: bytes, code: str) -> bytes:
    """Sets a space behind the last glyph, so that words don't run together."""
    end = _last_show(body).end()
    return body[:end] + b"\n[<%b>] TJ" % code.encode("ascii") + body[end:]


def _text(text: str) -> bytes:
    """A text string as a PDF has it (ISO 32000-1, 7.9.2.2)."""
    return b"<FEFF%b>" % text.encode("utf-16-be").hex().upper().encode("ascii")
