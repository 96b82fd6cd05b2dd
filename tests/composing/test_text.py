"""How names and lines are set: typographic, escaped, with nothing changed."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formalletter import assets
from formalletter.composing.text import WORD_JOINER, TextSetter
from formalletter.diagnostics import Place
from formalletter.fonts import Coverage
from formalletter.signatory import Signatory
from formalletter.wording import Wording


def name(text: str, language: str | None = None) -> Signatory:
    return Signatory(text, language, Place())


@pytest.mark.parametrize(
    ("typed", "set_as"),
    [
        ("People's Watch", "People’s Watch"),
        ("Lawyers' Rights Watch Canada", "Lawyers’ Rights Watch Canada"),
        ('The "Free" Press', "The “Free” Press"),
        ("'Hope' Foundation", "‘Hope’ Foundation"),
        ("'t Huis", "’t Huis"),
        ("Alliance pour l’Homme", "Alliance pour l’Homme"),
        ("A & B <c>", "A &amp; B &lt;c&gt;"),
    ],
)
def test_quotes_are_typographic_and_markup_is_text(
    setter: TextSetter, typed: str, set_as: str
) -> None:
    assert setter.name(name(typed)) == set_as


def test_hyphenated_word_is_not_broken_unless_wider_than_the_column(setter: TextSetter) -> None:
    assert setter.name(name("Asian Forum (FORUM-ASIA)")) == f"Asian Forum (FORUM-{WORD_JOINER}ASIA)"
    long = "(" + "ABCDEFGH-" * 6 + "Z)"
    assert WORD_JOINER not in setter.name(name(long))


def test_chinese_is_one_unbroken_run_with_its_language(setter: TextSetter) -> None:
    html = setter.name(name("Fellowship 華人團契"))
    inside = WORD_JOINER.join("華人團契")
    assert html == (f'Fellowship <span class="script script-hani" lang="zh-Hant">{inside}</span>')


def test_long_chinese_may_break(setter: TextSetter) -> None:
    assert WORD_JOINER not in setter.name(name("華" * 40))


def test_right_to_left_name_is_isolated(setter: TextSetter) -> None:
    html = setter.name(name("ئۇيغۇر", "ug"))
    assert html == '<span class="script script-arab" lang="ug" dir="rtl">ئۇيغۇر</span>'


SETTER = TextSetter(Wording("en-GB"), Coverage(assets.fonts_folder(), Path("none")), narrowest=15)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="'\"\u2060")))
def test_no_character_of_a_name_is_lost(text: str) -> None:
    html = SETTER.name(name(text))
    # A no-break space that doesn't fit is a plain one.
    spaces = dict.fromkeys(map(ord, "\u00a0\u202f\u2007"), " ")
    said = unescape(re.sub(r"<[^>]*>", "", html)).replace(WORD_JOINER, "")
    assert said.translate(spaces) == text.translate(spaces)
