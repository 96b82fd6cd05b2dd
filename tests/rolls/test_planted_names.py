"""A hidden name that is planted anywhere, in any form, reaches no file for the public."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from rolls.planting import FORMS, NAMES, PLACES, planted, told, write
from soaking import parts

from formalletter import publishing
from formalletter.cli.building import selected
from formalletter.errors import FormalletterError

ABOUT_NAMES = {"name-in-text", "file-withheld-name", "attachment-unsearched"}


def outcome(number: int, folder: Path) -> tuple[str, str]:
    """What became of a letter, and where and how its name was planted."""
    draft, name, place, form = planted(number)
    write(draft, folder)
    what = f"{number}: {form} in {place}"
    how = publishing.How(folder, None, with_twins=True)
    try:
        products = publishing.make(
            how, lambda header: selected(None, None, header), lambda _: None, lambda _: None
        )
    except FormalletterError as fault:
        codes = {problem.code for problem in fault.problems if problem.is_error}
        return ("stopped" if codes & ABOUT_NAMES else f"stopped: {', '.join(codes)}"), what
    files = [data for each in products for data in (each.pdf, *each.twins.values())]
    files += [(each.stem + "".join(each.notices)).encode() for each in products]
    return ("told" if any(told(name, data) for data in files) else "dropped"), what


def test_there_are_enough_places_and_forms():
    assert len(PLACES) >= 60
    assert len(FORMS) >= 8
    assert all(told(name, FORMS[form](name).encode()) for name, _ in NAMES for form in FORMS)


@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.parametrize("numbers", parts(6, 1000, 20), ids=str)
def test_no_planted_name_passes(tmp_path: Path, numbers: range):
    found = [outcome(number, tmp_path / str(number)) for number in numbers]
    results = Counter(result.partition(":")[0] for result, _ in found)
    print(results, *(f"\n{result} {what}" for result, what in found))  # noqa: T201 (for the soak)
    assert [what for result, what in found if result == "told"] == []
    assert results["stopped"] + results["dropped"] >= len(found) // 2
