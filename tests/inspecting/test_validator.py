from __future__ import annotations

import pytest

from formalletter.claims import WITHOUT_FILES, Claim
from formalletter.inspecting import judge, validate
from formalletter.inspecting.validator import clause


def test_a_good_file_keeps_both_standards(good):
    assert [validate(good, claim) for claim in WITHOUT_FILES] == [(), ()]


def test_a_finding_has_its_rule_clause_and_page(finished):
    [finding] = judge(finished("<h1>A</h1><p>B</p><h3>C</h3>"), frozenset({Claim.PDF_UA_1}))
    assert finding.rule == "PDFUA1-HEADING-NESTING-001"
    assert finding.clause == "ISO 14289-1, 7.4"
    assert finding.page == 1


def test_an_image_without_words_breaks_only_what_asks_for_them(finished):
    dot = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    pdf = finished(f'<h1>A</h1><p>See <img src="{dot}"></p>')
    assert [finding.clause for finding in validate(pdf, Claim.PDF_UA_1)] == ["ISO 14289-1, 7.3"]
    assert validate(pdf, Claim.PDF_A_2A) == ()


@pytest.mark.parametrize(
    ("claim", "rule", "expected"),
    [
        (Claim.PDF_UA_1, "PDFUA1-FONT-UNICODE-MAPPING-001", "ISO 14289-1, 7.21.7"),
        (Claim.PDF_UA_1, "PDFUA1-LINK-CONTENTS-001", "ISO 14289-1, 7.18.5"),
        (Claim.PDF_UA_1, "PDFUA1-LI-PARENT-001", "ISO 14289-1, 7.2"),
        (Claim.PDF_A_2A, "PDFA2A-IMAGE-INTERPOLATE-001", "ISO 19005-2, 6.2.8.1"),
        (Claim.PDF_A_2A, "PDFA2A-NOTDEF-GLYPH-001", "ISO 19005-2, 6.2.11.8"),
        (Claim.PDF_A_2A, "PDFA2A-A-NEW-RULE-001", None),
    ],
)
def test_rules_have_their_clauses(claim, rule, expected):
    assert clause(claim, rule) == expected
