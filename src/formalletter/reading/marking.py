"""What tells one signatory from another besides the name: numbers, and never the cells.

An e-mail address that two rows share says that they are of one person, and two offices say
that they are of two.  The cells that say so are private: what leaves this module is which rows
have the same, by numbers in the order of the rows, and no digest that could be tried on.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from ..signatory import NO_MARKS, Marks
from .discretion import is_answer
from .heads import plain, role_of, unaccented

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .lists.sheet import Sheet

Telling = Literal["one", "apart", "both"]
"""Whether equal cells say that two rows are of one person, unequal ones that they are of two."""

_EMAIL = re.compile(r"(?:mailto:)?<?([^\s@<>(),;:]+@[^\s@<>(),;:]+\.[^\W\d_]{2,})>?")
_LINK = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)+/\S*[^\s/])/?")
_PHONE = re.compile(r"(?:\+|00?)?[\d(][\d\s()./-]{6,20}\d")
_SHAPES = {"e-mail": _EMAIL, "link": _LINK, "phone": _PHONE}
# What people write into a field that must be filled; the address of nobody, or of many.
_NOBODYS = re.compile(
    r"(?:mailto:)?<?(?:n/?a|no|none|nobody|noemail|no-?mail|no-?reply|test|anon\w*|x+|abc|unknown)@"
    r"|[^@]*@(?:none|no|nomail|noemail|email|test|na|xx+)\.\w+>?$"
)
_TIME = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?!\d)|\d{1,2}:\d\d")
_LONGEST_NUMBER = 15  # digits
_TIME_OF_DAY = re.compile(r"\d:\d\d")
_TELLING: tuple[Telling, ...] = ("both", "one", "apart")
_FEWEST_DIGITS = 8
_MOST_CHARACTERS = 500  # of a cell that is looked at; a longer one tells nobody apart
_LEAST_OF_SHAPE = 0.6  # of the cells of a column that is filled: addresses, links, numbers
_QUALTRICS = '{"ImportId"'
_DEEPEST_HEAD = 3  # rows below the first in which a further head may stand


def marks_of(sheet: Sheet, roles: Mapping[int, str], name: int) -> Sequence[Marks]:
    """The marks of each row; `roles` says what each known column is for, `name` which has names."""
    others = [column for column in range(len(sheet.heads)) if column != name]
    heads = _further_heads(sheet, name)
    if not others and not heads:
        return [NO_MARKS] * len(sheet.rows)
    numbers: dict[object, int] = {}
    ones: list[set[int]] = [set() for _ in sheet.rows]
    aparts: list[list[int]] = [[] for _ in sheet.rows]
    for column in others:
        texts = [row[column].strip() if column < len(row) else "" for row in sheet.rows]
        head, role = sheet.heads[column], roles.get(column)
        telling, shape = _telling(head, role, texts)
        if telling is None:
            continue
        for row, text in enumerate(texts):
            key = _key(text, shape)
            number = numbers.setdefault((shape or column, key), len(numbers) + 1) if key else 0
            if number and telling != "apart":
                ones[row].add(number)
            if telling != "one":
                aparts[row].append(number)
    return [
        Marks(frozenset(one), tuple(apart), whole, row in heads)
        for row, (one, apart, whole) in enumerate(
            zip(ones, aparts, _wholes(sheet, name), strict=True)
        )
    ]


def _telling(
    head: str, role: str | None, texts: Sequence[str]
) -> tuple[Telling | None, str | None]:
    """What a column tells, and of which shape its cells are, where they are of one."""
    filled = [text for text in dict.fromkeys(texts) if text]
    if not filled or role in _TAKEN:
        return None, None
    if role == "time-stamp":  # with the time of day: one entry, exported twice
        return ("one" if all(_TIME_OF_DAY.search(text) for text in filled) else None), None
    for shape, pattern in _SHAPES.items():
        fitting = sum(_fits(pattern, shape, text) for text in filled)
        if fitting >= _LEAST_OF_SHAPE * len(filled):
            return "both", shape
    return _by_head(head) or (None if _is_of_entry(head, texts) else "apart"), None


# Of these the signatory itself has the value, or they say nothing of who somebody is.
_TAKEN = {"name", "kind", "country", "organisation", "visibility", "sort-key", "language"} | {
    *("script", "date-signed", "group"),
}


def _fits(pattern: re.Pattern[str], shape: str, text: str) -> bool:
    if len(text) > _MOST_CHARACTERS or not pattern.fullmatch(text):
        return False
    return shape != "phone" or sum(sign.isdigit() for sign in text) >= _FEWEST_DIGITS


def _by_head(head: str) -> Telling | None:
    return next((telling for telling in _TELLING if _names_one(head, telling)), None)


def _names_one(head: str, of: str) -> bool:
    """Whether one of these words is in a head."""
    joined = plain(head)
    words = set(joined.split())
    return any(
        word in words if word.isascii() and " " not in word else word in joined
        for word in _words(of)
    )


def _is_of_entry(head: str, texts: Sequence[str]) -> bool:
    """Whether a column is about the entry and not about who made it: who signs twice has two.

    Times, running numbers, answers to questions, remarks.
    """
    filled = [text for text in texts if text]
    if _names_one(head, "of-entries") or sum(map(is_answer, filled)) * 3 >= len(filled):
        return True
    if all(map(_TIME.match, filled)):
        return True
    is_number = all(text.isdecimal() and len(text) <= _LONGEST_NUMBER for text in filled)
    return is_number and all(int(one) + 1 == int(other) for one, other in pairwise(filled))


@cache
def _words(of: str) -> frozenset[str]:
    text = resources.files(__package__).joinpath("marking.toml").read_text(encoding="utf-8")
    fold = unaccented if of == "below-heads" else plain
    return frozenset(fold(word) for words in tomllib.loads(text)[of].values() for word in words)


def _key(text: str, shape: str | None) -> str:
    """The form in which two cells are compared; empty where the cell says nothing."""
    if len(text) > _MOST_CHARACTERS or not any(sign.isalnum() for sign in text):
        return ""
    if _NOBODYS.match(text.casefold()):
        return ""
    if shape in _SHAPES:
        found = _SHAPES[shape].fullmatch(text)
        if found is None:
            return ""
        if shape == "phone":
            return "".join(sign for sign in text if sign.isdigit()).lstrip("0")
        return found[1].casefold()
    return "" if plain(text) in _words("nothing") else plain(text)


def _wholes(sheet: Sheet, name: int) -> Iterator[int]:
    """For each row the number of the first that is equal in every cell; 0 for names alone."""
    first: dict[tuple[str, ...], int] = {}
    for row, cells in enumerate(sheet.rows):
        texts = tuple(cell.strip() for cell in cells)
        if any(text for column, text in enumerate(texts) if column != name):
            yield first.setdefault(texts, row + 1)
        else:
            yield 0


def _further_heads(sheet: Sheet, name: int) -> set[int]:
    """The rows below the first that are heads, too, as some forms export them."""
    found: set[int] = set()
    for row, cells in enumerate(sheet.rows[:_DEEPEST_HEAD]):
        texts = [cell.strip() for cell in cells]
        if any(text.startswith(_QUALTRICS) for text in texts):
            return set(range(row + 1))
        known = [unaccented(text) in _words("below-heads") for text in texts if text]
        is_name_known = name < len(texts) and unaccented(texts[name]) in _words("below-heads")
        if known and (all(known) or is_name_known or _are_heads(texts)):
            found.add(row)
    return found


def _are_heads(texts: Iterable[str]) -> bool:
    """Whether all cells that are filled, two at least, are heads that everybody uses."""
    filled = [text for text in texts if text]
    return len(filled) > 1 and all(role_of(text) for text in filled)
