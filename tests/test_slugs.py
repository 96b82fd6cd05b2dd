"""Names of places."""

import pytest

from formalletter.slugs import slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Annex II: Özet", "annex-ii-özet"),
        ("  What the letter asks — and of whom?  ", "what-the-letter-asks-and-of-whom"),
        ("第三章", "第三章"),
        ("O\u0308zet", "özet"),
        ("हिन्दी भाषा", "हिन्दी-भाषा"),
        ("a_b.c/d", "a-b-c-d"),
        ("…", ""),
        ("", ""),
    ],
)
def test_a_slug_keeps_letters_and_digits_of_any_script(text, expected):
    assert slug(text) == expected


@pytest.mark.parametrize("text", ["Annex II: Özet", "İstanbul", "ǅ", "ﬁ"])
def test_the_slug_of_a_slug_is_itself(text):
    assert slug(slug(text)) == slug(text)
