"""The proof that an import loses nothing fails when something is lost."""

from __future__ import annotations

import pytest

from formalletter.errors import InputError
from formalletter.importing.proof import prove
from formalletter.importing.recognising import recognise
from formalletter.importing.writing import letter_text, signatories_text
from formalletter.letter import Source

SOURCE = Source(
    "source.txt",
    "**One\ntwo**\n\n8 March 2022\n\nDear X,\n\n"
    "The *first* paragraph of the text.\n\n- an item\n- an item\n\n"
    "Sincerely,\n\nSignatories (2):\n\n1. Ada Keeper\n2. Ben - Keeper\n",
)
PARTS = recognise(SOURCE, markdown=False)
LETTER = letter_text(PARTS, markdown=False)
SIGNATORIES = signatories_text(PARTS.names)


def faults(letter: str, signatories: str) -> list[tuple[str, int | None]]:
    with pytest.raises(InputError) as caught:
        prove(SOURCE, letter, signatories, markdown=False)
    return [
        (problem.code, problem.place.line if problem.place else None)
        for problem in caught.value.problems
    ]


def test_whole_import_passes() -> None:
    prove(SOURCE, LETTER, SIGNATORIES, markdown=False)


@pytest.mark.parametrize(
    ("lost", "line"),
    [
        ("  two\n", 2),
        ("  # in the source: 8 March 2022", 4),
        ("salutation: Dear X,\n", 6),
        ("The *first* paragraph of the text.", 8),
        ("- an item\n", 11),  # the second of two equal lines
        ("valediction: Sincerely,\n", 13),
    ],
)
def test_lost_line_of_the_letter(lost: str, line: int) -> None:
    assert LETTER.count(lost) >= 1

    assert faults(LETTER.replace(lost, "", 1), SIGNATORIES) == [("import-lost", line)]


def test_lost_name() -> None:
    assert faults(LETTER, SIGNATORIES.replace("Ada Keeper\n", "")) == [("import-lost", 17)]


@pytest.mark.parametrize(
    ("was", "became"),
    [("Ada", "Ade"), ("Ben - Keeper", "Ben Keeper"), ("Ben - Keeper", "Ben – Keeper")],
)
def test_changed_name(was: str, became: str) -> None:
    codes = [code for code, _ in faults(LETTER, SIGNATORIES.replace(was, became))]

    assert codes == ["import-lost", "import-added"]


def test_added_words() -> None:
    assert faults(LETTER + "More.\n", SIGNATORIES) == [("import-added", None)]
    assert faults(LETTER, SIGNATORIES + "Ada Keeper\n") == [("import-added", None)]


def test_header_that_can_not_be_read() -> None:
    with pytest.raises(InputError, match="could not be read back"):
        prove(SOURCE, LETTER.replace("title: |-", "title: ["), SIGNATORIES, markdown=False)
