"""Imports an open letter: from a text file to the folder of a letter.

Plain text or Markdown goes in; `letter.md` and `signatories.csv` come out, with every word
of the source, and a report of what was not sure.  Word files and the like belong elsewhere.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from formalletter.diagnostics import Place, error, note, warning
from formalletter.errors import InputError
from formalletter.writing import make_folder, refusal

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from formalletter.diagnostics import Problem
    from formalletter.letter import Source

    from .recognising import Parts

_LARGEST_SOURCE = 5_000_000  # bytes; a letter of 20,000 signatories has about 1 MB
_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mkd", ".mdown"})


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import has written and found; `problems` are warnings and notes."""

    files: tuple[Path, ...]
    title: tuple[str, ...]
    date: dt.date | None
    paragraphs: int
    signatories: int
    problems: tuple[Problem, ...]


def import_letter(source: Path, folder: Path) -> Imported:
    """Write the letter in the text file `source` as the new folder `folder`.

    Raises InputError, and writes nothing, if the source can't be read, the folder is there
    already, or a word would be lost.
    """
    text, problems = _read(source, folder)
    markdown = source.suffix.lower() in _MARKDOWN_SUFFIXES

    from . import proof, recognising, writing

    parts = recognising.recognise(text, markdown=markdown)
    letter = writing.letter_text(parts, markdown=markdown)
    signatories = writing.signatories_text(parts.names)
    proof.prove(text, letter, signatories, markdown=markdown)
    files = {writing.LETTER: letter}
    if parts.names:
        files[writing.SIGNATORIES] = signatories
    return Imported(
        files=make_folder(folder, files),
        title=tuple(part.text for part in parts.opening.title if part.text),
        date=parts.opening.date.date if parts.opening.date else None,
        paragraphs=sum(any(line.has_words for line in block) for block in parts.text),
        signatories=len(parts.names),
        problems=(*problems, *parts.problems, *_missing(parts, text)),
    )


def _read(source: Path, folder: Path) -> tuple[Source, tuple[Problem, ...]]:
    """The text of the source; all that stands against the import is raised at once."""
    from formalletter.reading.text import decode

    shown_as = str(source)
    problems = [problem for problem in (refusal(folder),) if problem]
    data = _bytes(source)
    if not isinstance(data, bytes):
        raise InputError([*problems, data])
    text, found = decode(data, shown_as)
    problems += found
    if not text.text.strip() and not any(problem.is_error for problem in found):
        problems.append(error("import-empty", "there is nothing in this file", Place(shown_as)))
    if any(problem.is_error for problem in problems):
        raise InputError(problems)
    return text, tuple(problems)


def _bytes(source: Path) -> bytes | Problem:
    """The bytes of a regular file of a sensible size, or why there are none."""
    place = Place(str(source))
    try:
        # Non-blocking, so that a pipe can't hold us up.
        descriptor = os.open(source, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
        with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor, no path
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return error("import-irregular", "this is not a file but a pipe or device", place)
            data = file.read(_LARGEST_SOURCE + 1)
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        return error("import-unreadable", f"can't read the file: {reason.lower()}", place)
    if len(data) > _LARGEST_SOURCE:
        limit = _LARGEST_SOURCE // 1_000_000
        return error("import-too-large", f"the file is larger than {limit} MB", place)
    return data


def _missing(parts: Parts, source: Source) -> list[Problem]:
    """What the source does not say, or does not say clearly."""
    problems: list[Problem] = []
    if parts.opening.date and parts.opening.date_line and parts.opening.date.trouble:
        place = source.place(parts.opening.date_line.number, 1, len(parts.opening.date_line.text))
        message = f"the date was left out: {parts.opening.date.trouble}"
        problems.append(
            warning("import-date", message, place, "write it as 2022-03-08 in letter.md")
        )
    sought = {
        "title": parts.opening.title,
        "date": parts.opening.date,
        "salutation": parts.opening.salutation,
        "list of signatories": parts.names,
    }
    for name, found in sought.items():
        if not found:
            message = f"no {name} was found"
            where = "signatories.csv, one name a row" if name.startswith("list") else "the header"
            hint = f"look for it in letter.md, and move it to {where}"
            problems.append(warning("import-not-found", message, Place(source.path), hint))
    problems.append(_to_complete(parts, source))
    return problems


def _to_complete(parts: Parts, source: Source) -> Problem:
    said = {
        "valediction": parts.valediction,
        "place": parts.opening.date and parts.opening.date.place,
    }
    unsaid = ["recipient's name and address", *(key for key, value in said.items() if not value)]
    languages = parts.opening.date.languages if parts.opening.date else ()
    if len(languages) != 1:
        unsaid.append("language")
    return note(
        "import-unsaid",
        f"the source does not say: {', '.join(unsaid)}",
        Place(source.path),
        "complete the header of letter.md",
    )
