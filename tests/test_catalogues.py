"""The catalogues of the languages: that they are whole and well made."""

from __future__ import annotations

import datetime as dt
import re
import string
import tomllib
from importlib.resources import files
from typing import Any

import pytest
from babel import Locale

from formalletter.composing.spacing import NO_BREAK_SPACE, bind
from formalletter.diagnostics import Place
from formalletter.inspecting.text_check import normal
from formalletter.letter import Body, Source
from formalletter.roll import Group, Roll
from formalletter.rolls import further
from formalletter.rolls.placeholders import fill
from formalletter.signatory import Signatory
from formalletter.wording import Wording

CATALOGUES: dict[str, dict[str, Any]] = {
    path.name.removesuffix(".toml"): tomllib.loads(path.read_text(encoding="utf-8"))
    for path in (files("formalletter") / "catalogues").iterdir()
}
ENGLISH = CATALOGUES["en"]
COUNTED = [key for key, forms in ENGLISH.items() if isinstance(forms, dict) and "other" in forms]
SAID_BY_THE_NOUN = {"ar": {"zero", "one", "two"}}  # forms that need no numeral
UNITED_NATIONS = {"ar", "en", "es", "fr", "ru", "zh"}
languages = pytest.mark.parametrize("language", sorted(CATALOGUES))


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value
    assert isinstance(inner, list) or isinstance(value, dict)
    return [text for each in inner for text in texts(each)]


def test_there_are_the_languages_of_the_united_nations_and_german() -> None:
    assert CATALOGUES.keys() >= UNITED_NATIONS | {"de", "zh-Hant"}


@languages
def test_a_catalogue_has_the_keys_and_placeholders_of_the_english_one(language: str) -> None:
    entries = CATALOGUES[language]
    assert entries.keys() == ENGLISH.keys()
    for key, value in ENGLISH.items():
        if isinstance(value, str):
            assert placeholders(entries[key]) == placeholders(value), key
    for key in ("typed-numbers", "in-words"):
        assert entries[key].keys() == ENGLISH[key].keys()
    senses = "senses"
    assert entries["typed-numbers"][senses].keys() == ENGLISH["typed-numbers"][senses].keys()
    assert len(entries["quotes"]) == 4


@languages
def test_counts_have_the_plural_categories_of_cldr(language: str) -> None:
    categories = {*Locale.parse(language, sep="-").plural_form.tags, "other"}
    for key in COUNTED:
        forms = CATALOGUES[language][key]
        assert forms.keys() == categories, key
        for category, form in forms.items():
            silent = category in SAID_BY_THE_NOUN.get(language, ())
            assert placeholders(form) in ([["n"], []] if silent else [["n"]]), (key, category)


@languages
def test_no_text_has_typewriter_quotes_or_loose_spaces(language: str) -> None:
    entries = {key: value for key, value in CATALOGUES[language].items() if key != "bound"}
    pattern = entries.pop("date-on-the-first")
    assert pattern == "" or Locale.parse(language, sep="-").language == "fr"
    for text in texts(entries):
        assert not set("'\"") & set(text), text
        assert "  " not in text
        assert "..." not in text


def test_every_text_is_another_one_than_in_english() -> None:
    same = {
        (language, key)
        for language, entries in CATALOGUES.items()
        for key, value in entries.items()
        if language != "en" and isinstance(value, str) and value == ENGLISH[key]
        if re.search(r"[a-z]", re.sub(r"\{.*?\}", "", value))
    }
    # Words that French has in common with English.
    assert same == {
        ("fr", key)
        for key in (
            "annex-page",
            "email-contact",
            "footnote-mark",
            "group-organisations",
            "notes-heading",
            "one-page",
        )
    }


def test_french_sets_a_no_break_space_before_high_punctuation() -> None:
    for key, value in CATALOGUES["fr"].items():
        if key != "bound":
            for text in texts(value):
                assert not re.search(r"(?<!\u00a0)[:;?!»]|«(?!\u00a0)", text), text


def test_chinese_and_arabic_have_their_own_punctuation() -> None:
    for language, foreign in (("zh", ",;:()?"), ("zh-Hant", ",;:()?"), ("ar", ",;?")):
        for key, value in CATALOGUES[language].items():
            if key not in {"bound", "in-words", "typed-numbers"}:
                assert not [text for text in texts(value) if set(foreign) & set(text)], key


BOUND = {
    "fr": "8~mars~2022|1er~mars|12~%|12~345 personnes|Mme~Bachelet|M.~Bâ|article~19|n°~4|"
    "«~oui~»|Pourquoi~?|§~5|annexe~B|3~millions|CHF~500|500~CHF|Pages@ de",
    "es": "8~de~marzo@ de~2022|12~%|Sra.~Bachelet|Dr.~Ruiz|artículo~19|núm.~4|§~5|anexo~B|"
    "3~millones|EUR~500|la@ regla@ de",
    "de": "8.~März~2022|12~%|Dr.~Müller|Frau~Bachelet|Artikel~19|Nr.~4|§~5|Anlage~B|z.~B.|"
    "3~Millionen|CHF~500|14~Uhr|die@ Seite@ der",
    "ru": "8~марта~2022~г.|12~%|г-жа~Бачелет|А.~С.~Пушкин|статья~19|№~4|§~5|приложение~B|"
    "и~др.|3~млн|12~345|да~— нет|правила@ игры",
    "ar": "8~مارس~2022|8~آذار/مارس~2022|السيدة~باشليه|المادة~19|رقم~4|المرفق~B|3~ملايين|في@ بلد",
    "zh": "第~5~条|2022~年~3~月~8~日|附件~B|12~%",
    "zh-Hant": "第~5~條|2022~年~3~月~8~日|附件~B|12~%",
}


