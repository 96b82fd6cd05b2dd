"""The program's own words, by language."""

from __future__ import annotations

import datetime as dt
import re
from importlib.resources import files

from formalletter.wording import Wording

TEMPLATES = files("formalletter") / "templates"


def test_dates_and_plurals_are_the_language_s_own() -> None:
    english = Wording("en-GB")
    assert english.date(dt.date(2022, 3, 8)) == "8 March 2022"
    assert Wording("en-US").date(dt.date(2022, 3, 8)) == "March 8, 2022"
    assert english.counted("signatories", 1) == "1 signatory"
    assert english.counted("signatories", 1920) == "1,920 signatories"


def test_languages_have_names_in_the_language_of_the_words() -> None:
    names = {tag: Wording("en-GB").language_name(tag) for tag in ("fr", "zh-Hant", "de-CH", "xzz")}
    assert names["fr"] == "French"
    assert names["zh-Hant"] == "Traditional Chinese"
    assert names["de-CH"].endswith("German")
    assert names["xzz"] == "xzz"  # CLDR has no name for it
    assert Wording("is-IS").language_name("fr") == "French"


def test_language_without_a_catalogue_falls_back_and_says_so() -> None:
    icelandic = Wording("is-IS")
    assert icelandic.is_fallback
    assert icelandic.phrase("signatories-heading") == "Signatories"
    assert not Wording("en-GB").is_fallback


_NO_WORDS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|&nbsp;|<!DOCTYPE html>", flags=re.DOTALL)


def test_no_template_holds_a_word_of_its_own() -> None:
    for template in TEMPLATES.iterdir():
        source = template.read_text(encoding="utf-8")
        source = _NO_WORDS.sub(" ", source)
        words = re.sub(r"<[^>]*>", " ", source).replace(":", " ").split()
        assert words == [], template.name
