"""Reads the files that the header lists as annexes, and checks what it says of them.

The bytes of a PDF are only fetched here: whether they are a sound PDF is the business of the
`intake`.  A Markdown annex and a transcript have no header: their text starts at line 1.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple

from ..annex import Annex
from ..diagnostics import error, warning
from ..letter import Body, Enclosed
from .annex_pages import page_problem
from .door import LARGEST_ANNEX, LARGEST_TEXT
from .phrases import listed, quoted
from .text import decode, direction_warnings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..annex import AnnexLabels
    from ..diagnostics import Place, Problem
    from ..letter import Header
    from .door import Door
    from .yaml_header import KeyPath, Plain, Tree

ANNEXES: Final = "annexes"
LARGEST_TOGETHER = 1_000_000_000  # bytes of all PDFs; they are held in memory
_PDF, _MARKDOWN = ".pdf", ".md"
_ONLY_FOR_PDF = (
    *("transcript", "pages", "password-variable", "alternatives"),
    *("forms", "shrink", "attachments", "claims"),
)
_FENCE = "---"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_LETTERS = 26


class _Files(NamedTuple):
    """What the files of one annex hold."""

    pdf: bytes | None = None
    body: Body | None = None
    transcript: Body | None = None


def read_annexes(
    tree: Tree, header: Header | None, door: Door
) -> tuple[tuple[Enclosed, ...], tuple[Problem, ...]]:
    """The annexes with what is in their files, and all that is wrong with them.

    The files are looked at even where the header is faulty; then there are no annexes.
    """
    entries = tree.data.get(ANNEXES)
    given = {
        number: entry
        for number, entry in enumerate(entries if isinstance(entries, list) else ())
        if isinstance(entry, dict)
    }
    problems: list[Problem] = [*_repeated(given, tree)]
    files: dict[int, _Files] = {}
    room = LARGEST_TOGETHER
    for number, entry in given.items():
        files[number] = _read(number, entry, tree, door, problems)
        room -= len(files[number].pdf or b"")
        if room < 0:
            message = f"the annexes are larger than {LARGEST_TOGETHER // 1_000_000} MB together"
            place = tree.place((ANNEXES, number, "file"))
            problems.append(error("annexes-too-large", message, place, "send some beside it"))
            break
    if header is None or room < 0:
        return (), tuple(problems)
    annexes = tuple(
        Enclosed(
            annex,
            annex_label(number + 1, header.annex_labels),
            tree.place((ANNEXES, number, "file")),
            *files[number],
        )
        for number, annex in enumerate(header.annexes)
    )
    return annexes, tuple(problems)


def annex_label(number: int, style: AnnexLabels) -> str:
    """What the annex with a number (from 1) is called: A … Z, AA …; 1, 2 …; or I, II …."""
    if style == "numbers":
        return str(number)
    label = ""
    if style == "roman":
        for value, numeral in _ROMAN:
            label += numeral * (number // value)
            number %= value
        return label
    while number:
        number, letter = divmod(number - 1, _LETTERS)
        label = chr(ord("A") + letter) + label
    return label


def _read(
    number: int, entry: Mapping[str, Plain], tree: Tree, door: Door, problems: list[Problem]
) -> _Files:
    path: KeyPath = (ANNEXES, number)
    file, transcript = entry.get("file"), entry.get("transcript")
    problems += page_problem(entry.get("pages"), tree.place((*path, "pages")))
    files = _Files()
    if isinstance(file, str):
        place = tree.place((*path, "file"))
        if file.lower().endswith(_PDF):
            data = door.read(file, limit=LARGEST_ANNEX, asked_by=place)
            files = _Files(pdf=data) if isinstance(data, bytes) else files
            problems += () if isinstance(data, bytes) else (data,)
        elif file.lower().endswith(_MARKDOWN):
            problems += _not_for_markdown(entry, path, tree)
            files = _Files(body=_markdown(file, door, place, problems, entry.get("title")))
        else:
            message = f"an annex is a PDF or Markdown file, which {quoted(file)} is not"
            hint = f"its name ends in {listed((_PDF, _MARKDOWN))}"
            problems.append(error("annex-format", message, place, hint))
    if isinstance(transcript, str):
        place = tree.place((*path, "transcript"))
        if transcript.lower().endswith(_MARKDOWN):
            return files._replace(transcript=_markdown(transcript, door, place, problems))
        message = f"a transcript is a Markdown file, which {quoted(transcript)} is not"
        hint = f"its name ends in {_MARKDOWN}"
        problems.append(error("annex-transcript-format", message, place, hint))
    return files


def _not_for_markdown(entry: Mapping[str, Plain], path: KeyPath, tree: Tree) -> Iterator[Problem]:
    for name, info in Annex.model_fields.items():
        key = info.alias or name
        if key in _ONLY_FOR_PDF and key in entry and entry[key] != info.default:
            yield error(
                "annex-key-not-for-markdown",
                f"{quoted(key)} is for a PDF, and this annex is a Markdown file",
                tree.keys.get((*path, key)),
                "take the line out, or give a PDF as the file",
            )


def _markdown(
    file: str, door: Door, asked_by: Place, problems: list[Problem], title: object = None
) -> Body | None:
    """The text of a Markdown file, without a first heading that only says the title again."""
    data = door.read(file, limit=LARGEST_TEXT, asked_by=asked_by)
    if not isinstance(data, bytes):
        problems.append(data)
        return None
    source, found = decode(data, door.shown(file))
    problems += found
    filled = [number for number, line in enumerate(source.lines, 1) if line.strip()]
    first = 1
    if filled and _says(source.lines[filled[0] - 1], title):
        first = filled[0] + 1
    text = "\n".join(source.lines[first - 1 :])
    if not text.strip():
        if not any(problem.is_error for problem in found):
            hint = "write its text, or take the annex out of the header"
            problems.append(error("annex-empty", "the file has no text", source.place(first), hint))
        return None
    if source.lines[filled[0] - 1].rstrip() == _FENCE:
        message = "a header is not read here; it is set as text"
        hint = "delete it: what an annex is stands in the letter's header"
        problems.append(warning("annex-header", message, source.place(filled[0], 1, 3), hint))
    problems += direction_warnings(source, first)
    return Body(text, source, first)


def _says(line: str, title: object) -> bool:
    """Whether a line is a heading (`# Title`) with the words of the title."""
    heading = re.fullmatch(r" {0,3}#[ \t]+(.*?)[ \t]*#*[ \t]*", line)
    if heading is None or not isinstance(title, str):
        return False
    return heading[1].casefold().split() == title.casefold().split()


def _repeated(entries: Mapping[int, Mapping[str, Plain]], tree: Tree) -> Iterator[Problem]:
    """A warning for each annex with the title, or with the file and pages, of one before."""
    titles: dict[str, int] = {}
    files: dict[tuple[PurePosixPath, str], int] = {}
    for number, entry in entries.items():
        title, file = entry.get("title"), entry.get("file")
        if isinstance(title, str):
            earlier = titles.setdefault(" ".join(title.casefold().split()), number)
            if earlier != number:
                yield warning(
                    "annex-title-twice",
                    f"annex {earlier + 1} of the list has this title, too",
                    tree.place((ANNEXES, number, "title")),
                    "give each a title that tells it from the others",
                )
        if isinstance(file, str):
            key = (PurePosixPath(file), str(entry.get("pages")))
            if (earlier := files.setdefault(key, number)) != number:
                yield warning(
                    "annex-file-twice",
                    f"annex {earlier + 1} of the list is this file, too",
                    tree.place((ANNEXES, number, "file")),
                    "delete one of them if that is not meant",
                )
