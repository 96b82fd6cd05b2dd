"""Every input that is refused: a folder in `rejected/`, and beside it the whole report.

The reports are what a person reads, so they are compared to the letter.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from formalletter.errors import InputError
from formalletter.letter import Header
from formalletter.reading import read_letter
from formalletter.reporting import draw
from formalletter.rules import all_rules

# Those that are named after a rule can be read; test_rules.py looks at them.
FOLDERS = sorted(
    path
    for path in (Path(__file__).parent / "rejected").iterdir()
    if path.is_dir() and path.name not in all_rules()
)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_report_says_all_that_is_wrong(folder: Path):
    with pytest.raises(InputError) as refused:
        read_letter(folder, shown_as=folder.name)
    report = folder.with_suffix(".txt").read_text(encoding="utf-8")
    report = report.replace("{unnamed}", str(len(Header.model_fields) - 12))  # twelve are named
    assert draw(refused.value.problems, colour=False) + "\n" == report
    assert refused.value.exit_code == 1


def test_there_is_a_report_for_every_folder_and_no_other():
    assert len(FOLDERS) > 80
    reports = {path.stem for path in FOLDERS[0].parent.glob("*.txt")}
    assert reports - set(all_rules()) == {folder.name for folder in FOLDERS}
