"""Finds keys of the header that contradict one another, or the text below them."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from ..edition import Edition
from ..reading.phrases import quoted
from ..rolls.scripts import script_of, script_of_language
from ..rules import find
from .values import place_of
from .vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Place, Problem
    from ..letter import Letter

# The sheet that each window is made for.
_SHEETS = {"din-5008-b": "A4", "sn-010130-left": "A4", "sn-010130-right": "A4", "us-10": "Letter"}
_COMMAS = ",،，"
_COLONS = ":!"  # behind which a close may have a comma ("Dear Mr. Secretary:")
_SAMPLE = 4000  # characters of the text by which its script is known
_CONSENT = """\
give the list a column visibility: withheld, addressee or public, as each has answered
or, if only organisations sign, write below “signatories:”
kind: organisation
or say in the header on what ground all may be named, which is printed in no file
named-because: …"""
_MOST = 0.8  # of its letters


def header_problems(letter: Letter, edition: Edition) -> Iterator[Problem]:
    """The contradictions between the keys of a letter's header."""
    yield from _sheet(letter)
    yield from _commas(letter)
    yield from _confidential(letter, edition)
    yield from _script(letter)
    yield from _consent(letter)


def _sheet(letter: Letter) -> Iterator[Problem]:
    page = letter.header.page
    made_for = _SHEETS.get(page.window)
    if made_for and made_for != page.size:
        message = f"the window {page.window} is for {made_for}, and the sheet is {page.size}"
        yield find("window-sheet", message, place_of(letter, ("page", "window")))


def _commas(letter: Letter) -> Iterator[Problem]:
    """English closes what it opens with a comma in the same way; other languages don't."""
    header = letter.header
    if header.valediction is None or not header.language.startswith("en"):
        return
    if header.salutation.rstrip().endswith(tuple(_COLONS)):
        return
    opens, closes = (
        text.rstrip().endswith(tuple(_COMMAS)) for text in (header.salutation, header.valediction)
    )
    if opens != closes:
        ending = "a comma" if opens else "no comma"
        other = "none" if opens else "one"
        message = (
            f"the salutation ends with {ending}, and {quoted(header.valediction)} with {other}"
        )
        yield find("valediction-comma", message, place_of(letter, ("valediction",)))


def _confidential(letter: Letter, edition: Edition) -> Iterator[Problem]:
    stated = letter.header.classification
    if edition is Edition.PRESS and stated and _confidences().search(stated):
        message = f"a file for journalists is classified {quoted(stated)}"
        yield find("press-confidential", message, place_of(letter, ("classification",)))


def _consent(letter: Letter) -> Iterator[Problem]:
    """Persons are named in public on a ground; names in confidence are in no file to pass round."""
    place = place_of(letter, ("signatories",)) or _start(letter)
    unasked = sum(each.kind != "organisation" and not each.is_asked for each in letter.signatories)
    ground = letter.header.named_because
    if letter.roll.audience == "public" and unasked and not re.search(r"\w", ground or ""):
        who = (
            "signatory who may be a person is"
            if unasked == 1
            else "signatories who may be persons are"
        )
        message = f"{unasked:,} {who} named in public, and nothing says that they agree"
        yield find("consent-unsaid", message, place, _CONSENT)
    if letter.roll.is_confidential and letter.header.status == "sign-on":
        message = "a text to sign, which is passed around, would hold names given in confidence"
        yield find("confidence-in-sign-on", message, place)


@cache
def _confidences() -> re.Pattern[str]:
    """What a classification says that is not for everybody."""
    words = "|".join(map(re.escape, vocabulary("classification")["confidential"]))
    return re.compile(words, re.IGNORECASE)


def _script(letter: Letter) -> Iterator[Problem]:
    """A text that is hardly written in the letters of the stated language is of another one."""
    language = letter.header.language
    scripts = [script_of(each) for each in letter.body.text[:_SAMPLE] if each.isalpha()]
    if not scripts:
        return
    script, times = Counter(scripts).most_common(1)[0]
    if script and script != script_of_language(language) and times > _MOST * len(scripts):
        message = f"the letter’s language is {quoted(language)}, which is not written like its text"
        yield find("language-script", message, place_of(letter, ("language",)) or _start(letter))


def _start(letter: Letter) -> Place:
    return letter.body.source.place(letter.body.first_line)