@pytest.mark.parametrize(
    ("language", "text"), [(name, text) for name in BOUND for text in BOUND[name].split("|")]
)
def test_pairs_of_the_language_are_kept_together(language: str, text: str) -> None:
    """`~` is a space that is kept, `@` stands before one where a line may turn."""
    if "@" not in text:
        typed = text.replace("~", " ")
        assert bind(typed, Wording(language)) == text.replace("~", NO_BREAK_SPACE)
        return
    parts = text.split("@")
    bound = bind("".join(parts).replace("~", " "), Wording(language))
    place = 0
    for part in parts[:-1]:
        place += len(part)
        assert bound[place : place + 1] in {" ", ""}
    assert bound.count(NO_BREAK_SPACE) == text.count("~")


@languages
def test_months_of_the_language_are_bound_to_the_day(language: str) -> None:
    wording = Wording(language)
    if language.startswith("zh"):
        pytest.skip("a Chinese date has no space")
    for month in wording.locale.months["format"]["wide"].values():
        written = {"de": "8. {}", "es": "8 de {}"}.get(language, "8 {}").format(month)
        assert " " not in bind(written, wording)


@languages
def test_typed_and_typographic_quotes_are_the_same_words(language: str) -> None:
    first, second, third, fourth = Wording(language).quotes
    assert normal(f"{first}a{second} {third}b{fourth}") == normal("\"a\" 'b'")


@pytest.mark.parametrize(
    ("language", "number", "counted", "in_words"),
    [
        ("fr", 1, "1 organisation", "une organisation"),
        ("fr", 21, "21 organisations", "vingt-et-une organisations"),
        ("es", 21, "21 organizaciones", "veintiuna organizaciones"),
        ("de", 1, "1 Organisation", "eine Organisation"),
        ("ru", 1, "1 организация", "одна организация"),
        ("ru", 22, "22 организации", "двадцать две организации"),
        ("ru", 12, "12 организаций", "двенадцать организаций"),
        ("zh", 2, "2个组织", "两个组织"),
        ("zh-TW", 2, "2個組織", "兩個組織"),
        ("ar", 1, "منظمة واحدة", None),
        ("ar", 2, "منظمتان", None),
        ("ar", 3, "3 منظمات", None),
        ("ar", 11, "11 منظمة", None),
        ("is", 2, "2 organisations", "two organisations"),
    ],
)
def test_a_count_agrees_with_its_noun(
    language: str, number: int, counted: str, in_words: str | None
) -> None:
    roll, wording = Roll(total=number, organisations=number), Wording(language)

    def said(form: str) -> tuple[str, list[str]]:
        text = f"{{{{ signatories.organisations | {form} }}}}"
        filled = fill(Body(text, Source("letter.md", text), 1), roll, wording)
        return filled.body.text, [problem.code for problem in filled.problems]

    assert said("counted") == (counted, [])
    text, codes = said("counted-in-words")
    assert codes == (["placeholder-words"] if in_words is None else [])
    assert in_words is None or text == in_words


def test_the_first_of_a_month_is_written_as_the_language_does() -> None:
    first = dt.date(2022, 3, 1)
    assert Wording("fr").date(first) == "1er mars 2022"
    assert Wording("es").date(first) == "1 de marzo de 2022"
    assert Wording("fr").date(dt.date(2022, 3, 11)) == "11 mars 2022"


def test_a_script_of_its_own_has_words_of_its_own() -> None:
    for tag in ("zh-Hant", "zh-TW", "zh-HK"):
        assert Wording(tag).phrase("one-page", page=1) == "第1頁"
    for tag in ("zh", "zh-CN", "zh-Hans"):
        assert Wording(tag).phrase("one-page", page=1) == "第1页"


@pytest.mark.parametrize(
    ("language", "both", "unnamed"),
    [
        ("fr", "et 3 autres organisations et 1 autre personne", "3 organisations et 1 personne"),
        ("es", "y 3 organizaciones más y 1 persona más", "3 organizaciones y 1 persona"),
        (
            "de",
            "und 3 weitere Organisationen und 1 weitere Einzelperson",
            "3 Organisationen und 1 Einzelperson",
        ),
        (
            "ru",
            "и ещё 3 организации и ещё 1 частное лицо",
            "3 организации и 1 частное лицо",
        ),
        ("ar", "و3 منظمات أخرى وفرد آخر", "3 منظمات وفرد واحد"),
        ("zh", "另有3个组织，另有1位个人", "3个组织和1位个人"),
    ],
)
def test_who_else_has_signed_is_said_in_the_language(
    language: str, both: str, unnamed: str
) -> None:
    rest = {"further": 4, "further_organisations": 3, "further_individuals": 1}
    named = (Group(None, (Signatory("A", None, Place("list.csv", 2)),)),)
    for groups, expected in ((named, both), ((), unnamed)):
        assert further(Roll("public", groups, 4, 3, **rest), None, Wording(language)) == expected
