"""Findings for machines: JSON, SARIF and GitHub's workflow commands."""

from __future__ import annotations

import json

import pytest

from formalletter.diagnostics import Place, error, note, warning
from formalletter.reporting.annotations import as_annotations
from formalletter.reporting.objects import as_json
from formalletter.reporting.sarif import as_sarif

ON_A_LINE = error("yaml-colon", "a colon", Place("a b/letter.md", 3, 7, "title: a: b", 4), "quote")
ON_A_PAGE = note("stub", "a stub", Place(page=5, box=(10.0, 20.04, 30.0, 40.0)))
NOWHERE = warning("no-terminal", "100 %,\nno: more")


def test_json_has_eight_keys_in_the_order_that_people_read():
    assert json.loads(as_json([ON_A_PAGE, ON_A_LINE, NOWHERE])) == [
        {
            "code": "no-terminal",
            "severity": "warning",
            "message": "100 %,\nno: more",
            "hint": None,
            "path": None,
            "line": None,
            "column": None,
            "page": None,
        },
        {
            "code": "yaml-colon",
            "severity": "error",
            "message": "a colon",
            "hint": "quote",
            "path": "a b/letter.md",
            "line": 3,
            "column": 7,
            "page": None,
        },
        {
            "code": "stub",
            "severity": "note",
            "message": "a stub",
            "hint": None,
            "path": None,
            "line": None,
            "column": None,
            "page": 5,
        },
    ]


def test_nothing_found_is_an_empty_list():
    assert json.loads(as_json([])) == []
    assert as_annotations([]) == ""
    assert json.loads(as_sarif([]))["runs"][0]["results"] == []


def test_annotations_are_escaped_as_documented():
    assert as_annotations([ON_A_LINE, ON_A_PAGE, NOWHERE]) == (
        "::warning title=no-terminal::100 %25,%0Ano: more\n"
        "::error file=a b/letter.md,line=3,col=7,title=yaml-colon::a colon%0Aquote\n"
        "::notice title=stub::page 5: a stub\n"
    )


def test_no_name_of_a_file_can_begin_a_command_or_end_a_property():
    evil = error("x-y", "\r::error::", Place("a,line=9::x\n::set-env name=A::b.md", 1))
    told = as_annotations([evil])
    assert told == (
        "::error file=a%2Cline=9%3A%3Ax%0A%3A%3Aset-env name=A%3A%3Ab.md,line=1,title=x-y::"
        "%0D::error::\n"
    )


def sarif(*problems):
    return json.loads(as_sarif(problems))


def test_sarif_has_what_the_schema_requires():
    """The required properties of SARIF 2.1.0, by the definitions of its JSON schema."""
    log = sarif(ON_A_LINE, ON_A_PAGE, NOWHERE)
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run = log["runs"][0]
    driver = run["tool"]["driver"]
    assert driver["name"] == "formalletter"
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(set(ids)) == len(ids)
    for result in run["results"]:
        assert result["message"]["text"]
        assert result["level"] in {"none", "note", "warning", "error"}
        assert ids[result["ruleIndex"]] == result["ruleId"]
        for location in result.get("locations", []):
            region = location.get("physicalLocation", {}).get("region", {"startLine": 1})
            assert region["startLine"] >= 1


def test_sarif_tells_lines_pages_and_rules():
    nowhere, line, page = sarif(ON_A_LINE, ON_A_PAGE, NOWHERE)["runs"][0]["results"]
    assert "locations" not in nowhere
    assert line["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "a%20b/letter.md"},
                "region": {
                    "startLine": 3,
                    "startColumn": 7,
                    "endColumn": 11,
                    "snippet": {"text": "title: a: b"},
                },
            }
        }
    ]
    assert page["locations"][0]["properties"] == {"page": 5, "box": [10.0, 20.0, 30.0, 40.0]}
    rules = sarif(ON_A_LINE)["runs"][0]["tool"]["driver"]["rules"]
    assert rules[0]["id"] == "yaml-colon"
    assert rules[0]["shortDescription"]["text"].startswith("a value has a colon")
    assert rules[0]["fullDescription"]["text"].endswith(".")
    assert rules[0]["defaultConfiguration"] == {"level": "error"}


@pytest.mark.parametrize("path", ["/x/letter.md", "x/lettre é.md"])
def test_sarif_gives_paths_as_addresses(path):
    result = sarif(error("x-y", "m", Place(path)))["runs"][0]["results"][0]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri in {"file:///x/letter.md", "x/lettre%20%C3%A9.md"}
