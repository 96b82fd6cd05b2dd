"""Who may see whom: proved over generated lists, on everything that a roll holds."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formalletter import assets, preparing
from formalletter.diagnostics import Place
from formalletter.edition import Edition, Order, usual_audience
from formalletter.fonts import Coverage
from formalletter.reading import read_letter
from formalletter.rolls import file_stem, letter_for, make_roll
from formalletter.signatory import Signatory
from formalletter.signatory_list import SignatoryList

DATES = st.none() | st.dates(dt.date(2022, 1, 1), dt.date(2022, 12, 31))
ROWS = st.lists(
    st.builds(
        Signatory,
        name=st.text(min_size=1, max_size=6),
        language=st.sampled_from([None, "fr", "ar"]),
        place=st.builds(Place, st.just("list.csv"), st.integers(2, 99)),
        kind=st.sampled_from([None, "organisation", "individual"]),
        country=st.sampled_from([None, "KE", "DE", "FR"]),
        group=st.sampled_from([None, "Unions", "Churches"]),
        visibility=st.sampled_from(["public", "addressee", "withheld"]),
        signed=DATES,
        withdrawn=st.sampled_from([None, None, dt.date(2022, 5, 5)]),
    ),
    max_size=10,
)
SETTINGS = st.builds(
    lambda order, groups, withheld, published: SignatoryList(
        order=order, groups=groups, withheld=withheld, published=published
    ),
    st.sampled_from(["as-given", "alphabetical"]),
    st.sampled_from(["none", "kind", "country", "region", "group"]),
    st.integers(0, 3),
    st.sampled_from([None, dt.date(2022, 3, 8)]),
)
LETTER = """\
---
title: A letter
date: 2022-03-08
recipient: {office: High Commissioner}
salutation: Madam,
---
We, {{ signatories.count }} from {{ signatories.countries | counted }}, write.
"""
AUDIENCES = ("addressee", "public")
MAY_SEE = {"addressee": {"public", "addressee"}, "public": {"public"}}


@given(ROWS, SETTINGS)
def test_a_file_names_all_whom_its_audience_may_see_and_nobody_else(rows, settings):
    for audience in AUDIENCES:
        roll = make_roll(rows, settings, audience, "en-GB")
        expected = [
            each for each in rows if each.withdrawn is None and each.visibility in MAY_SEE[audience]
        ]
        assert Counter(map(id, roll.signatories)) == Counter(map(id, expected))


@pytest.mark.slow
@given(ROWS, SETTINGS, st.text(max_size=6), st.sampled_from([None, "KE", "JP"]))
def test_another_name_and_country_of_the_hidden_changes_nothing(rows, settings, name, country):
    for audience in AUDIENCES:
        hidden = [
            each.visibility not in MAY_SEE[audience] or each.withdrawn is not None for each in rows
        ]
        others = [
            replace(
                each,
                name=name,
                country=country,
                language="zh",
                group=name,
                sort_key=name,
                family_name=name,
                script="Hani",
                place=Place("other.csv", 1000),
            )
            if is_hidden
            else each
            for each, is_hidden in zip(rows, hidden, strict=True)
        ]
        once = make_roll(rows, settings, audience, "en-GB")
        assert make_roll(others, settings, audience, "en-GB") == once


@pytest.fixture(scope="module")
def letter(tmp_path_factory):
    folder = tmp_path_factory.mktemp("letters") / "letter"
    folder.mkdir()
    (folder / "letter.md").write_text(LETTER, encoding="utf-8")
    return read_letter(folder)[0]


@given(ROWS, SETTINGS, st.text(max_size=6))
@settings(max_examples=40)
def test_another_hidden_name_changes_nothing_of_what_is_typeset(letter, rows, choice, name):
    """All that the later stages get: the letter, its HTML, and how it is to be set."""
    coverage = Coverage(assets.fonts_folder(), letter.folder / "fonts")
    header = letter.header.model_copy(update={"signatories": choice})
    for edition in (Edition.DELIVERY, Edition.PRESS):
        audience = usual_audience(edition)
        others = [
            each
            if each.visibility in MAY_SEE[audience] and each.withdrawn is None
            else replace(each, name=name, language=None, country="JP", group=name)
            for each in rows
        ]
        made = []
        for signatories in (rows, others):
            whole = replace(letter, header=header, signatories=tuple(signatories))
            filtered, _ = letter_for(whole, audience)
            made.append((filtered, preparing.compose(filtered, Order(edition, audience), coverage)))
        assert made[0] == made[1]


@given(ROWS, SETTINGS)
def test_totals_are_equal_in_every_file_and_include_the_withheld(rows, settings):
    posted, published = (make_roll(rows, settings, each, "en-GB") for each in AUDIENCES)
    standing = sum(each.withdrawn is None for each in rows)
    for roll in (posted, published):
        assert roll.total == standing + settings.withheld
        assert roll.organisations == posted.organisations
        assert roll.updated == posted.updated
        assert roll.further == roll.total - len(roll.signatories)
        assert 0 <= roll.further_organisations <= roll.further
        assert roll.further_organisations + roll.further_individuals <= roll.further
        assert 0 <= roll.organisations <= roll.total
    assert not published.is_confidential
    assert posted.is_confidential == (len(posted.signatories) > len(published.signatories))


def test_a_country_counts_only_where_the_file_names_somebody_from_it(signatory, settings):
    rows = [signatory("A", country="KE"), signatory("B", country="DE", visibility="addressee")]
    assert [make_roll(rows, settings(), each, "en").countries for each in AUDIENCES] == [2, 1]


def test_a_bare_number_is_of_the_kind_that_all_rows_state(signatory, settings):
    people = [signatory("A", kind="individual")]
    roll = make_roll(people, settings(withheld=2), "public", "en")
    assert (roll.total, roll.organisations, roll.further_individuals) == (3, 0, 2)
    mixed = [*people, signatory("B", kind="organisation")]
    roll = make_roll(mixed, settings(withheld=2), "public", "en")
    assert (roll.total, roll.organisations, roll.further, roll.further_organisations) == (
        4,
        3,
        2,
        0,
    )


def test_a_change_after_publication_dates_the_list(signatory, settings):
    may, june = dt.date(2022, 5, 1), dt.date(2022, 6, 1)
    rows = [signatory("A", withdrawn=may), signatory("B", signed=dt.date(2022, 1, 1))]
    published = settings(published=dt.date(2022, 3, 8))
    assert make_roll(rows, published, "public", "en").updated == may
    late = [*rows, signatory("C", signed=june)]
    assert make_roll(late, published, "public", "en").updated == june
    assert make_roll(late, settings(), "public", "en").updated is None
    assert make_roll(rows[1:], published, "public", "en").updated is None


def test_a_signatory_who_withdrew_before_signing_is_told_without_a_name(make_letter):
    folder = make_letter()
    (folder / "signatories.csv").write_text(
        "name,date signed\nQuokka Union,2022-03-05\nWombat Centre,2022-03-02\n", encoding="utf-8"
    )
    names = ("Quokka Union", "Wombat Centre")
    decisions = [f"{{row: {name}, verdict: withdrawn, on: 2022-03-03}}" for name in names]
    (folder / "signatories.decisions.yaml").write_text(
        f"decisions: [{', '.join(decisions)}]\n", encoding="utf-8"
    )
    letter, _ = read_letter(folder)
    _, problems = letter_for(letter, "public")
    (problem,) = (each for each in problems if each.code == "dates-contradict")
    assert "2022-03-03, before the signature of 2022-03-05" in problem.message
    assert (problem.place.line, problem.place.source) == (2, None)


@pytest.mark.parametrize(
    ("edition", "audience", "confidential", "stem"),
    [
        (Edition.DELIVERY, "addressee", False, "letter-delivery"),
        (Edition.PRINT, "addressee", True, "letter-print-in-confidence"),
        (Edition.PRINT, "public", False, "letter-print-public"),
        (Edition.PRESS, "public", False, "letter-press"),
        (Edition.PRESS, "addressee", True, "letter-press-addressee-in-confidence"),
    ],
)
def test_the_name_of_a_file_says_for_whom_it_is(edition, audience, confidential, stem):
    assert file_stem("letter", Order(edition, audience), is_confidential=confidential) == stem
    assert usual_audience(Edition.PRESS) == "public"
