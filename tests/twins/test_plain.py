"""The twin in plain text: that a mail carries it unharmed, and a person reads it."""

from __future__ import annotations

import unicodedata

import pytest

from formalletter import twins
from formalletter.twins import Content, Twins
from formalletter.twins.tables import table_lines
from formalletter.twins.wrapping import columns, wrapped

LONG_NAME = "A Very Long Name of an Organisation That Goes on Well Beyond the 72 Columns of a Mail"


def test_no_line_is_longer_than_a_mail_has_room_for_but_a_name(text: str):
    assert [line for line in text.split("\n") if columns(line) > 72] == [LONG_NAME]


def test_no_line_begins_as_mail_programs_change_it(text: str):
    assert "\n From here on we ask" in text
    assert "\n From Day One\n > Arrow Group\n" in text
    assert not [line for line in text.split("\n") if line.startswith((">", "From "))]
    assert not [line for line in text.split("\n") if line != line.rstrip()]


def test_it_is_utf_8_in_nfc_with_typographic_signs(files: Twins):
    text = files.text.decode("utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert "„Tatsache“" in text
    assert text.endswith("\n")
    assert "\r" not in text


def test_every_name_stands_on_a_line_of_its_own_as_the_list_has_it(text: str):
    lines = [line.strip() for line in text.split("\n")]
    begin = lines.index("Kenya (2)")
    assert lines[begin + 2 : begin + 15] == [
        "",
        "21 Wilberforce",
        "<b>=cmd|calc</b>",
        "",
        "Switzerland (5)",
        "~~~~~~~~~~~~~~~",
        "",
        "From Day One",
        "> Arrow Group",
        "جمعية حقوق الإنسان (فرع)",
        "華人基督徒公義團契",
        LONG_NAME,
        "",
    ]


def test_links_are_in_full_and_only_where_the_words_are_not_the_address(text: str):
    assert "with a linked statement\n<https://example.org/a?x=1&y=2> in bold" in text
    assert "\ncontact@example.org\n" in text
    assert "mailto:" not in text


def test_notes_stand_behind_the_text_with_the_numbers_of_their_calls(text: str):
    assert "release[1] of the\nreport. It was promised in 2021[2], and again[1]" in text
    notes = "Notes\n-----\n\n[1] As the rules <https://example.org/rules> say.\n[2] On 4 March.\n"
    assert text.index("Enclosures\n") < text.index(notes) < text.index("Signatories (9)")
    assert "Notes\n~~~~~\n\n[1] A note of the annex.\n" in text


def test_lists_keep_their_labels_and_hang(text: str):
    assert (
        "3. Publish the report, which was finished long ago, and has been read by\n"
        "   those who asked for it.\n4. Say when."
    ) in text
    assert "\n   •  today\n   •  tomorrow\n" in text


def test_annexes_are_listed_with_their_pages_and_follow_in_full(text: str):
    assert "Annex A: Facts of the year\n1 page; in the PDF: page 3\n" in text
    assert "Annex B: Tatsachen\nin German; 1 page; in the PDF: page 4\n" in text
    assert "Annex B: Tatsachen\n------------------\n\nEine „Tatsache“.\n" in text


def test_a_text_with_one_scan_of_two_does_not_say_that_one_has_signed(text: str):
    assert "Yours sincerely,\n\nAda Major\nDirector\n\nBen Minor\n" in text
    assert "(signed)" not in text


def test_a_line_of_ideographs_turns_by_its_width_and_not_before_its_signs():
    lines = wrapped("最後に、" * 30)
    assert len(lines) > 2
    assert all(columns(line) <= 72 for line in lines)
    assert not [line for line in lines if line.startswith("、")]
    assert "".join(lines) == "最後に、" * 30


def test_a_link_stays_whole_and_the_text_behind_it_turns():
    link = f"<https://example.org/{'報' * 40}>"
    assert wrapped(f"報告書 {link}、" + "報" * 60)[1:] == [f"{link}、", "報" * 36, "報" * 24]


def test_a_no_break_space_keeps_what_it_binds_together_and_is_copied_as_a_space(
    content: Content, text: str
):
    assert "\u00a0" in content.html
    assert "\u00a0" not in text
    assert wrapped("one two\u00a0three", 10) == ["one", "two\u00a0three"]


def test_a_narrow_table_is_aligned_and_a_wide_one_told_row_by_row(text: str):
    assert "Year  Number\n----  ------\n2021  3\n" in text
    assert "\nIn spring\n  What was said on the occasion" in text
    assert "\n  Where: Geneva\n" in text
    assert table_lines([["a", "b"], ["華", "c"]]) == ["a   b", "--  -", "華  c"]


def test_notices_stand_first(content: Content):
    made = twins.make(content, ("Embargoed until 8 March 2022",)).text.decode()
    assert made.startswith("Embargoed until 8 March 2022\n\nFirst House\n")


@pytest.mark.parametrize("count", [20_000])
def test_a_long_paragraph_takes_no_more_than_linear_time(count: int):
    assert len(wrapped("word " * count)) == pytest.approx(count / 14, rel=0.05)
