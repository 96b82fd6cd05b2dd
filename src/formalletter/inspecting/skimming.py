"""Skims a content stream for its marks and for what is drawn, without reading any text.

Some producers write every glyph as a string of its own, of which pypdf makes an object each;
on pages of foreign files the text is not compared with anything, so that it is left alone.
ISO 32000-1, 7.2 (tokens) and 7.8.2 (operators behind their operands).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .values import PdfValue

_TOKEN = re.compile(
    rb"""%[^\r\n]*                                   # a comment
    |\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)       # a string, brackets once in brackets
    |<<|>>|<[0-9A-Fa-f\s]*>
    |\[[^\[\]()%]*\]                                 # an array without such strings
    |[\[\]{}]
    |/[^\s\0()<>\[\]{}/%]*
    |[^\s\0()<>\[\]{}/%]+""",
    re.VERBOSE | re.DOTALL,
)
_BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)
_END_OF_IMAGE = re.compile(rb"[\s\0]EI(?=[\s\0/<\[(]|$)")
_OPERAND = frozenset(b"%(<[{}]>/+-.0123456789")
_LITERALS = frozenset({b"true", b"false", b"null"})
_SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"'})


def skim(content: bytes) -> Iterator[tuple[PdfValue, bytes]]:
    """The operators of a content stream with those operands that marks and drawing have.

    As pypdf gives them, but text is shown as nothing, and inline images are one operator.
    """
    operands: list[bytes] = []
    position = 0
    while (token := _next(content, position)) is not None:
        start, position = token
        word = content[start:position]
        if word[0] in _OPERAND or word in _LITERALS:
            operands.append(word)
            continue
        if word == b"ID":
            end = _END_OF_IMAGE.search(content, position)
            position = end.end() if end else len(content)
            word = b"INLINE IMAGE"
        yield _operands(word, operands), word
        operands = []


def _next(content: bytes, position: int) -> tuple[int, int] | None:
    """Where the next token begins and ends."""
    while position < len(content):
        if content[position] in b" \t\r\n\f\0":
            position += 1
        elif match := _TOKEN.match(content, position):
            return match.span()
        elif content[position : position + 1] == b"(":
            return position, _end_of_string(content, position)
        else:
            position += 1
    return None


def _end_of_string(content: bytes, start: int) -> int:
    depth = 0
    for bracket in _BRACKET.finditer(content, start):
        depth += {b"(": 1, b")": -1}.get(bracket[0], 0)
        if not depth:
            return bracket.end()
    return len(content)


def _operands(operator: bytes, operands: list[bytes]) -> PdfValue:
    if operator in _SHOWS:
        return [b""]
    if operator in {b"BMC", b"Do"}:
        return [_name(word) for word in operands[-1:]]
    if operator == b"BDC" and operands:
        behind = operands[1:]
        if behind[:1] == [b"<<"]:
            return [_name(operands[0]), _properties(behind)]
        return [_name(operands[0]), *(_name(word) for word in behind[:1])]
    return []


def _properties(words: list[bytes]) -> dict[str, PdfValue]:
    """The entries that matter of a property list, those of lists inside it left out."""
    found: dict[str, PdfValue] = {}
    depth = 0
    for word, value in zip(words, [*words[1:], b""], strict=True):
        depth += {b"<<": 1, b">>": -1}.get(word, 0)
        if depth == 1 and word == b"/MCID" and value.isdigit():
            found["/MCID"] = int(value)
        elif depth == 1 and word == b"/ActualText":
            found["/ActualText"] = ""
    return found


def _name(word: bytes) -> str:
    """A name as pypdf has it; `#` and two digits stand for a byte."""
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), word)
    return plain.decode("utf-8", "surrogateescape")
