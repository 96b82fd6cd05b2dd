"""The starter letter explains every key and builds as it stands."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from formalletter.checking.agreement import header_problems
from formalletter.checking.passages import passages
from formalletter.checking.unfinished import unfinished
from formalletter.checking.vocabulary import vocabulary
from formalletter.edition import Edition
from formalletter.errors import InputError
from formalletter.reading import read_letter
from formalletter.rolls import letter_for
from formalletter.schema import letter_schema
from formalletter.starting import new_letter

if TYPE_CHECKING:
    from pathlib import Path


def test_files_of_a_new_letter(tmp_path: Path) -> None:
    files = new_letter(tmp_path / "letter")

    assert [path.name for path in files] == ["letter.md", "signatories.csv", "letter.schema.json"]
    assert sorted(path.name for path in (tmp_path / "letter").iterdir()) == sorted(
        path.name for path in files
    )


def test_editors_find_the_schema(tmp_path: Path) -> None:
    letter, _, schema = new_letter(tmp_path / "letter")

    lines = letter.read_text(encoding="utf-8").split("\n")
    assert lines[:2] == ["---", f"# yaml-language-server: $schema=./{schema.name}"]
    assert json.loads(schema.read_text(encoding="utf-8")) == letter_schema()


def test_starter_reads_without_any_problem(tmp_path: Path) -> None:
    new_letter(tmp_path / "letter")

    letter, problems = read_letter(tmp_path / "letter")

    assert problems == ()
    assert letter.header.status == "draft"
    assert len(letter.signatories) == 10


def properties(schema: object) -> set[str]:
    """The names of all properties of a schema, those of its parts included."""
    if isinstance(schema, list):
        return set().union(*map(properties, schema))
    if not isinstance(schema, dict):
        return set()
    return set(schema.get("properties", {})).union(*map(properties, schema.values()))


def test_every_key_of_the_header_is_explained(tmp_path: Path) -> None:
    text = new_letter(tmp_path / "letter")[0].read_text(encoding="utf-8")
    keys = properties(letter_schema())

    assert {"our-reference", "signature", "logo", "columns", "fold-marks", "title"} <= keys
    assert [
        key for key in sorted(keys) if not re.search(rf"^[ #-]*{key}:", text, re.MULTILINE)
    ] == []


def test_commented_keys_are_valid_once_the_comment_is_taken_away(tmp_path: Path) -> None:
    """What an author does: take the # away.  Only what is named, files and columns, is missing."""
    letter = new_letter(tmp_path / "letter")[0]
    text = letter.read_text(encoding="utf-8")
    text = re.sub(r"^( *)# (?!yaml-)((?:  )*(?:- )?[a-z-]+:|  )", r"\1\2", text, flags=re.MULTILINE)
    letter.write_text(text, encoding="utf-8")

    with pytest.raises(InputError) as caught:
        read_letter(tmp_path / "letter")

    assert {problem.code for problem in caught.value.problems if problem.is_error} == {
        "file-missing",
        "list-column-missing",
    }


def test_existing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="never overwritten"):
        new_letter(tmp_path)


def test_what_is_left_of_the_starter_stops_a_final_letter(tmp_path: Path) -> None:
    """Whoever changes most of it at midnight overlooks an address."""
    letter = new_letter(tmp_path / "letter")[0]
    text = letter.read_text(encoding="utf-8").replace("status: draft", "status: final")
    letter.write_text(text, encoding="utf-8")
    read, _ = read_letter(tmp_path / "letter")
    told = [each.message for each in unfinished(read, tuple(passages(read)))]
    for words in vocabulary("starter")["phrases"]:
        assert any(words in message for message in told), words
    letter.write_text(text.replace("status: final", "status: draft"), encoding="utf-8")
    read, _ = read_letter(tmp_path / "letter")
    assert list(unfinished(read, tuple(passages(read)))) == []


def test_the_starter_takes_nobodys_consent_for_granted(tmp_path: Path) -> None:
    letter, list_, _ = new_letter(tmp_path / "letter")
    text = letter.read_text(encoding="utf-8").replace("status: draft", "status: final")
    letter.write_text(text, encoding="utf-8")
    list_.write_text("name\nAda Lake\nBo River\n", encoding="utf-8")
    read, _ = read_letter(tmp_path / "letter")
    shown, _ = letter_for(read, "public")
    assert "consent-unsaid" in {each.code for each in header_problems(shown, Edition.PRESS)}
