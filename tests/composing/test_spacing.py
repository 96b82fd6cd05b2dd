"""The bound pairs of a language: what a line may not part."""

from __future__ import annotations

import pytest

from formalletter.composing.spacing import NO_BREAK_SPACE, bind
from formalletter.wording import Wording

BOUND = [
    "8~March~2022",
    "March~8, 2022",
    "on 10~December",
    "5~km",
    "12~%",
    "3~million people",
    "10~a.m.",
    "Mr~Smith",
    "Dr.~Ivanova",
    "Prof.~Müller",
    "J.~R.~R.~Tolkien",
    "§~5",
    "§§~12",
    "Article~19",
    "Art.~3",
    "paragraph~7",
    "No.~4",
    "Resolution~48",
    "Annex~B",
    "USD~500",
]
LOOSE = [
    "may we ask",
    "a march of 200 people",
    "in the article about",
    "see no evil",
    "192 organisations",
]


@pytest.mark.parametrize("text", BOUND)
def test_pair_is_kept_together(text: str) -> None:
    typed = text.replace("~", " ")
    assert bind(typed, Wording("en-GB")) == text.replace("~", NO_BREAK_SPACE)


@pytest.mark.parametrize("text", LOOSE)
def test_other_words_may_part(text: str) -> None:
    assert bind(text, Wording("en-GB")) == text


def test_only_spaces_change() -> None:
    text = "On 8 March 2022 Dr J. Smith cited Art. 19, § 3, of 48 pages."
    assert bind(text, Wording("en-GB")).replace(NO_BREAK_SPACE, " ") == text
