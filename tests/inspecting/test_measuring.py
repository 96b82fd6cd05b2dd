"""Page count, bytes, sheets and words are those of the finished bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from formalletter.inspecting import measure

from .conftest import NAMES, PASSAGES

if TYPE_CHECKING:
    import pikepdf

OPENING = ("This is a sentence with a note", " and with ", " in it.")


def test_a_file_is_measured(good, expectation):
    measures = measure(good, expectation, OPENING)
    assert measures.size == len(good)
    assert (
        measures.sheets
        == (((pytest.approx(340.16, abs=0.01)), pytest.approx(226.77, abs=0.01)),) * 5
    )
    assert measures.late_names == NAMES
    assert measures.signatories == len(NAMES)


def test_words_are_counted_without_notes(finished, expectation):
    body = f"<p>Not counted</p><h1>A title</h1><p>{PASSAGES[3]}</p>"
    note = '<p>One<span class="footnote" id="n"><a class="footnote-label">1</a> two</span></p>'
    assert measure(finished(body), expectation, ()).words == 8
    assert measure(finished(body + note), expectation, ()).words == 9


def test_names_in_the_first_paragraph_come_first(finished, expectation):
    text = f"We, {' and '.join(NAMES[:-1])}, write to you."
    pdf = finished(f"<h1>A</h1><p>{text}</p><p>And so on, {NAMES[-1]}</p>")
    assert measure(pdf, expectation, (text,)).late_names == (NAMES[-1],)


def test_a_turned_page_is_measured_as_it_is_seen(broken, expectation):
    def damage(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Rotate = 90
        pdf.pages[1].UserUnit = 2

    first, second, third, *_ = measure(broken(damage), expectation, ()).sheets
    assert first == third[::-1]
    assert second == (2 * third[0], 2 * third[1])
