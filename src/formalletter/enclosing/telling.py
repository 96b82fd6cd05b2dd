"""What the intake of the annexes had to say, each thing told once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from ..diagnostics import Severity, note
from ..reading.phrases import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..diagnostics import Problem
    from ..foreign import TakenIn
    from ..letter import Enclosed, Letter
    from .desk import Forms

_UNDESCRIBED = "annex-figure-undescribed"


def intake_problems(
    letter: Letter, taken: Mapping[int, TakenIn], forms: Forms
) -> tuple[Problem, ...]:
    """What holds of the files as they were merged; nothing of those that are only attached."""
    merged = {index: item for index, item in taken.items() if forms.get(index) != "attached"}
    found = {index: _of_pages(item) for index, item in merged.items()}
    files = [
        problem
        for index, item in merged.items()
        for problem in _attached_files(letter.annexes[index], item)
    ]
    return (*told_once(letter, found), *files)


def _of_pages(item: TakenIn) -> tuple[Problem, ...]:
    """What was said of a file; a scan of text needs a transcript, not a description of images."""
    is_scan = all(page.kind == "picture" and page.looks_written for page in item.facts.pages)
    return tuple(
        problem for problem in item.problems if not (is_scan and problem.code == _UNDESCRIBED)
    )


def told_once(letter: Letter, found: Mapping[int, Sequence[Problem]]) -> Iterator[Problem]:
    """The problems by the indexes of their annexes, placed; one that several have is told once."""
    same: dict[tuple[Severity, str, str, str | None], list[int]] = defaultdict(list)
    first: dict[tuple[Severity, str, str, str | None], Problem] = {}
    for index, problems in found.items():
        annex = letter.annexes[index]
        for problem in dict.fromkeys(problems):
            # What is said behind the file's name; each error stays with its own file.
            name = "" if problem.is_error else annex.annex.file
            said = problem.message.replace(name, "", 1)
            key = (problem.severity, problem.code, said, problem.hint)
            same[key].append(index)
            first.setdefault(key, replace(problem, place=annex.place))
    for key, problem in first.items():
        others = [letter.annexes[index].label for index in same[key][1:]]
        if others:
            noun = "annex" if len(others) == 1 else "annexes"
            message = f"{problem.message}; the same holds of {noun} {listed(others, 'and')}"
            yield replace(problem, message=message)
        else:
            yield problem


def _attached_files(enclosed: Enclosed, item: TakenIn) -> Iterator[Problem]:
    """Which files were attached to an annex, and what became of them."""
    for kept, said, hint in (
        (True, "keeps its attached files", None),
        (False, "goes without its attached files", "“attachments: true” keeps them"),
    ):
        names = [file.name for file in item.facts.attachments if file.kept is kept]
        if names and (kept or not enclosed.annex.attachments):  # else the intake said why
            message = f"{enclosed.annex.file} {said}: {listed(names, 'and')}"
            yield note("annex-attachments", message, enclosed.place, hint)
