"""A new export takes the place of a list: decisions stay, and nobody is lost or exposed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from formalletter.decisions import Decision, Decisions, row_name
from formalletter.diagnostics import Place
from formalletter.reading.decisions import apply
from formalletter.signatories.differing import differences
from formalletter.signatories.tidying import accepting, tidy
from formalletter.signatories.updating import plan_update
from formalletter.signatory import Signatory

NOTHING = Decisions("list.decisions.yaml")
DAY = dt.date(2022, 3, 8)


def rows(*names: str, **columns) -> tuple[Signatory, ...]:
    return tuple(Signatory(name, None, Place("list.csv", 2), **columns) for name in names)


def decided(*entries: Decision) -> Decisions:
    return Decisions(NOTHING.path, entries)


def test_differences():
    found = differences(["One", "Two", "Two", "Hong Kong Watch"], ["Two", "Hongkong Watch", "New"])
    assert found.lines == (
        *("+ New", "- One", "- Two", "~ Hong Kong Watch → Hongkong Watch (0.97)"),
    )
    assert found.to_plain() == {
        "added": ["New"],
        "withdrawn": ["One", "Two"],
        "renamed": [{"from": "Hong Kong Watch", "to": "Hongkong Watch", "score": 0.97}],
    }


def test_decisions_stay_with_their_rows_in_any_order():
    decisions = decided(
        Decision("One", 1, "spaces", "keep"), Decision("two", 1, None, "change", "Two")
    )
    update = plan_update(rows("One", "two"), rows("New", "two", "One"), decisions)
    assert update.decisions == decisions
    assert update.unconfirmed(()) == ()
    assert [key.name for key in update.new_rows] == ["New"]


def test_what_vanished_must_be_confirmed():
    decisions = decided(
        Decision("One", 1, None, "keep"), Decision("Two", 1, None, "withdrawn", on=DAY)
    )
    update = plan_update(rows("One", "Two", "Three"), rows("Three"), decisions)
    assert update.unconfirmed(()) == ("vanished",)
    assert update.unconfirmed(["vanished"]) == ()
    # The form may bring back who withdrew; what was looked at is gone with its row.
    assert update.decisions.entries == (Decision("Two", 1, None, "withdrawn", on=DAY),)


def test_who_withdrew_stays_out_under_a_new_spelling():
    decisions = decided(Decision("Hong Kong Watch", 1, None, "withdrawn", on=DAY))
    new = rows("Hongkong Watch")
    update = plan_update(rows("Hong Kong Watch"), new, decisions)
    assert update.unconfirmed(()) == ("renamed",)
    printed, _ = apply(update.decisions, new)
    assert [each.withdrawn for each in printed] == [DAY]
    old, _ = apply(update.decisions, rows("Hong Kong Watch"))
    assert [each.withdrawn for each in old] == [DAY]


def test_a_correction_in_the_form_is_not_overwritten_by_an_old_change():
    decisions = decided(Decision("hong kong watch", 1, "lower-case", "change", "Hong Kong watch"))
    update = plan_update(rows("hong kong watch"), rows("Hong Kong Watch"), decisions)
    assert (update.decisions.entries, update.reopened) == ((), decisions.entries)
    assert [problem.code for problem in update.problems] == ["decision-reopened"]


def test_a_duplicate_comes_back_when_its_twin_is_gone():
    decisions = decided(Decision("HK Watch", 1, "near-duplicate", "drop", "Hong Kong Watch"))
    new = rows("HK Watch")
    update = plan_update(rows("Hong Kong Watch", "HK Watch"), new, decisions)
    printed, problems = apply(update.decisions, new)
    assert ([each.name for each in printed], problems) == (["HK Watch"], ())
    assert update.reopened == decisions.entries


def test_an_export_without_the_column_of_visibility_must_be_confirmed():
    update = plan_update(rows("One", "Two", visibility="withheld"), rows("One", "Two"), NOTHING)
    assert [key.name for key in update.exposed] == ["One", "Two"]
    assert update.unconfirmed(["vanished", "renamed"]) == ("more-visible",)


def test_late_additions_get_their_day():
    update = plan_update(rows("One"), rows("One", "New"), NOTHING, DAY)
    assert update.decisions.entries == (Decision("New", 1, None, "added", on=DAY),)


NAMES = st.sampled_from(
    [
        *("World Uyghur Congress", "World Uighur Congress", "world uyghur congress", "WUC"),
        *("World Uyghur Congress (WUC)", "Free  Tibet", "Free Tibet", "test", "世界", "Мемориал"),
    ]
)
LISTS = st.lists(
    st.tuples(NAMES, st.sampled_from(["public", "addressee", "withheld"])), max_size=8
).map(
    lambda pairs: tuple(
        Signatory(name, None, Place("list.csv", line), visibility=visibility)
        for line, (name, visibility) in enumerate(pairs, 2)
    )
)
RULES = {"spaces", "lower-case", "duplicate", "near-duplicate", "test-entry"}


@given(LISTS, LISTS)
def test_every_row_is_accounted_for(old: Sequence[Signatory], new: Sequence[Signatory]):
    found = differences((each.name for each in old), (each.name for each in new))
    before = Counter(row_name(each.name) for each in old)
    before -= Counter(key.name for key in found.vanished)
    before -= Counter(each.old.name for each in found.renamed)
    before += Counter(key.name for key in found.added)
    before += Counter(each.new.name for each in found.renamed)
    assert before == Counter(row_name(each.name) for each in new)


@given(LISTS, LISTS)
def test_nobody_is_lost_and_who_left_is_not_named(
    old: Sequence[Signatory], new: Sequence[Signatory]
):
    decisions = tidy(old, NOTHING, accepting(RULES))
    update = plan_update(old, new, decisions)
    printed, problems = apply(update.decisions, new)
    assert not any(problem.code == "decision-loses-name" for problem in problems)
    dropped = sum(entry.verdict == "drop" for entry in update.decisions.entries)
    assert len(printed) + dropped == len(new)


@given(LISTS)
def test_the_same_export_again_changes_nothing(rows_: Sequence[Signatory]):
    decisions = tidy(rows_, NOTHING, accepting(RULES))
    update = plan_update(rows_, rows_, decisions)
    assert (update.decisions, update.unconfirmed(())) == (decisions, ())
    assert plan_update(rows_, rows_, update.decisions).decisions == update.decisions
