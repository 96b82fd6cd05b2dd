"""Faults put into a copy of the seed letter: all are found, each in its place, none is invented.

Faults of the content are put into one copy, those of the pages into another by a style of the
letter's own; what no letter can bring about, the `broken.py` of a rule's case does to the
finished bytes (`tests/rejected`).
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest
from rule_cases import broken

from formalletter import pipeline

TESTS = Path(__file__).parent
SEED = TESTS.parent / "content" / "ohchr-xinjiang-2022"
pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Fault:
    """A rule's code; what of letter.md becomes what; where in that the finding's place begins."""

    code: str
    old: str
    new: str
    at: str


CONTENT = [
    Fault("salutation-honorific", "  honorific:", "  honorific: His Excellency", "Madam High"),
    Fault("valediction-comma", "valediction:", "valediction: Yours sincerely", "Yours"),
    Fault(
        "number-contradicts-list",
        "We, the undersigned human rights organisations,",
        "We, the 205 undersigned organisations,",
        "205",
    ),
    Fault("date-weekday", "last year to", "last year, on Monday, 9 March 2021, to", "Monday"),
    Fault("bracket-unpaired", "(the Uyghur region).", "(the Uyghur region.", "(the Uyghur region."),
    Fault("word-doubled", "The release of the", "The release of the the", "the the report"),
    Fault("dash-typed", "is essential – to", "is essential -- to", "-- to"),
    Fault("space-before-mark", "detention, torture,", "detention , torture,", " , torture"),
    Fault("date-impossible", "since 2017 to root", "since 31 June 2017 to root", "31 June"),
    Fault("quotation-unpaired", "“terrorism”", "“terrorism", "“terrorism"),
    Fault(
        "link-malformed",
        "Treaty Bodies have",
        "[Treaty Bodies](https://www.ohchr..org/) have",
        "https://www.ohchr..org/",
    ),
    Fault("spelling-variety", "relative silence", "relative color and silence", "color"),
    Fault(
        "link-as-typed",
        "in December the report",
        "in December ([its words] (https://www.ohchr.org/words)) the report",
        "[its words]",
    ),
    Fault("annex-unknown", "Victims and", "As Annex D shows, victims and", "Annex D"),
    Fault("body-html", "deserve justice", "deserve<br> justice", "<br>"),
    Fault(
        "name-misspelt",
        "UN Human Rights Council on",
        "UN Human Rights Council and the World Uygur Congress on",
        "World Uygur",
    ),
    Fault("text-unfinished", "matter of urgency.", "matter of urgency by [date].", "[date]"),
    # The keys stand in place of other lines, so that all lines keep their numbers.
    Fault("dates-contradict", "  heading: Signatories ", "  published: 2022-03-01 ", "2022-03-01"),
    Fault("profile-pages", "# Words of the letter itself.", "profile: ministry", "ministry"),
    Fault("window-sheet", "# Not of the published letter:", "page: {window: us-10}  #", "us-10"),
    Fault(
        "image-without-text",
        "They and their families",
        "![](images/dots.svg) They and their families",
        "images/dots.svg",
    ),
    Fault(
        "link-ambiguous",
        "situation in that region over",
        "situation in that region ([one](https://www.un.org/a), [one](https://www.un.org/b)) over",
        "https://www.un.org/b",
    ),
    Fault(
        "heading-skips-level",
        "Accountability can wait no longer.",
        "Accountability can wait no longer.\n\n## Our request\n\n#### In short\n\nPlease act.",
        "#### In short",
    ),
    Fault(
        "link-unused",
        "Please act.",
        "Please act.\n\n[report]: https://www.ohchr.org/report",
        "[report]",
    ),
]
DOTS = """\
<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4" cx="4" cy="4"/></svg>
"""
PROFILE = "title: Ministry\nsource: its letter of 1 March 2022\nmax-pages: 5\n"
# Each rule of a style with the codes and pages of what is seen of it.  The last one moves the
# names from page 2 to page 4.
STYLE = {
    ".recipient { color: #aaa }": {("contrast-low", 1)},
    ".salutation { font-size: 6.5pt }": {("type-small", 1)},
    ".names li:nth-child(5) { padding-top: 0.8pt }": {("baseline-off", 4)},
    ".signatories h2 { break-after: page }": {("heading-stranded", 3)},
}
# What is done to the finished bytes, by the case of a rule, and the page that is named.
BYTES = {
    "file-active": None,
    "file-attachment": None,
    "file-dates": None,
    "file-labels": None,
    "file-language": None,
    "file-leftover": 1,
    "file-metadata": None,
    "file-private": None,
    "file-title": None,
    "font-not-embedded": None,
    "table-headers": 5,
    "words-broken": 1,
}


@lru_cache(maxsize=1)
def untouched() -> pipeline.Checked:
    return pipeline.check(SEED)


def copy(tmp_path: Path) -> tuple[Path, str]:
    """A copy of the seed letter, and the text of its letter.md."""
    folder = tmp_path / SEED.name
    shutil.copytree(SEED, folder)
    return folder, (folder / "letter.md").read_text(encoding="utf-8")


def own(problems) -> set[tuple[str, int | None]]:
    """What is found in the seed letter as it is, by code and line."""
    return {(each.code, each.place.line if each.place else None) for each in problems}


def test_there_are_thirty_of_different_kinds():
    codes = {fault.code for fault in CONTENT} | set(BYTES)
    codes |= {code for found in STYLE.values() for code, _ in found}
    assert len(codes) == len(CONTENT) + len(STYLE) + len(BYTES) >= 30


def test_faults_of_the_content(tmp_path: Path):
    folder, text = copy(tmp_path)
    for fault in CONTENT:
        assert text.count(fault.old) == 1, fault
        text = text.replace(fault.old, fault.new)
    (folder / "letter.md").write_text(text, encoding="utf-8")
    (folder / "images").mkdir()
    (folder / "images" / "dots.svg").write_text(DOTS, encoding="utf-8")
    (folder / "profiles").mkdir()
    (folder / "profiles" / "ministry.yaml").write_text(PROFILE, encoding="utf-8")
    seeded = set()
    for fault in CONTENT:
        before = text[: text.index(fault.at)]
        column = len(before) - before.rfind("\n")
        seeded.add((fault.code, before.count("\n") + 1, column))
    known = own(untouched().problems) - {("wants-valediction", None)}
    problems = pipeline.check(folder).problems
    found = [each for each in problems if each.place and (each.code, each.place.line) not in known]
    # What is told of a whole line has no column.
    assert {(each.code, each.place.line, each.place.column or 1) for each in found} == seeded
    assert known <= own(problems)


def test_faults_of_the_pages(tmp_path: Path):
    folder, text = copy(tmp_path)
    assert text.count("\nstatus: final\n") == 1
    text = text.replace("\nstatus: final\n", "\nstatus: final\nstyle: seeded\n")
    (folder / "letter.md").write_text(text, encoding="utf-8")
    (folder / "styles").mkdir()
    rules = "\n".join(['@import "classic.css";', *STYLE])
    (folder / "styles" / "seeded.css").write_text(rules, encoding="utf-8")
    found = {
        (each.code, each.place.page)
        for each in pipeline.check(folder).problems
        if each.place and each.place.page
    }
    assert found == set().union(*STYLE.values())


@pytest.mark.parametrize("code", BYTES)
def test_faults_of_the_finished_bytes(code: str):
    made = untouched().made
    assert made is not None
    pdf = broken(TESTS / "rejected" / code / "broken.py")(made.pdf)
    found = pipeline.look_at(made, pdf)
    assert {(each.code, each.place.page if each.place else None) for each in found} == {
        (code, BYTES[code])
    }
