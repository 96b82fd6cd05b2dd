"""Cells that a spreadsheet would run: written harmless, and printed as they are."""

from __future__ import annotations

import csv
import io
import itertools

import pytest

from formalletter.importing import import_letter
from formalletter.reading import read_letter
from formalletter.reading.door import Door
from formalletter.reading.formulas import guarded, unguarded
from formalletter.reading.signatories import read_signatories

NAMES = ["=cmd|' /C calc'!A0", "=HYPERLINK(1)", "+972 Example", "@ Work Group", "＝1+1"]


def test_every_cell_comes_back_and_none_is_run():
    for length in range(6):
        for signs in itertools.product("'=-a", repeat=length):
            text = "".join(signs)
            written = guarded(text)
            assert unguarded(written) == text
            assert written[:1] not in tuple("=+-@\t\r＝＋－＠")


@pytest.mark.parametrize("text", ["'+Peace' Network", "’Round the Lake", "'Ohana Group", "d'=x"])
def test_apostrophes_of_a_name_stay(text):
    assert guarded(text) == unguarded(text) == text


def test_an_import_writes_no_formula_says_so_and_prints_the_name(tmp_path):
    source = tmp_path / "letter.txt"
    names = "\n".join(f"- {name}" for name in NAMES)
    source.write_text(f"A title\n\nDear Madam,\n\nWe write.\n\nSignatories:\n\n{names}\n- One\n")
    imported = import_letter(source, tmp_path / "letter")
    told = [each for each in imported.problems if each.code == "import-formula"]
    assert len(told) == len(NAMES)
    written = (tmp_path / "letter" / "signatories.csv").read_text("utf-8")
    cells = [row[0] for row in csv.reader(io.StringIO(written))]
    assert [cell[0] for cell in cells] == ["n", *"'" * len(NAMES), "O"]
    rows, _ = read_signatories(Door(tmp_path / "letter", ""), "signatories.csv")
    assert [each.name for each in rows] == [*NAMES, "One"]


def test_a_guarded_cell_in_any_column_is_meant_without_its_apostrophe(make_letter):
    folder = make_letter("We write.\n", header="signatories: {kind: individual}\n")
    text = "name;role;country\nOne;'=Chair;KE\n'-Two;'n Boss;\n"
    (folder / "signatories.csv").write_text(text, encoding="utf-8")
    letter, _ = read_letter(folder)
    assert [(each.name, each.role) for each in letter.signatories] == [
        ("One", "=Chair"),
        ("-Two", "'n Boss"),
    ]
