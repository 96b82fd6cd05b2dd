"""Runs of other scripts, and the languages that may be told from them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formalletter.composing.scripts import Run, language_of, runs


def in_latin(character: str) -> bool:
    return character < "\u0370" or "\u2010" <= character <= "\u2027"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Human Rights Watch", [("Human Rights Watch", None)]),
        ("Fellowship 華人團契", [("Fellowship ", None), ("華人團契", "Hani")]),
        ("日本ウイグル協会 (JUA)", [("日本ウイグル協会", "Hani"), (" (JUA)", None)]),
        ("ئۇيغۇر ئاكادېمىيىسى", [("ئۇيغۇر ئاكادېمىيىسى", "Arab")]),
        ("A שלום עולם B", [("A ", None), ("שלום עולם", "Hebr"), (" B", None)]),
        ("བོད་ཀྱི་ ལས", [("བོད་ཀྱི་ ལས", "Tibt")]),
        # A closing bracket has the script of its opening one (UAX #24, 5.2).
        ("جمعية (فرع)", [("جمعية (فرع)", "Arab")]),
        ("(جمعية) فرع", [("(جمعية) فرع", "Arab")]),
        (
            "Forum (جمعية) فرع",
            [("Forum (", None), ("جمعية", "Arab"), (")", None), (" فرع", "Arab")],
        ),
    ],
)
def test_runs_end_where_the_script_does(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [tuple(run) for run in runs(text, in_latin)] == expected


@given(st.text())
def test_no_character_is_lost(text: str) -> None:
    assert "".join(run.text for run in runs(text, in_latin)) == text


@pytest.mark.parametrize(
    ("text", "script", "stated", "language"),
    [
        ("華人基督徒公義團契", "Hani", None, "zh-Hant"),
        ("中国人权", "Hani", None, "zh-Hans"),
        ("人民", "Hani", None, "zh"),
        ("日本ウイグル協会", "Hani", None, "ja"),
        ("위구르", "Hang", None, "ko"),
        ("人民", "Hani", "ja", "ja"),
        ("人民", "Hani", "en", "zh"),
        ("བོད", "Tibt", None, "bo"),
        ("ئۇيغۇر", "Arab", None, None),
        ("ئۇيغۇر", "Arab", "ug", "ug"),
        ("Amnesty", None, "fr", None),
    ],
)
def test_language_is_told_only_without_doubt(
    text: str, script: str | None, stated: str | None, language: str | None
) -> None:
    assert language_of(Run(text, script), stated) == language


def test_direction_follows_the_script() -> None:
    assert Run("ئۇيغۇر", "Arab").right_to_left
    assert not Run("中国", "Hani").right_to_left
