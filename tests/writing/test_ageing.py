"""A finished file that is older than its letter is named, each time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from formalletter import writing
from formalletter.writing import record


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    folder = tmp_path / "letter"
    folder.mkdir()
    (folder / "letter.md").write_text("text", encoding="utf-8")
    return folder


def older(letter: Path) -> list[str]:
    return [Path(str(problem.place)).name for problem in writing.older(letter)]


def test_what_was_made_before_a_change_is_older(letter, tmp_path):
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    writing.replace_folder(out / "letter", {"a.pdf": b"a"}, owner=letter)
    writing.replace_files({elsewhere / "b.pdf": b"b"}, owner=letter)
    assert older(letter) == []
    (letter / "signatories.decisions.yaml").write_text("one has withdrawn", encoding="utf-8")
    assert older(letter) == ["b.pdf", "letter"]
    assert {problem.code for problem in writing.older(letter)} == {"finished-older"}
    writing.replace_files({elsewhere / "b.pdf": b"c"}, owner=letter)
    assert older(letter) == ["letter"]
    writing.replace_folder(out / "letter", {"a.pdf": b"b"}, owner=letter, keep=1)
    assert older(letter) == ["letter (earlier 1)"]


def test_what_is_gone_or_another_s_is_not_named(letter, tmp_path):
    files = {tmp_path / name: b"made" for name in ("gone.pdf", "other.pdf", "there.pdf")}
    writing.replace_files(files, owner=letter)
    (letter / "letter.md").write_text("another text", encoding="utf-8")
    (tmp_path / "gone.pdf").unlink()
    (tmp_path / "other.pdf").write_bytes(b"somebody's")
    assert older(letter) == ["there.pdf"]


def test_what_is_made_within_the_folder_does_not_age_the_letter(letter):
    writing.replace_files({letter / "out" / "a.pdf": b"a"}, owner=letter)
    writing.replace_files({letter / "out" / "b.pdf": b"b"}, owner=letter)
    (letter / ".hidden").write_bytes(b"")
    (letter / "letter.md~").write_bytes(b"")
    assert older(letter) == []


def test_the_record_of_an_earlier_version_is_read(letter, tmp_path):
    writing.replace_files({tmp_path / "a.pdf": b"a"}, owner=letter)
    path = letter / record.FOLDER / "written.json"
    plain = json.loads(path.read_text(encoding="utf-8"))
    del plain["made-of"]
    path.write_text(json.dumps(plain), encoding="utf-8")
    (letter / "letter.md").write_text("another text", encoding="utf-8")
    assert older(letter) == []
    writing.replace_files({tmp_path / "a.pdf": b"b"}, owner=letter)
