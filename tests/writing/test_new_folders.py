"""New folders appear whole or not at all, and never over another."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from formalletter.errors import InputError
from formalletter.writing import folders, make_folder

FILES = {"letter.md": "one\n", "signatories.csv": "name\r\né\n"}


def test_files_are_written_as_they_are(tmp_path: Path) -> None:
    paths = make_folder(tmp_path / "letters" / "new", FILES)

    assert paths == tuple(tmp_path / "letters" / "new" / name for name in FILES)
    assert [path.read_bytes() for path in paths] == [text.encode() for text in FILES.values()]
    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["new"]


def test_others_may_read_the_folder_as_the_umask_says(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        make_folder(tmp_path / "new", FILES)
    finally:
        os.umask(before)

    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o750
    assert (tmp_path / "new" / "letter.md").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("kind", ["folder", "file", "dangling link"])
def test_nothing_is_overwritten(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "new"
    if kind == "folder":
        folder.mkdir()
    elif kind == "file":
        folder.write_text("here before")
    else:
        folder.symlink_to(tmp_path / "nowhere")

    with pytest.raises(InputError) as caught:
        make_folder(folder, FILES)

    assert [problem.code for problem in caught.value.problems] == ["folder-exists"]
    assert list(tmp_path.iterdir()) == [folder]


def test_interrupted_folder_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(source: Path, target: Path) -> None:
        assert (source / "letter.md").exists()
        raise KeyboardInterrupt(target)

    monkeypatch.setattr(folders, "rename_new", interrupt)

    with pytest.raises(KeyboardInterrupt):
        make_folder(tmp_path / "new", FILES)

    assert list(tmp_path.iterdir()) == []


def test_folder_below_a_file_is_refused_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(InputError, match="can't make the folder: ") as caught:
        make_folder(tmp_path / "file" / "new", FILES)

    assert caught.value.exit_code == 1
