"""A rule that the header switches off: what it finds is a note that tells the reason."""

from __future__ import annotations

import pytest

from formalletter import pipeline
from formalletter.diagnostics import Severity

HEADER = "rules-off:\n  link-placeholder: the address comes on Monday\n  widow: it looks well\n"


@pytest.mark.parametrize("strict", [False, True])
def test_what_it_finds_is_a_note_with_the_reason(make_letter, strict):
    folder = make_letter("A [statement](#) of ours.\n", header=HEADER)
    found = pipeline.check(folder, strict=strict).problems
    link = next(each for each in found if each.code == "link-placeholder")
    assert link.severity is Severity.NOTE
    assert link.hint == "the rule link-placeholder is off: the address comes on Monday"


def test_one_that_finds_nothing_is_told_with_its_place(make_letter):
    folder = make_letter("A [statement](#) of ours.\n", header=HEADER)
    found = pipeline.check(folder).problems
    idle = [each for each in found if each.code == "rule-off-idle"]
    assert [each.message for each in idle] == ["the rule widow is off and found nothing"]
    assert idle[0].place is not None
    assert idle[0].place.source == "  widow: it looks well"


def test_one_that_needs_the_network_is_not_called_idle(make_letter):
    folder = make_letter(header="rules-off:\n  link-dead: the server is being moved\n")
    assert "rule-off-idle" not in {each.code for each in pipeline.check(folder).problems}
