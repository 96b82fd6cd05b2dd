"""What the tests of the content rules share: a letter of a few lines, and what is found in it."""

from __future__ import annotations

from pathlib import Path

from formalletter.checking.passages import Passage, passages
from formalletter.diagnostics import Problem
from formalletter.letter import Letter
from formalletter.reading import read_letter
from formalletter.rolls import letter_for

HEADER = {
    "title": "A letter",
    "date": "2022-03-08",
    "recipient": "{office: High Commissioner}",
    "salutation": "Madam,",
}


def read(folder: Path, body: str = "A paragraph.", **header: str) -> tuple[Letter, list[Passage]]:
    """A letter of this body, written into `folder`, and its passages.

    Keys of the header have underscores for hyphens.
    """
    values = HEADER | {key.replace("_", "-"): value for key, value in header.items()}
    lines = "".join(f"{key}: {value}\n" for key, value in values.items())
    (folder / "letter.md").write_text(f"---\n{lines}---\n{body}\n", encoding="utf-8")
    letter, problems = read_letter(folder)
    assert not any(problem.is_error for problem in problems), problems
    letter, _ = letter_for(letter, "public")
    return letter, list(passages(letter))


def shown(problem: Problem) -> str:
    """The characters that a problem underlines."""
    place = problem.place
    assert place is not None
    assert place.source is not None
    assert place.column is not None
    return place.source[place.column - 1 : place.column - 1 + place.width]
