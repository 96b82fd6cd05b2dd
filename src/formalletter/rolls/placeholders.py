r"""Puts the counts into a text: `{{ signatories.count }}`, and a few more.

The list of values and formats is closed; nothing in it is executed.  `\{{` is no placeholder
but the braces themselves, as Markdown has it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..diagnostics import error
from ..reading.phrases import did_you_mean, listed, quoted
from .spelling import in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ..diagnostics import Place, Problem
    from ..letter import Body
    from ..roll import Roll
    from ..wording import Wording

VALUES: dict[str, Callable[[Roll], int]] = {
    "signatories.count": lambda roll: roll.total,
    "signatories.organisations": lambda roll: roll.organisations,
    "signatories.individuals": lambda roll: roll.individuals,
    "signatories.countries": lambda roll: roll.countries,
}
_NOUNS = {
    "signatories.count": "signatories",
    "signatories.organisations": "organisations",
    "signatories.individuals": "individuals",
    "signatories.countries": "countries",
}
FORMATS = ("digits", "words", "counted", "counted-in-words")
PLACEHOLDER = re.compile(r"(?<!\\)\{\{(?P<inside>[^{}\n]*)\}\}")
_OPENING = re.compile(r"(?<!\\)\{\{")


class Filled(NamedTuple):
    """A body with its placeholders replaced; `values` are the names of those that it uses."""

    body: Body
    values: frozenset[str]
    problems: tuple[Problem, ...]


def fill(body: Body, roll: Roll, wording: Wording) -> Filled:
    """The body with the numbers in it, line for line as it was."""
    problems: list[Problem] = []
    used: set[str] = set()
    lines = body.text.split("\n")
    for index, line in enumerate(lines):
        number = body.first_line + index

        def replaced(found: re.Match[str], number: int = number) -> str:
            place = body.source.place(number, found.start() + 1, len(found[0]))
            name, _, form = (part.strip() for part in found["inside"].partition("|"))
            text = _text(name, form or FORMATS[0], roll, wording, place)
            if not isinstance(text, str):
                problems.append(text)
                return found[0]
            used.add(name)
            return text

        for opening in _OPENING.finditer(PLACEHOLDER.sub(_blank, line)):
            place = body.source.place(number, opening.start() + 1, 2)
            hint = "write }} behind it in the same line, or \\{{ where braces are meant"
            message = "the placeholder that starts here has no end"
            problems.append(error("placeholder-unclosed", message, place, hint))
        lines[index] = PLACEHOLDER.sub(replaced, line)
    return Filled(replace(body, text="\n".join(lines)), frozenset(used), tuple(problems))


def header_problems(
    values: Mapping[str, object], places: Mapping[tuple[str | int, ...], Place]
) -> Iterator[Problem]:
    """An error for each value of the header, by its key in the file, that has a placeholder."""
    for key, value in values.items():
        if any(PLACEHOLDER.search(text) for text in _texts(value)):
            message = f"“{key}” has a placeholder, which only the letter’s text may have"
            hint = "write the number, or leave it out"
            yield error("placeholder-in-header", message, places.get((key,)), hint)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def without(text: str) -> str:
    """The text with blanks in the place of its placeholders, character for character."""
    return PLACEHOLDER.sub(_blank, text)


def _blank(found: re.Match[str]) -> str:
    return "\u00a6" * len(found[0])


def _text(name: str, form: str, roll: Roll, wording: Wording, place: Place) -> str | Problem:
    """What stands for a placeholder, or what is wrong with it."""
    if name not in VALUES:
        message = f"there is no placeholder {quoted(name)}"
        hint = did_you_mean(name, tuple(VALUES), f"there are {listed(tuple(VALUES), 'and')}")
        return error("placeholder-unknown", message, place, hint)
    if form not in FORMATS:
        message = f"a number can’t be written as {quoted(form)}"
        hint = did_you_mean(form, FORMATS, f"the formats are {listed(FORMATS, 'and')}")
        return error("placeholder-format", message, place, hint)
    number = VALUES[name](roll)
    if form == "digits":
        return wording.number(number)
    if form == "counted":
        return wording.counted(_NOUNS[name], number)
    return _spelt(name, number, wording, place, with_noun=form != "words")


def _spelt(
    name: str, number: int, wording: Wording, place: Place, *, with_noun: bool
) -> str | Problem:
    # Beside a noun of the catalogue stand words of the catalogue's language, in its gender.
    language = "en" if with_noun and wording.is_fallback else wording.language
    rules = wording.spelling(_NOUNS[name]) if with_noun else ""
    words = None if rules is None else in_words(number, language, rules)
    if words is None:
        behind = " that agree with a noun" if with_noun else ""
        message = f"there are no words for numbers{behind} in {quoted(wording.language)}"
        hint = "write “counted”, which has digits" if with_noun else "use digits"
        return error("placeholder-words", message, place, hint)
    return wording.counted(_NOUNS[name], number, shown=words) if with_noun else words
