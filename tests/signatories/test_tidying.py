"""Answers become decisions, and no name is lost or invented on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formalletter.decisions import Decision, Decisions, row_name
from formalletter.diagnostics import Place
from formalletter.reading.decisions import apply, parse_decisions
from formalletter.signatories.rows import decided_rows
from formalletter.signatories.rules import RULES
from formalletter.signatories.tidying import Answer, accepting, names_diff, remaining, tidy
from formalletter.signatories.writing import decisions_text
from formalletter.signatory import Kind, Signatory

NOTHING = Decisions("list.decisions.yaml")
VISIBILITIES = ("public", "addressee", "withheld")


def rows(*names: str, kind: Kind | None = "organisation") -> tuple[Signatory, ...]:
    return tuple(
        Signatory(name, None, Place("list.csv", line), kind) for line, name in enumerate(names, 2)
    )


def test_changes_of_one_name_add_up_to_one_decision():
    given_rows = rows("FREE  TIBET  MOVEMENT")
    decisions = tidy(given_rows, NOTHING, accepting({"spaces", "shouting"}))
    assert decisions.entries == (
        Decision("FREE  TIBET  MOVEMENT", 1, "spaces, shouting", "change", "Free Tibet Movement"),
    )


def test_what_is_not_accepted_stays_open():
    given_rows = rows("FREE  TIBET MOVEMENT", "test")
    decisions = tidy(given_rows, NOTHING, accepting({"spaces"}))
    assert [entry.to for entry in decisions.entries] == ["FREE TIBET MOVEMENT"]


def test_each_answer_is_a_decision():
    answers = iter(
        [
            Answer("yes"),  # a try of the form: leave it out
            Answer("no"),  # spaces: it stays
            Answer("edit", "Excubitus DHE"),
            Answer("later"),  # brackets
            Answer("yes"),  # the duplicate
        ]
    )
    asked: list[tuple[str, str]] = []

    def ask(proposal, name):
        asked.append((proposal.rule, name))
        return next(answers)

    given_rows = rows("test", "Hong  Kong Watch", "EXCUBITUSdhe", "Tibet (House", "Hongkong Watch")
    decisions = tidy(given_rows, NOTHING, ask)

    assert [rule for rule, _ in asked] == [
        *("test-entry", "spaces", "odd-case", "brackets", "near-duplicate"),
    ]
    assert decisions.entries == (
        Decision("EXCUBITUSdhe", 1, "odd-case", "change", "Excubitus DHE"),
        Decision("Hong  Kong Watch", 1, "near-duplicate", "drop", "Hongkong Watch"),
        Decision("test", 1, "test-entry", "drop"),
    )


PAIR = ("Hong Kong Rights Watch", "HONG KONG RIGHTS WATCH", "Other")


@pytest.mark.parametrize(
    "accepted",
    [
        {"shouting", "near-duplicate"},
        {"shouting", "duplicate"},
        {"near-duplicate"},
        {"spaces", "shouting", "duplicate", "near-duplicate"},
    ],
)
@pytest.mark.parametrize("names", [PAIR, PAIR[::-1]])
def test_what_is_accepted_is_applied_until_nothing_more_follows(
    names: Sequence[str], accepted: set[str]
):
    decisions = tidy(rows(*names), NOTHING, accepting(accepted))
    printed, problems = apply(decisions, rows(*names))
    assert sorted(each.name for each in printed) == ["Hong Kong Rights Watch", "Other"]
    assert {problem.code for problem in problems} <= {"decisions-dropped", "decisions-changed"}
    left = remaining(rows(*names), decisions)
    assert str(left) == (
        "2 of 3 signatures remain: 1 left out for another row of the same signatory"
    )


def test_a_name_that_is_printed_twice_by_a_decision_is_told():
    decisions = tidy(rows(*PAIR), NOTHING, accepting({"shouting"}))
    left = remaining(rows(*PAIR), decisions)
    assert (str(left), left.twice) == ("3 of 3 signatures remain", ("Hong Kong Rights Watch",))


def test_nobody_accepts_people_of_one_name_unseen():
    people = rows("Ada Lake", "Ada Lake", "Dr. Ada Lake", "Bo  Lake", kind=None)
    assert tidy(people, NOTHING, accepting(set(RULES) - {"spaces"})) == NOTHING
    kept = tidy(people, NOTHING, lambda *_: Answer("yes"))
    assert {entry.verdict for entry in kept.entries if entry.rule == "namesake"} == {"keep"}


def test_a_person_may_choose_which_of_two_rows_stays():
    people = rows("Ada Lake", "ADA LAKE", kind="individual")
    answers = {"namesake": Answer("other"), "shouting": Answer("no")}
    chosen = tidy(people, NOTHING, lambda proposal, _: answers[proposal.rule])
    drops = [entry for entry in chosen.entries if entry.verdict == "drop"]
    assert drops == [Decision("Ada Lake", 1, "namesake", "drop", "ADA LAKE")]
    answers["namesake"] = Answer("drop")
    chosen = tidy(people, NOTHING, lambda proposal, _: answers[proposal.rule])
    drops = [entry for entry in chosen.entries if entry.verdict == "drop"]
    assert drops == [Decision("ADA LAKE", 1, "namesake", "drop", "Ada Lake")]


def test_an_older_answer_about_duplicates_is_one_about_namesakes():
    old = Decisions(NOTHING.path, (Decision("Ada Lake", 2, "duplicate", "keep"),))
    people = rows("Ada Lake", "Ada Lake", kind="individual")
    assert tidy(people, old, lambda *_: pytest.fail("asked again")) == old


def test_nothing_more_is_asked_about_a_row_that_is_left_out():
    alphabet = [
        *("Amnesty", "Bauhinias", "Campaign", "Dialogue", "Engage", "Family", "Global", "Hebrew"),
        *("Ilham", "Judicial", "Karuna", "Lawyers"),
    ]
    asked: list[tuple[str, str]] = []

    def ask(proposal, name):
        asked.append((proposal.rule, name))
        return Answer("yes")

    tidy(rows(*alphabet, alphabet[0]), NOTHING, ask)
    assert asked == [("duplicate", alphabet[0])]


def test_quit_keeps_what_was_answered():
    answers = iter([Answer("yes"), Answer("quit")])
    decisions = tidy(rows("a  b", "c  d", "e  f"), NOTHING, lambda *_: next(answers))
    assert [entry.row for entry in decisions.entries] == ["a  b"]


def test_the_diff_shows_names_before_and_after():
    given_rows = rows("One", "Two  Three", "test")
    decisions = tidy(given_rows, NOTHING, accepting({"spaces", "test-entry"}))
    diff = names_diff(decided_rows(given_rows, NOTHING), decided_rows(given_rows, decisions))
    assert diff == (
        *("--- names before", "+++ names after", "@@ -1,3 +1,2 @@"),
        *(" One", "-Two  Three", "-test", "+Two Three"),
    )


PARTS = [
    *("World", "Uyghur", "Uighur", "CONGRESS", "congress", "Tibet", "Foundation", "(WUC)", "WUC"),
    *(
        "test",
        "Test 1",
        " ",
        "\u200b",
        "\ufffd",
        "🏔️",
        "e.V.",
        "The",
        "Internаtional",
        "(",
        "x@y.org",
    ),
    *(
        "世界",
        "維吾爾",
        "ئۇيغۇر",
        "Мемориал",
        "é",
        "e\u0301",
        "-",
        "NO",
        "0123",
        '"',
        "\\",
        ": #",
        "\n",
    ),
]
NAMES = st.lists(st.sampled_from(PARTS), min_size=1, max_size=5).map(" ".join).map(str.strip)
KINDS = st.sampled_from(["organisation", "individual", None])
LISTS = st.lists(
    st.tuples(NAMES.filter(bool), st.sampled_from(VISIBILITIES), KINDS), max_size=12
).map(
    lambda pairs: tuple(
        Signatory(name, None, Place("list.csv", line), kind, visibility=visibility)
        for line, (name, visibility, kind) in enumerate(pairs, 2)
    )
)
ACCEPTED = st.sets(st.sampled_from(sorted(RULES)))


@given(LISTS, ACCEPTED)
def test_no_name_is_lost_or_invented(signatories: Sequence[Signatory], accepted: set[str]):
    decisions = tidy(signatories, NOTHING, accepting(accepted))
    printed, problems = apply(decisions, signatories)

    assert [problem.code for problem in problems if problem.severity.value != "note"] == []
    before = Counter(row_name(each.name) for each in signatories)
    dropped = Counter(entry.row for entry in decisions.entries if entry.verdict == "drop")
    changed = [entry for entry in decisions.entries if entry.verdict == "change"]
    renamed = Counter(entry.row for entry in changed)
    new = Counter(row_name(entry.to or "") for entry in changed)
    assert Counter(row_name(each.name) for each in printed) == before - dropped - renamed + new
    assert sum(dropped.values()) == len(signatories) - len(printed)
    told = {problem.code: problem.message for problem in problems}
    assert told.get("decisions-dropped", "0").startswith(f"{sum(dropped.values())}")


@given(LISTS, ACCEPTED)
def test_a_second_time_changes_nothing(signatories: Sequence[Signatory], accepted: set[str]):
    once = tidy(signatories, NOTHING, accepting(accepted))
    assert tidy(signatories, once, accepting(accepted)) == once


@given(LISTS)
def test_nobody_is_named_to_more_people_by_a_duplicate(signatories: Sequence[Signatory]):
    ranks = {visibility: rank for rank, visibility in enumerate(reversed(VISIBILITIES))}
    decisions = tidy(signatories, NOTHING, accepting({"duplicate", "near-duplicate"}))
    for each, after in zip(signatories, decided_rows(signatories, decisions), strict=True):
        if not after.is_dropped and each.kind == "organisation":
            least = min(
                ranks[other.visibility]
                for other in signatories
                if other.kind == each.kind == "organisation"
                and row_name(other.name) == row_name(each.name)
            )
            assert ranks[each.visibility] == least


@given(LISTS, ACCEPTED)
def test_what_is_written_is_read_again(signatories: Sequence[Signatory], accepted: set[str]):
    decisions = tidy(signatories, NOTHING, accepting(accepted))
    text = decisions_text(decisions, "list.csv")
    again, problems = parse_decisions(text.encode(), NOTHING.path)
    mendable = {"control-character", "direction-character", "invisible-character"}
    assert {problem.code for problem in problems if problem.is_error} <= mendable
    assert problems or again.entries == decisions.entries


def test_an_answer_of_a_person_is_asked_for_once():
    kept = tidy(rows("EXCUBITUSdhe"), NOTHING, lambda *_: Answer("no"))
    tidy(rows("EXCUBITUSdhe"), kept, lambda *_: pytest.fail("asked again"))
