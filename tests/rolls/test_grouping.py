from __future__ import annotations

from collections import Counter

import pytest
from babel.core import get_global
from hypothesis import given
from hypothesis import strategies as st

from formalletter.diagnostics import Place
from formalletter.rolls.grouping import _regions, group_problems, grouped
from formalletter.signatory import Signatory
from formalletter.wording import Wording

ENGLISH = Wording("en-GB")


def shape(groups):
    return [(group.heading, [each.name for each in group.signatories]) for group in groups]


@pytest.fixture
def rows(signatory):
    return [
        signatory("A", kind="individual", country="KE", group="Unions"),
        signatory("B", kind="organisation", country="DE", group="Churches"),
        signatory("C", kind="organisation", country="KE", group="Unions"),
        signatory("D"),
    ]


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ("none", [(None, ["A", "B", "C", "D"])]),
        ("kind", [("Organisations", ["B", "C"]), ("Individuals", ["A"]), ("Others", ["D"])]),
        ("country", [("Germany", ["B"]), ("Kenya", ["A", "C"]), ("Others", ["D"])]),
        ("region", [("Africa", ["A", "C"]), ("Europe", ["B"]), ("Others", ["D"])]),
        ("group", [("Unions", ["A", "C"]), ("Churches", ["B"]), ("Others", ["D"])]),
    ],
)
def test_groups_have_headings_in_the_letters_language(rows, settings, groups, expected):
    assert shape(grouped(rows, 0, settings(groups=groups), ENGLISH)) == expected


def test_countries_are_named_and_sorted_in_the_letters_language(signatory, settings):
    rows = [
        signatory("A", country="SE"),
        signatory("B", country="AT"),
        signatory("C", country="ES"),
    ]
    german = grouped(rows, 0, settings(groups="country"), Wording("de"))
    assert [group.heading for group in german] == ["Österreich", "Schweden", "Spanien"]


def test_the_lists_own_groups_follow_the_alphabet_where_the_names_do(rows, settings):
    groups = grouped(rows, 0, settings(groups="group", order="alphabetical"), ENGLISH)
    assert [group.heading for group in groups] == ["Churches", "Unions", "Others"]


def test_those_who_lead_stand_ahead_without_a_heading(rows, settings):
    groups = grouped(rows, 1, settings(groups="kind"), ENGLISH)
    assert shape(groups)[:2] == [(None, ["A"]), ("Organisations", ["B", "C"])]


def test_who_has_no_group_is_told_once(rows, settings):
    place = Place("letter.md", 9)
    found = list(group_problems(rows, settings(groups="country"), place))
    assert [(each.code, each.place) for each in found] == [("group-unknown", place)]
    assert found[0].message == "1 of 4 signatories have no country, and stand in a last group"
    assert found[0].hint == "see row 5"
    assert list(group_problems(rows[:3], settings(groups="country"), place)) == []
    assert list(group_problems(rows, settings(), place)) == []


def test_every_country_that_cldr_has_a_currency_for_lies_in_a_region():
    """All of ISO 3166-1 but Antarctica; the list in Babel has a few that are history."""
    history = {"AN", "BU", "CS", "DD", "NT", "SU", "TP", "YD", "YU", "ZR"}
    own = {"AC", "CP", "CQ", "DG", "EA", "EU", "IC", "TA", "ZZ"}  # reserved, or CLDR's own
    countries = set(get_global("territory_currencies")) - history - own - {"AQ"}
    assert len(countries) > 240
    assert countries - set(_regions()) == set()
    assert set(_regions().values()) == {"002", "009", "019", "142", "150"}


@given(
    st.lists(
        st.builds(
            Signatory,
            name=st.text(max_size=3),
            language=st.none(),
            place=st.just(Place("list.csv", 2)),
            kind=st.sampled_from([None, "organisation", "individual"]),
            country=st.sampled_from([None, "KE", "AQ", "DE", "??", ""]),
            group=st.none() | st.text(max_size=2),
        ),
        max_size=8,
    ),
    st.integers(0, 3),
    st.sampled_from(["none", "kind", "country", "region", "group"]),
)
def test_no_grouping_loses_or_invents_a_name(rows, leading, groups):
    from formalletter.signatory_list import SignatoryList

    made = grouped(rows, min(leading, len(rows)), SignatoryList(groups=groups), ENGLISH)
    members = [id(each) for group in made for each in group.signatories]
    assert Counter(members) == Counter(map(id, rows))
    assert all(group.signatories for group in made)
