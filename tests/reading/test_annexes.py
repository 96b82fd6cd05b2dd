"""Annexes as they are read: their labels, their files, what is wrong with them."""

from __future__ import annotations

import pytest

from formalletter.diagnostics import Place
from formalletter.errors import InputError
from formalletter.reading import door, read_letter
from formalletter.reading.annex_pages import MOST_PAGES, page_indexes, page_problem
from formalletter.reading.annexes import annex_label

LETTER = """\
---
title: T
date: 2022-03-08
recipient: {name: N}
salutation: S,
annexes:
%s---
Text
"""


@pytest.fixture
def make(tmp_path):
    def make(annexes, **files):
        for name, data in {"letter.md": (LETTER % annexes).encode(), **files}.items():
            (tmp_path / name).write_bytes(data)
        return tmp_path

    return make


def codes(folder):
    with pytest.raises(InputError) as fault:
        read_letter(folder, shown_as="l")
    return [(str(problem.place), problem.code) for problem in fault.value.problems]


@pytest.mark.parametrize(
    ("style", "labels"),
    [
        ("letters", {1: "A", 26: "Z", 27: "AA", 52: "AZ", 53: "BA", 702: "ZZ", 703: "AAA"}),
        ("numbers", {1: "1", 12: "12"}),
        ("roman", {1: "I", 4: "IV", 9: "IX", 14: "XIV", 40: "XL", 1994: "MCMXCIV"}),
    ],
)
def test_labels(style, labels):
    assert {number: annex_label(number, style) for number in labels} == labels


def test_a_pdf_a_text_and_a_transcript(make):
    folder = make(
        "  - {title: One, file: a.pdf, transcript: a.md}\n  - {title: Two, file: b.md}\n"
        "annex-labels: roman\n",
        **{"a.pdf": b"%PDF bytes", "a.md": b"Said.\n", "b.md": b"First line.\n"},
    )
    letter, problems = read_letter(folder, shown_as="l")
    assert problems == ()
    one, two = letter.annexes
    assert (one.label, one.annex.title, one.pdf, one.body) == ("I", "One", b"%PDF bytes", None)
    assert (one.transcript.text, one.transcript.source.path) == ("Said.\n", "l/a.md")
    assert (one.place.line, one.place.column) == (7, 24)
    assert (two.label, two.pdf, two.transcript) == ("II", None, None)
    assert (two.body.text, two.body.first_line) == ("First line.\n", 1)


@pytest.mark.parametrize(
    ("text", "rest", "first_line"),
    [
        ("# The  report\n\nText\n", "\nText\n", 2),
        ("\n # the report #\nText", "Text", 3),
        ("## The report\nText", "## The report\nText", 1),
        ("# Another\nText", "# Another\nText", 1),
        ("Text\n# The report\n", "Text\n# The report\n", 1),
    ],
)
def test_a_heading_that_says_the_title_is_not_set_twice(make, text, rest, first_line):
    folder = make("  - {title: The report, file: a.md}\n", **{"a.md": text.encode()})
    (annex,) = read_letter(folder)[0].annexes
    assert (annex.body.text, annex.body.first_line) == (rest, first_line)


def test_a_text_with_a_header_is_reported(make):
    folder = make("  - {title: A, file: a.md}\n", **{"a.md": b"---\ntitle: A\n---\nText"})
    _, (problem,) = read_letter(folder, shown_as="l")
    assert (problem.code, str(problem.place), problem.is_error) == (
        "annex-header",
        "l/a.md:1:1",
        False,
    )


def test_files_are_looked_at_even_where_the_header_is_faulty(make):
    folder = make("  - {file: a.pdf}\n  - {title: B, file: b.md}\n", **{"b.md": b" \n"})
    assert codes(folder) == [
        ("l/letter.md:7:5", "header-missing-key"),
        ("l/letter.md:7:12", "file-missing"),
        ("l/b.md:1", "annex-empty"),
    ]


def test_a_file_that_is_too_large_is_refused(make, monkeypatch):
    monkeypatch.setattr("formalletter.reading.annexes.LARGEST_ANNEX", 5)
    assert door.LARGEST_ANNEX == 200_000_000
    folder = make("  - {title: A, file: a.pdf}\n", **{"a.pdf": b"%PDF-1"})
    assert codes(folder) == [("l/letter.md:7:22", "file-too-large")]


def test_annexes_that_are_too_large_together_are_refused(make, monkeypatch):
    monkeypatch.setattr("formalletter.reading.annexes.LARGEST_TOGETHER", 9)
    entries = "".join(f"  - {{title: {name}, file: {name}.pdf}}\n" for name in "abc")
    folder = make(entries, **{f"{name}.pdf": b"%PDF-" for name in "abc"})
    assert codes(folder) == [("l/letter.md:8:22", "annexes-too-large")]


def test_the_same_file_is_reported_unless_other_pages_of_it_are_meant(make):
    entries = "".join(
        f"  - {{title: {title}, file: a.pdf, pages: {pages}}}\n"
        for title, pages in (("A", "1-2"), ("B", "3-4"), ("C", "1-2"), ("a", "5-6"))
    )
    _, problems = read_letter(make(entries, **{"a.pdf": b"%PDF"}), shown_as="l")
    assert [(str(problem.place), problem.code) for problem in problems] == [
        ("l/letter.md:9:22", "annex-file-twice"),
        ("l/letter.md:10:13", "annex-title-twice"),
    ]


def test_keys_of_a_pdf_as_they_are_by_default_do_no_harm_to_a_text(make):
    entry = "{title: A, file: a.md, claims: drop, forms: printed, shrink: false}"
    assert read_letter(make(f"  - {entry}\n", **{"a.md": b"Text"}))[1] == ()


@pytest.mark.parametrize(
    ("pages", "indexes"),
    [("1", (0,)), ("1-3, 7", (0, 1, 2, 6)), (" 2 - 3,2", (1, 2, 1)), ("3,1", (2, 0))],
)
def test_pages_in_their_order(pages, indexes):
    assert list(page_problem(pages, Place())) == []
    assert page_indexes(pages) == indexes


@pytest.mark.parametrize(
    ("pages", "hint"),
    [
        ("5-3", "write 3-5"),
        ("0", "such as 1-3, 7"),
        ("2-0", "such as 1-3, 7"),
        (f"1-{MOST_PAGES + 1}", "leave “pages” out if all are meant"),
        ("1-99999999999999999999999", "leave “pages” out if all are meant"),
    ],
)
def test_pages_that_can_not_be(pages, hint):
    (problem,) = page_problem(pages, Place("l", 1))
    assert (problem.code, problem.hint, problem.is_error) == ("annex-pages", hint, True)


def test_hints_for_pages_and_alternatives_are_from_the_header(make):
    folder = make("  - {title: A, file: a.pdf, pages: 1 to 3}\n", **{"a.pdf": b"%PDF"})
    assert codes(folder) == [("l/letter.md:7:36", "header-pages")]
