"""`formalletter annex inspect`: what a PDF is, and what would become of it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from typer.testing import CliRunner, Result

from formalletter import assets
from formalletter.cli import app

if TYPE_CHECKING:
    import pytest

CORPUS = Path(__file__).parents[1] / "corpus" / "files"
TABLE = assets.content_folder() / "ohchr-xinjiang-2022" / "annexes" / "un-mechanisms.pdf"


def inspect(file: Path | str, answer: str | None = None) -> Result:
    return CliRunner().invoke(app, ["annex", "inspect", str(file)], input=answer)


def test_a_good_file_is_told_in_a_few_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(TABLE, "table.pdf")
    done = inspect("table.pdf")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        "table.pdf: PDF 1.6, 1 page, tagged, made by LibreOffice 7.4\n"
        "  pages         297 × 210 mm: 1\n"
        "  read          by its own tags: 1\n"
        "  kept          3 bookmarks\n"
        "  stamp         top right, clear on all pages\n"
        "  can claim     PDF/A-2a\n"
        "                PDF/UA-1\n"
    )


def test_what_would_be_removed_and_what_it_could_not_claim():
    done = inspect(CORPUS / "fonts-unembedded.pdf")
    assert done.exit_code == 0
    assert "  not embedded  Helvetica\n" in done.stdout
    assert "  can claim     nothing\n" in done.stdout
    assert "page 1: warning: the file can't claim" in done.stderr
    assert "the font Helvetica is not embedded (ISO 14289-1, 7.21.4.1; ISO 19005-2" in done.stderr


def test_attached_files_are_listed():
    done = inspect(CORPUS / "attachments.pdf")
    assert "  attached      figures.csv (" in done.stdout
    assert "                clip.txt (19 bytes)\n" in done.stdout
    assert "goes without its attached files: figures.csv, note.txt and clip.txt" in done.stderr


def test_what_would_be_refused_is_refused_with_its_reason():
    done = inspect(CORPUS / "damaged-html.pdf")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "damaged-html.pdf is" in done.stderr
    assert "hint: " in done.stderr


def test_a_cover_of_other_files_is_described_and_refused():
    result = inspect(CORPUS / "portfolio.pdf")
    assert result.exit_code == 1
    assert "portfolio.pdf is a portfolio" in result.stderr
    assert "PDF 1.7, 1 page" in result.stdout
    assert "attached" in result.stdout
    assert result.stdout.endswith("refused       it can't be merged as it is\n")
    assert "goes without" not in result.stderr


def test_a_password_is_asked_for_on_a_terminal_only():
    done = inspect(CORPUS / "encrypted-user-aes-256.pdf", answer="whatever")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "password" in done.stderr


def test_a_file_that_is_not_there_is_one_line():
    done = inspect("nothing.pdf")
    assert done.exit_code == 1
    assert "there is no file “nothing.pdf”" in done.stderr
