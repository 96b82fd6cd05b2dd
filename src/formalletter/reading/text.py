r"""Makes text out of bytes: decoded, with `\n` line ends and no control characters.

What the text means is left to the other modules.  Rules on single characters are here, so
that letters, lists and imported sources follow the same ones.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from typing import TYPE_CHECKING

from ..diagnostics import Place, Problem, Severity, error, warning
from ..letter import Source
from .encodings import characters
from .magic import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_LINE = 100_000  # characters
MOST_CHARACTER_PROBLEMS = 100  # more of them in one file say nothing new

LOST = "\ufffd"
CHARACTER_LOST = "character-lost"

# C0 and C1 controls but tab and line feed; the separators U+2028 and U+2029, which other
# programs take for line ends; U+FFFD, which stands for a character lost before; and the
# noncharacters and lone surrogates (The Unicode Standard, 23.7 and 23.6).
_LAST_OF_PLANES = "".join(chr(plane * 0x10000 + 0xFFFE + n) for plane in range(17) for n in (0, 1))
_FORBIDDEN = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\ufdd0-\ufdef{LOST}{_LAST_OF_PLANES}]"
)
_SPACES = "\t\xa0\u3000"  # the spaces of lists that are not printable by Unicode's categories
# Embeddings, overrides and isolates (UAX #9, 2.1-2.5): they can show a name as another one.
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Characters that take no room and break a name that looks whole.
_INVISIBLE = re.compile("[\u00ad\u180e\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f]")


def decode(data: bytes, shown_as: str) -> tuple[Source, tuple[Problem, ...]]:
    """The text of a file, and all that is wrong with it.

    If a problem is an error, the text is only good for finding more problems: what could
    not be read stands in it as U+FFFD, and it is empty if the file is no text at all.
    """
    if kind := kind_of(data):
        problem = error(
            "not-text",
            f"the file is {kind}, not plain text",
            Place(shown_as),
            "save it as plain text (UTF-8) in the program that made it",
        )
        return Source(shown_as, ""), (problem,)
    text, problems = characters(data, shown_as)
    raw = Source(shown_as, text.replace("\r\n", "\n").replace("\r", "\n"))
    if long := tuple(_long_lines(raw)):
        return Source(shown_as, ""), (*problems, *long)
    damaged = any(problem.is_error for problem in problems)  # U+FFFD is reported already
    forbidden = [*_forbidden_characters(raw)]
    found = [problem for problem in forbidden if not (damaged and problem.code == CHARACTER_LOST)]
    clean = Source(shown_as, _FORBIDDEN.sub(LOST, raw.text)) if forbidden else raw
    return clean, (*problems, *found)


def _long_lines(source: Source) -> Iterator[Problem]:
    if max(map(len, source.lines)) <= LONGEST_LINE:
        return
    for number, line in enumerate(source.lines, 1):
        if len(line) > LONGEST_LINE:
            yield error(
                "line-too-long",
                f"a line of {len(line)} characters; {LONGEST_LINE} are the most",
                Place(source.path, number),  # the line itself would fill the screen
                "break it: in a text file a paragraph may go over many lines",
            )


def _forbidden_characters(source: Source) -> Iterator[Problem]:
    # What is forbidden is not printable, but for the sign of loss; this is told much faster.
    is_lossy = LOST in source.text
    spaces = str.maketrans(_SPACES, " " * len(_SPACES))
    matches = (
        (match, number)
        for number, line in enumerate(source.lines, 1)
        if (is_lossy and LOST in line)
        or not (line.isprintable() or line.translate(spaces).isprintable())
        for match in _FORBIDDEN.finditer(line)
    )
    for match, number in itertools.islice(matches, MOST_CHARACTER_PROBLEMS):
        place = source.place(number, match.start() + 1)
        if match[0] == LOST:
            yield error(
                CHARACTER_LOST,
                "a character was lost here before the file was saved (U+FFFD stands for it)",
                place,
                "look the word up where it comes from and write it again",
            )
        else:
            yield _control(match[0], "the text", place)


def value_problems(text: str, what: str, place: Place) -> tuple[Problem, ...]:
    """Problems with the characters of one value, which `what` names in messages.

    A value may have been written with escapes, so looking at the file is not enough.
    """
    invisible = (
        warning(
            "invisible-character",
            f"{what} has an invisible character, {named(character)}",
            place,
            "delete it if it is not meant",
        )
        for character in dict.fromkeys(_INVISIBLE.findall(text))
    )
    controls = dict.fromkeys(_FORBIDDEN.findall(text.replace(LOST, "").replace("\n", "")))
    return (
        *(_control(character, what, place) for character in controls),
        *(
            _direction(Severity.ERROR, character, what, place)
            for character in dict.fromkeys(_DIRECTION.findall(text))
        ),
        *invisible,
    )


def direction_warnings(source: Source, first_line: int) -> Iterator[Problem]:
    """A warning for each character from `first_line` on that changes the writing direction."""
    for number, line in enumerate(source.lines[first_line - 1 :], first_line):
        for match in _DIRECTION.finditer(line):
            place = source.place(number, match.start() + 1)
            yield _direction(Severity.WARNING, match[0], "the text", place)


def named(character: str) -> str:
    """The character as `U+202E right-to-left override`."""
    name = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X} {name}".rstrip()


def _control(character: str, what: str, place: Place) -> Problem:
    return error(
        "control-character",
        f"{what} has a control character, {named(character)}",
        place,
        "delete it; some editors show it as an empty box or not at all",
    )


def _direction(severity: Severity, character: str, what: str, place: Place) -> Problem:
    return Problem(
        severity,
        "direction-character",
        f"{what} has a character that changes the writing direction, {named(character)}",
        place,
        "delete it: the direction is set from the letters, and such characters can disguise a name",
    )
