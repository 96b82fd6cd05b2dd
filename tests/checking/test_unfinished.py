"""Placeholders: found wherever somebody would read them, and never in good prose."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from content_cases import read, shown

from formalletter.checking.unfinished import unfinished


def found(folder: Path, body: str = "A paragraph.", **header: str) -> list[str]:
    letter, texts = read(folder, body, **header)
    return [shown(problem) for problem in unfinished(letter, texts)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("We met on [date] in [place].", ["[date]", "[place]"]),
        ("TODO: more", ["TODO"]),
        ("The number (TBC) of victims", ["TBC"]),
        ("Dear XXX, we write", ["XXX"]),
        ("Lorem ipsum dolor sit", ["Lorem ipsum"]),
        ("on ?? March", ["??"]),
        ("[insert the reply of the Office]", ["[insert the reply of the Office]"]),
        ("He said: “[insert the quotation]”", ["[insert the quotation]"]),
        ("[TODO check this]", ["[TODO check this]"]),
        ("signed ____ by", ["____"]),
        ("Dear <name>, we write", ["<name>"]),
        ("of DD Month YYYY", ["DD Month YYYY"]),
        ("in 20XX and 202X", ["20XX", "202X"]),
        ("the [●] of March", ["[●]"]),
        ("a **[name of organisation]** here", ["[name of organisation]"]),
        ("one\n\n> quoted TBD\n\nNote[^1].\n\n[^1]: See XXX.", ["TBD", "XXX"]),
        ("* a list\n* [date]\n\n| a | b |\n|--|--|\n| TBD | c |", ["[date]", "TBD"]),
    ],
)
def test_a_placeholder_is_found_at_its_place(tmp_path: Path, body: str, expected: list[str]):
    assert found(tmp_path, body) == expected


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        ("fr", "Le [date], à [lieu]", ["[date]", "[lieu]"]),
        ("es", "El [fecha] TODO: más", ["[fecha]", "TODO:"]),
        ("de", "Am [Datum] hat [Name einfügen], siehe [Datum einfügen]", ["[Datum]"]),
        ("ru", "В [дата] мы", ["[дата]"]),
        ("ar", "في [التاريخ] كتبنا", ["[التاريخ]"]),
        ("zh", "我们在[日期]会面", ["[日期]"]),
    ],
)
def test_placeholders_are_known_in_the_language_of_the_letter(
    tmp_path: Path, language: str, body: str, expected: list[str]
):
    assert found(tmp_path, body, language=language) == expected


@pytest.mark.parametrize(
    "body",
    [
        "in [Xinjiang] with a view to making it public",
        "the assessment of [the region] was “finalised [by the Office]”",
        "she said: “I saw [name] in [city] on [date]”",
        "> On [date] they took [name] away.",
        "they may not “[enter] the site” or “[add] to it”",
        "cut […] and [...] and [sic], with [emphasis added]",
        "Chapter XXX and the XXX Session of Pope XXX",
        "the XX century, part XX",
        "Really? What?!",
        "a [name](https://one.org) as a link, and [date][1]\n\n[1]: https://one.org",
        "[name withheld] told us, and so did [names withheld for their safety]",
        "snake_case and 2 < 3 > 1",
        "at the Tibet Bureau (TB), see <https://one.org/date>",
        "the todo list of the year, toDo",
    ],
)
def test_good_prose_has_no_placeholder(tmp_path: Path, body: str):
    assert found(tmp_path, body) == []


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("es", "TODO esto es verdad; la TBC mata"),
        ("de", "an TBC erkrankt"),
        ("it", "la TBC uccide"),
    ],
)
def test_what_is_a_word_elsewhere_is_none(tmp_path: Path, language: str, body: str):
    assert found(tmp_path, body, language=language) == []


def test_the_printed_values_of_the_header_are_looked_through(tmp_path: Path):
    header = {
        "title": "|-\n  A letter\n  about [title]",
        "recipient": "{name: '[Name]', office: TBC}",
        "signed_by": "[{name: A. Person, role: ____}]",
        "keywords": "[XXX]",
        "style": "classic",
        "rules_off": "{link-doubtful: 'TODO later'}",
    }
    assert found(tmp_path, **header) == ["[title]", "[Name]", "TBC", "____", "XXX"]


def test_a_name_that_is_a_placeholder_is_found_and_an_acronym_is_none(tmp_path: Path):
    names = "name\nTBC\nTibetan Broadcasting (TBC)\n[Organisation]\nXXX\nGroup XXX\nUnion TBD\n"
    (tmp_path / "signatories.csv").write_text(names, encoding="utf-8")
    assert found(tmp_path) == ["TBC", "[Organisation]", "XXX"]


def test_long_hostile_text_takes_no_long_time(tmp_path: Path):
    letter, texts = read(tmp_path, "“[name] [insert \n" * 10_000)
    start = time.perf_counter()
    list(unfinished(letter, texts))
    assert time.perf_counter() - start < 5
