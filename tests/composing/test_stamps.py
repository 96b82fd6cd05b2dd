"""The stamps: what they say where there is little room, and that they fit."""

from __future__ import annotations

import pypdfium2
import pytest

from formalletter.composing import STAMP_HEIGHT, Stamp, StampLine, compose_stamps, stamp_text
from formalletter.wording import Wording

STAMP = Stamp("A", "The table, with  a long title", "4", 7)


@pytest.mark.parametrize(
    ("room", "text"),
    [
        (300, "Annex A · The table, with a long title · Page 4 of 7"),
        (160, "Annex A · The table, with a long… · Page 4 of 7"),
        (140, "Annex A · The table, with a… · Page 4 of 7"),
        (120, "Annex A · The table… · Page 4 of 7"),
        (100, "Annex A · Page 4 of 7"),
        (50, "Page 4 of 7"),
        (10, "4"),
        (0, "4"),
    ],
)
def test_the_title_is_shortened_then_left_out(coverage, room, text):
    assert stamp_text(STAMP, room, coverage, Wording("en-GB")) == text


@pytest.mark.parametrize("room", [300, 160, 10])
def test_confidence_is_said_whatever_the_room(coverage, room):
    stamp = Stamp("A", "The table", "4", 7, ("In confidence",))
    text = stamp_text(stamp, room, coverage, Wording("en-GB"))
    assert text.startswith("In confidence · ")
    assert text.endswith("4" if room == 10 else "Page 4 of 7")


@pytest.mark.parametrize(
    ("room", "text"),
    [
        (300, "Embargoed until noon in Geneva · Annex A · The table · Page 4 of 7"),
        (200, "Embargoed until noon in Geneva · Annex A · Page 4 of 7"),
        (165, "Embargoed until noon · Annex A · Page 4 of 7"),
        (120, "Embargoed until noon · Annex A · 4"),
        (10, "Embargoed until noon · 4"),
    ],
)
def test_an_embargo_is_said_in_fewer_words_before_the_annex_is_left_out(coverage, room, text):
    always, brief = ("Embargoed until noon in Geneva",), ("Embargoed until noon",)
    stamp = Stamp("A", "The table", "4", 7, always, brief)
    assert stamp_text(stamp, room, coverage, Wording("en-GB")) == text


def test_chinese_titles_are_cut_between_characters(coverage):
    stamp = Stamp("B", "新疆证词新疆证词新疆证词新疆证词", "B-1", None)
    text = stamp_text(stamp, 150, coverage, Wording("en-GB"))
    assert text.startswith("Annex B · 新疆证词新疆证词")
    assert text.endswith("… · B-1")


def test_straight_quotes_are_set_as_in_the_list_of_enclosures(coverage):
    stamp = Stamp("A", 'The "facts"', "4", 7)
    text = stamp_text(stamp, 500, coverage, Wording("en-GB"))
    assert text == "Annex A · The “facts” · Page 4 of 7"


def test_each_stamp_is_one_line_at_the_right_of_a_page_of_its_width(letter_with, coverage, typeset):
    letter = letter_with("{title: A, file: a.md}", {"a.md": "Text"})
    wording = Wording("en-GB")
    titles = ("The table", "Un témoignage 新疆证词", "ئۇيغۇر", "<b> & “Ӂ”")
    lines = [
        StampLine(stamp_text(Stamp("A", title, "104", 120), room, coverage, wording), room)
        for title in titles
        for room in (240.0, 120.5, 40.0)
    ]
    done = typeset(compose_stamps(letter, lines, coverage))
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(done.pdf)]
    assert sizes == [pytest.approx((line.width, STAMP_HEIGHT), abs=0.01) for line in lines]
    assert [line.page for line in done.lines] == list(range(len(lines)))
    for line, asked in zip(done.lines, lines, strict=True):
        assert line.text.replace("\u00a0", " ") == asked.text
        assert 7 < line.size < 8.5  # an Arabic face is set larger
        assert line.x > -0.5
        assert line.x + line.width == pytest.approx(asked.width, abs=0.1)
