from __future__ import annotations

from collections import Counter
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formalletter.diagnostics import Place
from formalletter.rolls.ordering import order_problems, ordered
from formalletter.signatory import Signatory
from formalletter.signatory_list import SignatoryList

ALPHABETICAL = SignatoryList(order="alphabetical")


def hash_of(name):
    return sha256(name.encode()).digest()


@pytest.fixture
def in_order(signatory, settings):
    """The names in the order of the alphabet, whatever order they were given in."""

    def names(*given_names, language="en-GB", **values):
        rows = [signatory(name) if isinstance(name, str) else name for name in given_names]
        rows.sort(key=lambda each: hash_of(each.name))
        chosen = settings(order="alphabetical", **values)
        return [each.name for each in ordered(rows, chosen, language)]

    return names


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en-GB", ["Äpfel", "Apple", "Zebra"]),
        ("sv", ["Apple", "Zebra", "Åsna", "Äpfel", "Östen"]),
        ("es", ["Nación", "Nzinga", "Ñandú", "Oro"]),
        ("cs", ["Cíl", "Hora", "Chata", "Ile"]),
        ("de-DE", ["Öffnung", "Ohr"]),
        ("tr", ["Irmak", "İstanbul"]),
    ],
)
def test_the_alphabet_is_that_of_the_letters_language(in_order, language, names):
    assert in_order(*names, language=language) == names


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["The Advocates", "Bar Council", "A Rocha", "An Taisce", "Theatre Union"]),
        ("fr-FR", ["L’Aube", "La Baleine", "Les Cèdres", "Le Droit", "L'Espoir", "Lesotho"]),
        ("de", ["Die Allianz", "Der Bund", "Dereinst", "Das Dorf"]),
        ("es", ["El Arco", "La Balsa", "Los Condores"]),
        ("pt", ["O Arco", "A Balsa"]),
        ("ar", ["الاتحاد", "بيت", "الجمعية"]),
    ],
)
def test_articles_of_the_letters_language_are_skipped(in_order, language, names):
    assert in_order(*names, language=language) == names


def test_an_article_of_another_language_is_a_word_unless_the_list_states_the_language(
    in_order, signatory
):
    assert in_order("La Strada", "Mercy Corps") == ["La Strada", "Mercy Corps"]
    stated = signatory("La Strada", "it")
    assert in_order(stated, "Mercy Corps") == ["Mercy Corps", "La Strada"]


def test_a_name_that_is_only_an_article_keeps_it(in_order):
    assert in_order("Tea", "The", "Thin") == ["Tea", "The", "Thin"]


def test_numbers_stand_by_their_value_and_quotation_marks_do_not_count(in_order):
    names = ["9 Lives", "21Wilberforce", "100 Women", "Group 9", "Group 10", "“Group 11” Union"]
    assert in_order(*names) == names


def test_individuals_stand_by_the_family_name_that_the_list_gives(in_order, signatory):
    ada = signatory("Ada Zimmer", kind="individual", family_name="Zimmer")
    bob = signatory("Bob Abel", kind="individual", family_name="Abel")
    abe = signatory("Abe Abel", kind="individual", family_name="Abel")
    assert in_order(ada, bob, abe, "Media Union") == [
        "Abe Abel",
        "Bob Abel",
        "Media Union",
        "Ada Zimmer",
    ]


def test_a_sort_key_wins(in_order, signatory):
    assert in_order(signatory("Zebra", sort_key="Aardvark"), "Bee") == ["Zebra", "Bee"]


def test_names_in_other_scripts_stand_behind_script_by_script(in_order):
    names = ["Apple", "Zebra", "Гарантия", "Мемориал", "الاتحاد", "جمعية", "世界"]
    assert in_order(*names) == names
    assert in_order(*names, language="ru")[:2] == ["Гарантия", "Мемориал"]


def test_transliterated_names_stand_among_the_others(in_order, signatory):
    memorial = signatory("Мемориал", sort_key="Memorial")
    names = ("Zebra", memorial, "Apple", "Гарантия")
    assert in_order(*names, other_scripts="transliterated") == [
        "Apple",
        "Мемориал",
        "Zebra",
        "Гарантия",
    ]
    assert in_order(*names)[:2] == ["Apple", "Zebra"]


def test_the_first_names_of_the_header_lead_in_its_order(in_order, signatory, settings):
    names = ("Apple", "Host", "Zebra")
    assert in_order(*names, first=("Zebra", "Host")) == ["Zebra", "Host", "Apple"]
    rows = [signatory(name) for name in names]
    as_given = ordered(rows, settings(first=("Host",)), "en")
    assert [each.name for each in as_given] == ["Host", "Apple", "Zebra"]


def test_what_the_alphabet_lacks_is_told(signatory):
    rows = [
        signatory("Ada Zimmer", kind="individual"),
        signatory("Bob Abel", kind="individual", family_name="Abel"),
        signatory("Мемориал"),
        signatory("Гарантия", sort_key="Garantiya"),
    ]
    choice = SignatoryList.model_validate(
        {"order": "alphabetical", "other-scripts": "transliterated"}
    )
    found = list(order_problems(rows, choice, "en", None))
    assert [(each.code, each.place) for each in found] == [
        ("order-family-name", rows[0].place),
        ("order-sort-key", rows[2].place),
    ]
    assert list(order_problems(rows, SignatoryList(), "en", None)) == []
    unknown = list(order_problems([], choice, "xx", None))
    assert [each.code for each in unknown] == ["order-alphabet-unknown"]


NAMES = st.text(max_size=12) | st.sampled_from(["", "The", "La", "ال", "9" * 5000, "\x00", "Äb"])
ROWS = st.lists(
    st.builds(
        Signatory,
        name=NAMES,
        language=st.sampled_from([None, "fr", "ar", "zz"]),
        place=st.just(Place("list.csv", 2)),
        kind=st.sampled_from([None, "organisation", "individual"]),
        sort_key=st.none() | NAMES,
        family_name=st.none() | NAMES,
        script=st.sampled_from([None, "Cyrl", "latn", "?"]),
    ),
    max_size=12,
)


@pytest.mark.slow
@given(
    ROWS,
    st.sampled_from(["en-GB", "zh-Hant", "ar", "xx"]),
    st.lists(st.sampled_from(["The", "La", "x"]), max_size=2),
)
def test_no_order_loses_or_invents_a_name(rows, language, first):
    for choice in (
        SignatoryList(order="alphabetical", first=tuple(first)),
        SignatoryList.model_validate({"order": "alphabetical", "other-scripts": "transliterated"}),
    ):
        once = ordered(rows, choice, language)
        assert Counter(map(id, once)) == Counter(map(id, rows))
        assert ordered(once, choice, language) == once
