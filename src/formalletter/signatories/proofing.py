"""The names exactly as they will be printed, for the signatories' last corrections."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .. import assets
from ..composing.text import TextSetter
from ..diagnostics import error
from ..errors import InputError
from ..fonts import Coverage
from ..reading.decisions import decided
from ..rolls import further, in_confidence, make_roll, printed
from ..rolls.hidden_names import HiddenNames
from ..wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..roll import Roll
    from ..signatory import Audience, Signatory
    from .opening import OpenList

_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~&])")


def proof(opened: OpenList, audience: Audience, *, markdown: bool = False) -> str:
    """The printed names, one a line, grouped and in the order of the page.

    Only names that a file for `audience` shows; the others are counted, as the file does.
    Raises `InputError` where one of those stands in another row, as in an affiliation.
    """
    rows = [row for row in decided(opened.decisions, opened.signatories) if row is not None]
    settings = opened.settings
    roll = make_roll(rows, settings, audience, opened.language)
    wording = Wording(opened.language)
    fonts = Coverage(assets.fonts_folder(), opened.door.folder / "fonts")
    lines = [*_lines(roll, TextSetter(wording, fonts, 0), wording, markdown=markdown)]
    _stop_if_named(rows, audience, lines)
    unnamed = further(roll, settings, wording)
    return "".join(f"{line}\n" for line in (*lines, *(("", unnamed) if unnamed else ())))


def _stop_if_named(rows: Sequence[Signatory], audience: Audience, lines: Sequence[str]) -> None:
    found = next(HiddenNames(rows, audience).standing_in("\n".join(lines)), None)
    if found is not None:
        message = "the name of this row, which may not be shown, stands in what another row says"
        hint = "leave the column out that says it, with columns-named, or write it otherwise"
        raise InputError([error("name-in-text", message, found.signatory.place, hint)])


def _lines(roll: Roll, setter: TextSetter, wording: Wording, *, markdown: bool) -> Iterator[str]:
    if warning := in_confidence(roll, wording):
        yield from (f"**{warning}**" if markdown else warning, "")
    for number, group in enumerate(roll.groups):
        if group.heading is not None:
            if number:
                yield ""
            yield f"## {_escaped(group.heading)}" if markdown else group.heading
            yield ""
        for signatory in group.signatories:
            name = " ".join(setter.typographic_quotes(printed(signatory, wording)).split())
            yield f"- {_escaped(name)}" if markdown else name


def _escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)
