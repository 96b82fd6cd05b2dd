"""What becomes of annexes that cost the document a claim: `claims:` in the header decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import error, note
from ..errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..assembling import Assembled
    from ..diagnostics import Problem
    from ..foreign import TakenIn
    from ..letter import Letter
    from .desk import Form, Forms

_FORMS: dict[str, Form] = {"picture": "pictures", "attach": "attached"}
_SAID: dict[Form, str] = {
    "pictures": "is merged as pictures of its pages, with its text behind them",
    "attached": "is attached as it is, and a page stands for it",
}
_HINTS: dict[Form, str] = {
    "attached": "all that is in the file goes along, comments, hidden text and a password too",
}


def first_forms(letter: Letter, taken: Mapping[int, TakenIn]) -> tuple[Forms, tuple[Problem, ...]]:
    """The forms to begin with, and a note on each.

    A signed file that may be attached is, or its signature would be lost.
    """
    forms: Forms = {
        index: "attached"
        for index, item in taken.items()
        if item.facts.signed and letter.annexes[index].annex.claims == "attach"
    }
    return forms, _notes(letter, forms, "is signed")


def other_forms(
    letter: Letter, assembled: Assembled, forms: Forms
) -> tuple[Forms, tuple[Problem, ...]]:
    """The annexes that take another form because they cost a claim, and a note on each.

    Raises `InputError` if one of them is to stop the build.
    """
    blamed = assembled.blamed
    stops = [
        error(
            "annex-stops",
            f"annex {letter.annexes[index].label} costs the file a claim; “claims: stop” is set",
            letter.annexes[index].place,
            "ask for a file that keeps the standard, or set “claims: drop”, “picture” or “attach”",
        )
        for index in sorted(blamed)
        if letter.annexes[index].annex.claims == "stop"
    ]
    if stops:
        raise InputError([*assembled.problems, *stops])
    changed: Forms = {
        index: _FORMS[claims]
        for index in sorted(blamed)
        if (claims := letter.annexes[index].annex.claims) in _FORMS
        and forms.get(index) != _FORMS[claims]
        and letter.annexes[index].pdf is not None
    }
    return changed, _notes(letter, changed, "can't keep the standards")


def _notes(letter: Letter, forms: Forms, why: str) -> tuple[Problem, ...]:
    return tuple(
        note(
            "annex-form",
            f"annex {letter.annexes[index].label} {why} and {_SAID[form]}",
            letter.annexes[index].place,
            _HINTS.get(form),
        )
        for index, form in forms.items()
    )
