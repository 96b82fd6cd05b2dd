"""Every code that the program can print is explained, and is shown by some test."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import pytest
from printed_codes import CODE, printed_codes

from formalletter.errors import InputError
from formalletter.reading import read_letter
from formalletter.rules import all_codes, all_rules, explained

TESTS = Path(__file__).parent
READING = sorted(set(all_codes()) - set(all_rules()))

# No input is known that brings these about: the program, a library or the machine is at fault,
# or another check comes first.  They are kept apart so that their number can't grow unseen.
NOT_BY_INPUT = {
    "annex-pages-missing",
    "assembling-pdf",
    "assembling-reference",
    "decisions-not-written",
    "header-faulty",
    "typesetting-boxes",
    "typesetting-unsettled",
}

# Tests that tell what they bring about by its message, or by what it leads to.
SHOWN_BY = {
    "annex-page-undrawable": (
        "intake/test_drawing.py::test_a_page_that_cannot_be_drawn_has_no_room_and_makes_no_picture"
    ),
    "assembling-content": (
        "assembling/test_document.py::test_text_in_a_transparent_group_is_refused"
    ),
    "assembling-structure": (
        "assembling/test_document.py::test_two_elements_with_one_id_are_refused"
    ),
    "erase-failed": "signatories/test_erasing.py::test_a_list_is_the_same_but_for_the_row",
    "import-header": "importing/test_proof.py::test_header_that_can_not_be_read",
    "pack-claims": "packing/test_verifying.py::test_a_changed_pdf_is_looked_at_anew",
    "pack-contradiction": (
        "packing/test_verifying.py::test_lists_that_contradict_each_other_are_found"
    ),
    "pack-no-lists": "packing/test_verifying.py::test_a_list_that_is_lost_or_damaged_is_said",
    "pack-pages": "packing/test_verifying.py::test_a_changed_pdf_is_looked_at_anew",
    "program-fault": "cli/test_terminal_faults.py::test_no_traceback_is_shown_to_a_person",
    "pack-unreadable": "packing/test_verifying.py::test_a_hostile_zip_is_refused",
    "stdout-failed": "cli/test_building.py::test_full_disk_behind_stdout_is_said",
    "style-ignored": (
        "typesetting/test_process.py::test_wrong_rule_of_a_style_is_a_warning_with_its_place"
    ),
    "twin-annexes": "twins/test_parity.py::test_a_lost_annex_and_a_changed_one_are_found",
    "twin-counts": "twins/test_parity.py::test_a_wrong_count_is_found",
    "twin-language": "twins/test_parity.py::test_a_wrong_title_or_language_of_a_file_is_found",
    "twin-names": "twins/test_parity.py::test_a_lost_name_is_found",
    "twin-order": "twins/test_parity.py::test_one_changed_word_is_found",
    "twin-title": "twins/test_parity.py::test_a_wrong_title_or_language_of_a_file_is_found",
    "twin-unreadable": (
        "twins/test_parity.py::test_a_file_that_cannot_be_read_is_a_fault_not_a_traceback"
    ),
    "twin-words": "twins/test_parity.py::test_one_lost_word_is_found",
    "typesetting-failed": "typesetting/test_process.py::test_process_that_hangs_is_stopped",
    "typesetting-structure": "typesetting/test_structure.py::test_text_that_is_cut_off_is_an_error",
}


@lru_cache(maxsize=1)
def shown_by_reports() -> set[str]:
    """The codes of all that `rejected/` brings about."""
    found: set[str] = set()
    for folder in sorted((TESTS / "rejected").iterdir()):
        if folder.is_dir() and folder.name not in all_rules():
            try:
                _, problems = read_letter(folder)
            except InputError as fault:
                problems = fault.problems
            found |= {problem.code for problem in problems}
    return found


@lru_cache(maxsize=1)
def named_in_tests() -> set[str]:
    others = (path for path in TESTS.rglob("*.py") if path != Path(__file__))
    texts = (path.read_text(encoding="utf-8") for path in others)
    return {word for text in texts for word in re.findall(r"[a-z0-9-]+", text)}


def test_the_source_is_read():
    codes = printed_codes()
    assert len(codes) > 200
    assert codes["yaml-colon"] == "reading/yaml_faults.py"
    assert {"decisions-dropped", "header-pages", "list-date", "annex-removed"} <= set(codes)


def test_every_code_that_is_printed_is_explained():
    assert {code: where for code, where in printed_codes().items() if not _is_known(code)} == {}


def test_nothing_is_explained_that_is_never_printed():
    assert set(READING) - set(printed_codes()) == set()


@pytest.mark.parametrize("code", sorted(all_codes()))
def test_an_entry_is_short_and_whole(code: str):
    entry = explained(code)
    assert entry is not None
    assert CODE.fullmatch(code)
    assert len(entry.title) <= 100
    assert not entry.title.endswith(".")
    assert entry.why
    assert entry.mend


@pytest.mark.parametrize("code", READING)
def test_no_code_is_untested(code: str):
    known = shown_by_reports() | named_in_tests() | NOT_BY_INPUT | set(SHOWN_BY)
    assert code in known or _is_made_up(code, known)


@pytest.mark.parametrize("test", sorted(set(SHOWN_BY.values())))
def test_what_shows_a_code_is_there(test: str):
    file, _, name = test.partition("::")
    assert f"def {name}(" in (TESTS / file).read_text(encoding="utf-8")


def _is_known(code: str) -> bool:
    return explained(code) is not None or _is_made_up(code, set(all_codes()))


def _is_made_up(code: str, known: set[str]) -> bool:
    """Whether one of the known codes is of the form of `code`, in which `*` is put in later."""
    form = re.compile(re.escape(code).replace(r"\*", "[a-z-]+"))
    return "*" in code and any(form.fullmatch(each) for each in known)
