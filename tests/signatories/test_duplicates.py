"""Which rows are of one signatory, and which only look so."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formalletter.comparing.folding import forms
from formalletter.decisions import Decision, Decisions, row_name
from formalletter.reading.door import Door
from formalletter.reading.signatories import read_rows
from formalletter.signatories.alike import alike_pairs, are_alike
from formalletter.signatories.proposing import propose
from formalletter.signatories.rows import decided_rows
from formalletter.signatory import Marks
from formalletter.signatory_list import SignatoryList

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
    ("Kyiv Rights Centre", "Kiev Rights Centre"),
    ("Beijing Watch", "Peking Watch"),
    ("Verein für Müllersheim", "Verein fuer Muellersheim"),
    ("Мемориал", "Memorial"),
    ("Rights &amp; Tibet", "Rights & Tibet"),
    ("Rights<br>Tibet", "Rights Tibet"),
    ("FIDH, The International Federation for Human Rights", "FIDH"),
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
    found = check(first, second, kind="organisation")
    (proposal,) = [each for each in found if each.rule == "near-duplicate"]
    assert {proposal.name, proposal.twin.name} == {row_name(first), row_name(second)}
    assert proposal.drop
    assert 0.1 < proposal.score <= 1


@pytest.mark.parametrize(("first", "second"), TWO)
def test_two_signatories(check: Callable, first: str, second: str):
    for kind in ("organisation", None):
        rules = {each.rule for each in check(first, second, kind=kind)}
        assert rules.isdisjoint({"duplicate", "near-duplicate", "namesake"})


def test_the_same_name_twice(check: Callable):
    first, second = check("One", "One", "Two", "One", kind="organisation")
    assert (first.rule, first.occurrence, first.place.line, first.score) == ("duplicate", 2, 3, 1.0)
    assert (second.occurrence, second.twin.occurrence) == (3, 1)


def test_an_acronym_stands_for_a_row_that_is_to_go(check: Callable):
    names = ("World Uyghur Congress", "The World Uyghur Congress (WUC)", "WUC")
    found = check(*names, kind="organisation")
    assert [(each.name, each.twin.name) for each in found] == [
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
    body = {"kind": "organisation"}
    rows = [("One", body | {"visibility": first}), ("One", body | {"visibility": second})]
    (proposal,) = propose_rows(rows)
    assert (proposal.occurrence, proposal.drop) == (goes, True)


def test_bodies_of_one_name_that_differ_are_only_reported(propose_rows):
    body = {"kind": "organisation"}
    rows = [("Jo Lee", body | {"country": "KE"}), ("Jo Lee", body | {"country": "JP"})]
    (proposal,) = propose_rows(rows)
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


# Two rows of people, each a name and what its columns say; what is found of the second.
PEOPLE = [
    # Nothing says whether they are one: only ever to be looked at.
    (("Ada Lake", {}), ("Ada Lake", {}), "namesake"),
    (("Ada Lake", {}), ("Dr. Ada Lake", {}), "namesake"),
    (("Ada Lake", {}), ("Ada Lake, PhD", {}), "namesake"),
    (("Ada Lake", {}), ("Prof.Dr. h.c. Ada Lake", {}), "namesake"),
    (("Ada Lake", {}), ("Mme Ada Lake", {}), "namesake"),
    (("Ада Лейк", {}), ("д-р Ада Лейк", {}), "namesake"),
    (("王小偉", {}), ("王小偉教授", {}), None),  # one word
    (("Ada Lake", {}), ("Lake, Ada", {}), "namesake"),
    (("Jörg Müller", {}), ("Joerg Mueller", {}), "namesake"),
    (("Юрий Орлов", {}), ("Yuri Orlov", {}), "namesake"),
    (("Алексей Смирнов", {}), ("Alexei Smirnov", {}), "namesake"),
    (("Сергій Коваль", {}), ("Serhii Koval", {}), "namesake"),
    (("Muhammad Salih", {}), ("Mohammed Salih", {}), "namesake"),
    (("Ada Lake", {"country": "KE"}), ("Ada Lake", {"country": "KE"}), "namesake"),
    (("Ada Lake", {"organisation": "Bern"}), ("Ada Lake", {"organisation": "Bern"}), "namesake"),
    # Two people.
    (("Graham John", {}), ("John Graham", {}), None),
    (("Anna Meyer", {}), ("Anna Meyers", {}), None),
    (("Michael", {}), ("Michael", {}), None),
    (("SUSA", {}), ("(SUSA)", {}), None),
    (("Anonymous", {}), ("Anonymous", {}), None),
    (("Anonymous Student", {}), ("Anonymous Student", {}), None),
    (("匿名", {}), ("匿名", {}), None),
    (("Аноним", {}), ("аноним", {}), None),
    (("مجهول", {}), ("مجهول", {}), None),
    (("Name withheld", {}), ("Name withheld", {}), None),
    (("Ada Lake", {"country": "KE"}), ("Ada Lake", {"country": "JP"}), None),
    (("Ada Lake", {"organisation": "Bern"}), ("Ada Lake", {"organisation": "Basel"}), None),
    (("Ada Lake", {"one": {1}, "apart": (1,)}), ("Ada Lake", {"one": {2}, "apart": (2,)}), None),
    # One, as another column says.
    (("Ada Lake", {"one": {1}}), ("Ada Lake", {"one": {1}}), "duplicate"),
    (("Ada Lake", {"one": {1}}), ("Ada  Lake, MD", {"one": {1}}), "near-duplicate"),
    (("Anna Meyer", {"one": {1}}), ("Anna Meyers", {"one": {1}}), "near-duplicate"),
    (
        ("Ada Lake", {"organisation": "University of Bern", "country": "CH"}),
        ("Ada Lake", {"organisation": "Bern University", "country": "CH"}),
        "duplicate",
    ),
    # One column says this, another that: nobody can know.
    (
        ("Ada Lake", {"one": {1}, "country": "KE"}),
        ("Ada Lake", {"one": {1}, "country": "JP"}),
        "namesake",
    ),
]


@pytest.mark.parametrize("kind", ["individual", None])
@pytest.mark.parametrize(("first", "second", "rule"), PEOPLE)
def test_people_of_one_name(propose_rows, first, second, rule, kind):
    rows = []
    for name, cells in (first, second):
        columns = dict(cells)
        marks = Marks(frozenset(columns.pop("one", ())), columns.pop("apart", ()))
        rows.append((name, {**columns, "marks": marks, "kind": kind}))
    found = [each for each in propose_rows(rows) if each.twin]
    assert [each.rule for each in found] == ([rule] if rule else [])
    assert all(each.drop == (rule != "namesake") for each in found)


def test_an_address_that_others_have_too_is_an_offices(propose_rows):
    shared = {"marks": Marks(frozenset({1}))}
    rows = [("Ada Lake", shared), ("Bo Brook", shared), ("Ada Lake", shared)]
    assert [each.rule for each in propose_rows(rows)] == ["namesake"]


def test_an_affiliation_in_the_name_makes_no_body_of_a_person(propose_rows):
    people = [(f"Person{number} Lake", {}) for number in range(4)]
    for name in ("Wang Wei, University of Bern", "Wang Wei University of Bern", "Wang Wei (MIT)"):
        found = propose_rows([*people, (name, {}), (name, {})])
        assert [(each.rule, each.drop) for each in found if each.twin] == [("namesake", False)]


def test_the_better_spelt_row_stays(check: Callable):
    for names in (
        ("HONG KONG RIGHTS WATCH", "Hong Kong Rights Watch"),
        ("Lawyers Rihgts Group", "Lawyers Rights Group"),
        ("FIDH", "International Federation for Human Rights (FIDH)"),
        ("Congres Mondial des Ouighours", "Congrès Mondial des Ouïghours"),
        ("Hong  Kong Watch", "Hong Kong Watch"),
        ("Hong Kong Watch <info@example.org>", "Hong Kong Watch"),
    ):
        found = check(*names, "Human Rights House", kind="organisation")
        assert [(each.name, each.twin.name) for each in found if each.twin] == [names], names


@pytest.mark.parametrize(
    ("heads", "one", "other"),
    [
        ("email", "none", "none"),
        ("email", "keine", "keine"),
        ("email", "none@none.com", "none@none.com"),
        ("email", "no@email.com", "no@email.com"),
        ("email", "anonymous@example.com", "anonymous@example.com"),
        ("organisation,country,role", "Tsinghua,CN,Professor", "Tsinghua,CN,Student"),
        ("email,birth year", "lake@lakes.org,1950", "lake@lakes.org,1980"),
        ("email,phone", "lake@lakes.org,111", "lake@lakes.org,222"),
        ("email,zuqo", "lake@lakes.org,blim", "lake@lakes.org,blom"),
    ],
)
def test_a_placeholder_is_no_proof_and_any_other_column_may_part_two(tmp_path, heads, one, other):
    """A proposal must never cost somebody's signature."""
    rows = f"Wei Wang,{one}\nWei Wang,{other}\nBo Hill,{'x' * 3}{',' * heads.count(',')}\n"
    (tmp_path / "a.csv").write_text(f"name,{heads}\n{rows}", encoding="utf-8")
    ignored = tuple(each for each in heads.split(",") if each == "zuqo")
    given = {"kind": "individual", "columns-ignored": ignored}
    found, _ = read_rows(Door(tmp_path, ""), "a.csv", None, SignatoryList.model_validate(given))
    assert len(found) == 3
    proposals = propose(decided_rows(found, Decisions("d")), Decisions("d"))
    assert [each for each in proposals if each.drop] == []


def test_the_same_address_at_the_same_time_of_two_entries_is_one_person(tmp_path):
    rows = "Wei Wang,w@lakes.org,2026-03-08 10:00,1\nWei Wang,w@lakes.org,2026-03-09 11:00,2\n"
    (tmp_path / "a.csv").write_text(f"name,email,timestamp,row\n{rows}", encoding="utf-8")
    settings = SignatoryList.model_validate({"kind": "individual"})
    found, _ = read_rows(Door(tmp_path, ""), "a.csv", None, settings)
    (proposal,) = propose(decided_rows(found, Decisions("d")), Decisions("d"))
    assert proposal.drop


def test_a_name_that_another_row_hides_stops_a_final_letter(propose_rows):
    for first, second in (("Ada Lake", "Ada Lake"), ("Dr. Ada Lake, PhD", "Ada Lake")):
        person = {"kind": "individual"}
        found = propose_rows([(first, person), (second, person | {"visibility": "withheld"})])
        assert [each.stops for each in found] == [True], (first, second)
