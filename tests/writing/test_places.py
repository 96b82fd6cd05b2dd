"""Every command that writes, tried on every kind of place: nobody's work is lost."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from formalletter.cli import app


@pytest.mark.parametrize("name", ["names.pdf", "names.docx", "names"])
def test_a_proof_is_written_only_to_a_file_that_says_so(
    make_letter, tmp_path, name: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    make_letter()
    result = CliRunner().invoke(app, ["signatories", "proof", "letter", "-o", name])
    assert result.exit_code == 2
    assert "the endings are .txt, .md and .markdown: -o names.txt" in result.stderr
    assert not (tmp_path / name).exists()


def test_the_code_of_it_is_explained():
    result = CliRunner().invoke(app, ["check", "--explain", "output-ending"])
    assert result.exit_code == 0
