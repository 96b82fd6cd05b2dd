"""A file appears whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from formalletter.errors import DeliveryError
from formalletter.writing import replace_file


@pytest.fixture
def deliver(tmp_path: Path) -> Callable[[bytes, Path], None]:
    """Writes a file for one letter."""
    owner = tmp_path / "content" / "letter"
    owner.mkdir(parents=True)

    def written(data: bytes, path: Path) -> None:
        replace_file(path, data, owner=owner)

    return written


def test_file_and_its_folder_appear(deliver, tmp_path: Path) -> None:
    path = tmp_path / "out" / "letter.pdf"
    deliver(b"whole", path)
    assert path.read_bytes() == b"whole"
    assert os.listdir(path.parent) == ["letter.pdf"]  # noqa: PTH208 (hidden files too)


def test_permissions_follow_the_umask(deliver, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    old = os.umask(0o027)
    try:
        deliver(b"x", path)
    finally:
        os.umask(old)
    assert path.stat().st_mode & 0o777 == 0o640


def test_earlier_file_stays_when_writing_fails(
    deliver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "letter.pdf"
    deliver(b"earlier", path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DeliveryError) as caught:
        deliver(b"later", path)
    assert "no space left" in caught.value.problems[0].message
    assert path.read_bytes() == b"earlier"
    assert sorted(os.listdir(tmp_path)) == ["content", "letter.pdf"]  # noqa: PTH208


def test_folder_that_can_t_be_made_is_one_clear_problem(deliver, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(DeliveryError) as caught:
        deliver(b"x", tmp_path / "out" / "letter.pdf")
    (problem,) = caught.value.problems
    assert problem.place is not None
    assert (problem.place.path or "").endswith("letter.pdf")


def test_there_is_no_partial_file_while_it_is_written(
    deliver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system can, the bytes have no name until they are all there."""
    seen: list[set[str]] = []
    monkeypatch.setattr(os, "fsync", lambda _: seen.append({*os.listdir(tmp_path)}))  # noqa: PTH208
    deliver(b"whole", tmp_path / "letter.pdf")
    assert seen
    if hasattr(os, "O_TMPFILE"):
        assert seen[0] == {"content"}
    assert all(not name.startswith("letter") for name in seen[0])


def test_it_is_delivered_where_files_need_names(
    deliver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    deliver(b"whole", tmp_path / "letter.pdf")
    assert (tmp_path / "letter.pdf").read_bytes() == b"whole"
    assert sorted(os.listdir(tmp_path)) == ["content", "letter.pdf"]  # noqa: PTH208
