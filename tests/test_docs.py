"""The documents say what the program does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
from typer.testing import CliRunner

from formalletter.cli import app
from formalletter.schema import letter_schema

if TYPE_CHECKING:
    import pytest

DOCS = Path(__file__).parents[1] / "docs"


def keys(schema: object) -> set[str]:
    """The names of all properties of a schema, those of its parts included."""
    if isinstance(schema, list):
        return set().union(*map(keys, schema))
    if not isinstance(schema, dict):
        return set()
    own = set(schema.get("properties", {}))
    return own.union(*map(keys, schema.values()))


def test_every_key_of_the_header_is_explained() -> None:
    text = (DOCS / "letter.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"`([a-z-]+)`", text))
    wanted = keys(letter_schema())
    assert {"title", "window", "fold-marks", "signature", "stationery"} <= wanted
    assert wanted - explained == set()


def test_the_way_from_a_web_form_to_the_printed_list_is_as_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (DOCS / "signatories.md").read_text(encoding="utf-8")
    text = text.partition("### From a web form to the printed list")[2].partition("\n## ")[0]
    blocks = re.findall(r"```(\w+)\n(.*?)```", text, re.DOTALL)
    rows, header, told, commands, addressed, published = (block for _, block in blocks)
    body = re.findall(r"^    (We, .*)$", text, re.MULTILINE)[0]
    least = "title: A\ndate: 2022-03-08\nstatus: final\nsalutation: Madam,\nrecipient: {name: B}\n"
    (tmp_path / "letter.md").write_text(f"---\n{least}{header}---\n{body}\n", encoding="utf-8")
    (tmp_path / "responses.csv").write_text(rows, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    assert run(app, ["signatories", "check"]).stdout == told
    for command in commands.splitlines():
        done = run(app, command.partition("#")[0].split()[1:])
        assert done.exit_code == 0, done.output
    files = [f"{tmp_path.name}-delivery-in-confidence.pdf", f"{tmp_path.name}-press.pdf"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == files
    for file, names in zip(files, (addressed, published), strict=True):
        pages = pypdf.PdfReader(tmp_path / "out" / file).pages
        words = " ".join(" ".join(page.extract_text() for page in pages).split())
        assert "We, four signatories, write." in words
        assert " ".join(names.split()) in words
