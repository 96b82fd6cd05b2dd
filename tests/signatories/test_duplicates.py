"""Which rows are of one signatory, and which only look so."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formalletter.decisions import Decision
from formalletter.signatories.alike import alike_pairs, are_alike
from formalletter.signatories.folding import forms

SAME = [
    ("World Uyghur Congress", "world uyghur congress"),
    ("World Uyghur Congress", "The World Uyghur Congress (WUC)"),
    ("World Uyghur Congress", "World Uighur Congress e.V."),
    ("World Uyghur Congress", "World Uygur Congress, Inc."),
    ("Uigur Society", "Uyghur Society"),
    ("Congrès mondial des Ouïghours", "Congres Mondial des Ouighours"),
    ("International Federation for Human Rights (FIDH)", "FIDH"),
    ("CSW (Christian Solidarity Worldwide)", "Christian Solidarity Worldwide"),
    ("CSW (Christian Solidarity Worldwide)", "Christian Solidarity Worldwide (CSW)"),
    ("Comité de Apoyo al Tíbet - CAT", "Comite de Apoyo al Tibet"),
    ("Organisation for the Defence of Labour", "Organization for Defense of Labor"),
    ("Hong Kong Watch", "Hongkong Watch"),
    ("21Wilberforce", "21 Wilberforce"),
    ("Lawyers' Rights Watch Canada", "Lawyers Rihgts Watch Canada"),
    ("Uyghur Academy Japan", "Uyghur Academy Japon"),
    ("Uyghur U.K. Association", "Uyghur UK Association"),
    ("Acción por el Tíbet A.S.B.L.", "ONG Acción por el Tíbet"),
    ("Human Rights & Tibet", "Human Rights and Tibet"),
    ("Мемориал", "МЕМОРИАЛ"),
    ("Центр «Мемориал»", "Центр Мемориал"),
    ("منظمة العفو الدولية", "منظمه العفو الدوليه"),
    ("世界維吾爾代表大會", "「世界維吾爾代表大會」"),
    ("Fellowship of Righteousness 華人基督徒公義團契", "Fellowship of Righteousness"),
    ("AMNESTY", "Amnesty"),
    ("The Guardian", "Guardian"),
    ("Muhammad Salih", "Mohammed Salih"),
    ("Salih, Muhammad", "Muhammad Salih"),
]
TWO = [
    ("World Uyghur Congress", "World Uyghur Congress Foundation"),
    ("Uyghur Academy", "Uyghur Academy Europe"),
    ("Uyghur Academy Japan", "Uyghur Academy USA"),
    ("Austria Uyghur Association", "Australian Uyghur Association"),
    ("Gambia Rights Centre", "Zambia Rights Centre"),
    ("Victoria Uyghur Association", "Uyghur Association of Victoria, Australia"),
    ("Vietnam Human Rights Network", "Vietnam Human Rights Committee"),
    ("ARTICLE 19", "ARTICLE 18"),
    ("Green Advocates International", "Green Advocates International (Liberia)"),
    ("Green Advocates (UK)", "Green Advocates"),
    ("Students for Tibet Berlin", "Students for Tibet Bern"),
    ("World Uyghur Congress (WUC)", "World Ukrainian Congress (WUC)"),
    ("Tibet Group (ABC)", "Tibet Group (ABD)"),
    ("日本ウイグル協会", "日本ウイグル連盟"),
    ("台灣人權協會", "香港人權協會"),
    ("Simona Rossi", "Simone Rossi"),
    ("Emin Salih", "Amin Salih"),
    ("Mario Lopez", "Maria Lopez"),
    ("मानव अधिकार", "मानवी अधिकार"),
    ("Fellowship 華人", "Fellowship 中人"),
    ("Iceland Rights Watch", "Ireland Rights Watch"),
    ("Исландское общество", "Ирландское общество"),
    ("ايرلندا", "ايسلندا"),
    ("Japanese Tibet Network", "Javanese Tibet Network"),
    ("Đô la Australia", "Australia"),
    ("Chile Rights Watch", "Child Rights Watch"),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_spellings_of_one_name(check: Callable, first: str, second: str):
    found = [each for each in check(first, second) if each.rule == "near-duplicate"]
    assert [(each.name, each.twin.name, each.drop) for each in found] == [(second, first, True)]
    assert found[0].evidence == f"“{first}” (line 2)"
    assert 0.5 < found[0].score <= 1


@pytest.mark.parametrize(("first", "second"), TWO)
def test_two_signatories(check: Callable, first: str, second: str):
    rules = {each.rule for each in check(first, second)}
    assert rules.isdisjoint({"duplicate", "near-duplicate"})


def test_the_same_name_twice(check: Callable):
    first, second = check("One", "One", "Two", "One")
    assert (first.rule, first.occurrence, first.place.line, first.score) == ("duplicate", 2, 3, 1.0)
    assert (second.occurrence, second.twin.occurrence) == (3, 1)


def test_an_acronym_stands_for_a_row_that_is_to_go(check: Callable):
    names = ("World Uyghur Congress", "The World Uyghur Congress (WUC)", "WUC")
    assert [(each.name, each.twin.name) for each in check(*names)] == [
        ("The World Uyghur Congress (WUC)", "World Uyghur Congress"),
        ("WUC", "World Uyghur Congress"),
    ]


def test_a_row_that_is_kept_apart_is_not_asked_about_again(check: Callable):
    kept = [Decision("Hongkong Watch", 1, "near-duplicate", "keep")]
    assert check("Hong Kong Watch", "Hongkong Watch", decisions=kept) == ()


@pytest.mark.parametrize(
    ("first", "second", "goes"),
    [("public", "withheld", 1), ("public", "addressee", 1), ("withheld", "public", 2)],
)
def test_the_row_that_fewer_may_see_stays(propose_rows, first: str, second: str, goes: int):
    (proposal,) = propose_rows([("One", {"visibility": first}), ("One", {"visibility": second})])
    assert (proposal.occurrence, proposal.drop) == (goes, True)


def test_namesakes_are_only_reported(propose_rows):
    (proposal,) = propose_rows([("Jo Lee", {"country": "KE"}), ("Jo Lee", {"country": "JP"})])
    assert (proposal.is_report, proposal.message) == (
        True,
        "the name is in the list already, but the rows differ in country",
    )


def test_a_row_like_one_that_has_withdrawn_is_reported(check: Callable):
    left = [Decision("Jo Lee", 1, None, "withdrawn", on=dt.date(2022, 3, 8))]
    (proposal,) = check("Jo Lee", "Jo  Lee", "Other", decisions=left)[1:]
    assert proposal.message == "the name is nearly that of a signatory who has withdrawn"
    assert proposal.is_report


WORDS = [
    *("Uyghur", "Tibet", "Human", "Rights", "Watch", "Association", "Foundation", "International"),
    *("Congress", "Support", "Group", "Academy", "Women", "Youth", "Network", "Center", "Lawyers"),
    *("Justice", "Freedom", "Democracy", "Education", "Culture"),
]
COUNTRIES = [
    *("Kenya", "Japan", "Germany", "France", "Canada", "Australia", "Norway", "Sweden", "Turkey"),
]


def generated(number: int, seed: int) -> list[str]:
    """Names of bodies as lists have them, some with a letter lost or in capitals."""
    chance = random.Random(seed)  # noqa: S311 - the same names on every run
    names: list[str] = []
    while len(names) < number:
        words = chance.sample(WORDS, chance.randint(2, 4))
        words += chance.choices(COUNTRIES, k=chance.randint(0, 1))
        words += ["B" + "".join(chance.choices("aeioulnrst", k=6))] * chance.randint(0, 1)
        name = " ".join(words)
        at = chance.randrange(1, len(name))
        names += [name, *[name[:at] + name[at + 1 :]] * (chance.random() < 0.1)]
        names += [name.upper()] * (chance.random() < 0.05)
    return names[:number]


def test_blocks_find_what_comparing_all_pairs_finds():
    names = list(dict.fromkeys(map(forms, generated(2000, seed=1))))
    found = alike_pairs(names)
    pairs = combinations(range(len(names)), 2)
    assert found == {(one, other) for one, other in pairs if are_alike(names[one], names[other])}
    assert len(found) > 100


def test_large_blocks_of_sisters_too():
    names = [*(f"Students for Tibet {word}" for word in _words(400)), "Students for Tibet Abcdefg"]
    start = len("Students for Tibet ")
    at = [start + 1 + number % 8 for number in range(len(names))]  # all but the first letter
    names += [name[:cut] + name[cut + 1 :] for name, cut in zip(names, at, strict=True)]
    unlike = list(dict.fromkeys(map(forms, names)))
    pairs = combinations(range(len(unlike)), 2)
    expected = {(one, other) for one, other in pairs if are_alike(unlike[one], unlike[other])}
    assert alike_pairs(unlike) == expected
    assert len(expected) > 300


def _words(number: int) -> list[str]:
    chance = random.Random(5)  # noqa: S311 - the same words on every run
    return ["B" + "".join(chance.choices("aeiourstn", k=8)) for _ in range(number)]


@given(st.lists(st.sampled_from([name for pair in SAME + TWO for name in pair])), st.randoms())
def test_likeness_is_the_same_both_ways_round(names: list[str], chance: random.Random):
    unlike = list(dict.fromkeys(map(forms, names)))
    for one, other in combinations(unlike, 2):
        assert are_alike(one, other) == are_alike(other, one)
    shuffled = chance.sample(unlike, len(unlike))
    found = {frozenset((shuffled[one], shuffled[other])) for one, other in alike_pairs(shuffled)}
    pairs = alike_pairs(unlike)
    assert found == {frozenset((unlike[one], unlike[other])) for one, other in pairs}
