"""Copying gives whole words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from formalletter.inspecting import check_words


def told(copied: list[str], expectation, *passages: str, **changes) -> list[tuple[str, int | None]]:
    wanted = replace(expectation, passages=passages, names=(), **changes)
    found = check_words(copied, wanted)
    return [(each.message, each.place.page if each.place else None) for each in found]


@pytest.mark.parametrize(
    "copied",
    [
        "The organisation asks.",
        "The organ\u00ad\nisation asks.",  # a soft hyphen at the line's end
        "The organ\ufffeisation asks.",  # as PDFium gives it
        "The\norganisation\nasks.",
        "TheorganisationAsks. asks",  # words that touch are whole
        "The orga\u200bnisation asks.",
    ],
)
def test_whole_words_are_no_fault(expectation, copied):
    assert told([copied], expectation, "The organisation asks.") == []


def test_a_word_may_go_on_on_the_next_page_behind_the_page_s_foot(expectation):
    pages = ["the organ\u00ad\nDraft", "Page 2\nisation asks"]
    assert told(pages, expectation, "organisation") == []
    assert told(["the organ\nDraft", pages[1]], expectation, "organisation") != []


def test_a_word_too_long_for_a_cell_may_turn_without_a_hyphen(expectation):
    word = "Menschenrechtsverletzungen"
    assert told([f"{word[:14]}\n{word[14:]}"], expectation, word) == []


@pytest.mark.parametrize("copied", ["organ isation", "organ\nisation", "o r g a n i s a t i o n"])
def test_a_broken_word_is_told_with_its_page(expectation, copied):
    pieces = " ".join(copied.split())
    assert told(["", copied], expectation, "organisation") == [
        (f"copying the page gives “{pieces}” in place of “organisation”", 2)
    ]


def test_a_word_that_is_whole_elsewhere_is_found_where_it_is_broken(expectation):
    passages = ("An organisation is an organisation.",)
    [(message, page)] = told(["An organisation is", "an organ isation."], expectation, *passages)
    assert "“organ isation”" in message
    assert page == 2


def test_a_word_that_is_gone_is_told_all_the_same(expectation):
    assert told(["nothing"], expectation, "organisation") == [
        ("copying the pages gives “organisation” too seldom", None)
    ]


def test_foreign_pages_do_not_count(expectation):
    found = told(["", "organisation"], expectation, "organisation", foreign=frozenset({1}))
    assert len(found) == 1


def test_scripts_that_readers_order_by_themselves_are_left_alone(expectation):
    assert told([""], expectation, "دۇنيا ئۇيغۇر", "台灣人權促進會") == []


def test_only_a_few_of_many_are_told(expectation):
    assert len(told([""], expectation, "one two three four five six seven eight")) == 5
