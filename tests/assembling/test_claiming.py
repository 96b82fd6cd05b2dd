from __future__ import annotations

import pytest

from formalletter.assembling import Manuscript, assemble
from formalletter.claims import WITHOUT_FILES, Claim, Finding
from formalletter.diagnostics import Place, Severity
from formalletter.inspecting import judge

BOTH = WITHOUT_FILES


def test_a_good_letter_claims_both(typeset, properties):
    made = assemble(Manuscript(typeset("<h1>Title</h1><p>Text.</p>")), properties, judge)
    assert made.claims == BOTH
    assert made.problems == ()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made.pdf  # readable without any PDF reader
    assert b"<pdfaid:part>2</pdfaid:part>" in made.pdf


def test_a_real_fault_drops_the_claim_that_it_breaks(typeset, properties):
    """A heading of level 2 without one of level 1 breaks PDF/UA-1, and not PDF/A-2a."""
    made = assemble(Manuscript(typeset("<h2>Title</h2><p>Text.</p>")), properties, judge)
    assert made.claims == {Claim.PDF_A_2A}
    assert b"pdfuaid:part>" not in made.pdf
    [problem] = made.problems
    assert problem.severity is Severity.WARNING
    assert problem.message.startswith("the file can't claim PDF/UA-1: ")
    assert "(ISO 14289-1, 7.4)" in problem.message


def test_findings_of_one_rule_are_told_once(typeset, properties):
    def strict(_: bytes, claims: frozenset[Claim]) -> tuple[Finding, ...]:
        finding = Finding(Claim.PDF_A_2A, "RULE-1", "a fault", "ISO 19005-2, 6.1", page=2)
        return (finding, finding, finding) if Claim.PDF_A_2A in claims else ()

    made = assemble(Manuscript(typeset("<h1>Title</h1>")), properties, strict)
    assert made.claims == {Claim.PDF_UA_1}
    [problem] = made.problems
    assert problem.message == "the file can't claim PDF/A-2a: a fault (ISO 19005-2, 6.1, 3 times)"
    assert problem.place == Place(page=2)


def test_what_is_left_is_judged_again(typeset, properties):
    seen = []

    def harsh(_: bytes, claims: frozenset[Claim]) -> tuple[Finding, ...]:
        seen.append(claims)
        order = [claim for claim in Claim if claim in claims]
        return tuple(Finding(claim, "RULE", "no") for claim in order[:1])

    made = assemble(Manuscript(typeset("<h1>Title</h1>")), properties, harsh)
    assert seen == [BOTH, {Claim.PDF_A_2A}, set()]
    assert made.claims == frozenset()
    assert len(made.problems) == 2


@pytest.mark.parametrize("claims", [frozenset(), BOTH])
def test_a_file_without_claims_is_not_judged(typeset, properties, claims):
    from formalletter.assembling import Manuscript, put_together

    pdf = put_together(Manuscript(typeset("<h2>Title</h2>")), properties, claims)
    assert bool(judge(pdf, claims)) == bool(claims)
