"""`docs/rules.md` and `check --explain` say what the rules say."""

from __future__ import annotations

from pathlib import Path

from formalletter.diagnostics import Severity
from formalletter.rules import all_codes
from formalletter.rules.catalogue import Rule
from formalletter.rules.explaining import explanation, nearest, rules_document

DOCUMENT = Path(__file__).parents[1] / "docs" / "rules.md"
RULE = Rule(
    "two-spaces",
    "content",
    Severity.WARNING,
    Severity.ERROR,
    "two spaces stand between words",
    "They show as a gap.",
    "take one away",
    "Madam  Commissioner,",
    "Madam Commissioner,",
    "Our taste, 1.2",
)


def test_the_document_is_up_to_date():
    renew = "run: .venv/bin/python .ci/write_rules.py"
    assert DOCUMENT.read_text(encoding="utf-8") == rules_document(), renew


def test_every_code_has_its_own_heading():
    headings = [line[4:] for line in rules_document().split("\n") if line.startswith("### ")]
    assert sorted(headings) == sorted(all_codes())


def test_an_explanation_says_why_how_and_how_to_switch_it_off():
    assert explanation(RULE) == (
        "two-spaces: two spaces stand between words\n"
        "\n"
        "They show as a gap.\n"
        "\n"
        "To mend it: take one away\n"
        "\n"
        "instead of:\n"
        "  Madam  Commissioner,\n"
        "\n"
        "write:\n"
        "  Madam Commissioner,\n"
        "\n"
        "weight: warning; error in a final letter\n"
        "source: Our taste, 1.2\n"
        "To switch it off, in the header of letter.md, with the reason:\n"
        "\n"
        "  rules-off:\n"
        "    two-spaces: why this letter may differ\n"
    )


def test_a_rule_that_keeps_from_harm_offers_no_switch():
    fixed = Rule(**{**{name: getattr(RULE, name) for name in RULE.__slots__}, "fixed": True})
    assert "rules-off" not in explanation(fixed)
    assert "can't be switched off" in explanation(fixed)


def test_the_nearest_codes_are_like_the_one_that_was_typed():
    assert nearest("yaml-colons")[0] == "yaml-colon"
    assert nearest("Header_Date")[0] == "header-date"
    assert nearest("qqqqq") == []
