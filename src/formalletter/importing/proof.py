"""Proves that an import lost nothing and added nothing, before anything is written.

It reads back the two texts as they would be written, and compares them with the source
line by line, words exactly.  It knows nothing of how the parts were recognised.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from formalletter.diagnostics import Problem, error
from formalletter.errors import InputError
from formalletter.reading.formulas import unguarded

from .writing import IN_THE_SOURCE, LETTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from formalletter.letter import Source

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARK = re.compile(r"^\s*(?:#{1,6}|[-–—*+•▪●‣◦·]|\(?\d{1,5}[.)])\s+")
_CLOSING_MARK = re.compile(r"\s#+\s*$")
_COMMENTED = re.compile(
    rf"^ *(title|date|heading):.*?{re.escape(IN_THE_SOURCE)}(.*)$", re.MULTILINE
)
_HINT = "please report this; until it is mended, change the line in the source and try again"

Words = tuple[str, ...]


def prove(source: Source, letter: str, signatories: str, *, markdown: bool) -> None:
    """Raise InputError if a line of the source is not, word for word, in one of the texts.

    Marks are no words: `**` around them, `#` or a bullet or a number before them; nor is a
    line without any letter or digit.
    """
    written = _written(letter, signatories, markdown=markdown)
    found = Counter(_words(line) for line in written if _has_words(line))
    problems: list[Problem] = []
    for number, line in enumerate(source.lines, 1):
        if not _has_words(line):
            continue
        reading = next((words for words in _readings(line) if found[words]), None)
        if reading is None:
            place = source.place(number, 1, len(line))
            problems.append(
                error("import-lost", "the words of this line would be lost", place, _HINT)
            )
        else:
            found[reading] -= 1
    for words in +found:
        text = " ".join(words)
        problems.append(
            error("import-added", f"no line of the source has the words: {text}", None, _HINT)
        )
    if problems:
        raise InputError(problems)


def _readings(line: str) -> tuple[Words, ...]:
    """The words that a line of the source may have become."""
    unmarked = _CLOSING_MARK.sub("", _MARK.sub("", line, count=1))
    return _words(line), _words(unmarked), _words(f"- {unmarked}")


def _words(line: str) -> Words:
    return tuple(word for word in (word.strip("*_") for word in line.split()) if word)


def _has_words(line: str) -> bool:
    return any(character.isalnum() for character in line)


def _written(letter: str, signatories: str, *, markdown: bool) -> Iterator[str]:
    """The lines of the two texts that come from the source."""
    _, head, body = re.split(r"^---\n", letter, maxsplit=2, flags=re.MULTILINE)
    header = _read_back(head)
    commented = dict(_COMMENTED.findall(head))
    yield from commented.values()
    for key in ("title", "salutation", "valediction"):
        if key not in commented:
            yield from str(header.get(key) or "").split("\n")
    yield from (body if markdown else _ESCAPE.sub(r"\1", body)).split("\n")
    yield from (unguarded(row[0]) for row in list(csv.reader(io.StringIO(signatories)))[1:])


def _read_back(head: str) -> dict[str, object]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        header: dict[str, object] = YAML(typ="safe", pure=True).load(head)
    except YAMLError as fault:
        message = f"the header of {LETTER} could not be read back: {' '.join(str(fault).split())}"
        raise InputError([error("import-header", message, None, _HINT)]) from fault
    return header
