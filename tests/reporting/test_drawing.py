from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from formalletter.diagnostics import Place, error, note, warning
from formalletter.reporting import CONTEXT, draw, escaped, page_numbers


def lines(*problems, colour=False):
    return draw(problems, colour=colour).split("\n")


def test_no_problems_are_nothing():
    assert draw([], colour=True) == ""


def test_a_problem_with_all_its_parts():
    place = Place("letter.md", 7, 8, "place: Genf", 4)
    assert draw([error("x", "no such place", place, "write Geneva")], colour=False) == (
        "letter.md:7:8: error: no such place\n"
        "  7 | place: Genf\n"
        "    |        ^^^^\n"
        "  hint: write Geneva\n"
        "\n"
        "1 error"
    )


def test_colour_marks_place_severity_caret_and_hint():
    place = Place("letter.md", 7, 8, "place: Genf", 4)
    assert draw([warning("x", "hm", place, "ok")], colour=True) == (
        "\x1b[1mletter.md:7:8:\x1b[0m \x1b[1;33mwarning:\x1b[0m hm\n"
        "  7 | place: Genf\n"
        "    |        \x1b[1;33m^^^^\x1b[0m\n"
        "  \x1b[1mhint:\x1b[0m ok\n"
        "\n"
        "1 warning"
    )


def test_a_problem_without_a_place_or_with_a_page_only():
    assert lines(error("x", "no fonts"), note("y", "a stub", Place(page=5))) == [
        "error: no fonts",
        "",
        "page 5: note: a stub",
        "",
        "1 error, 1 note",
    ]


def test_a_place_without_a_column_has_no_caret():
    assert lines(error("x", "empty", Place("a.md", 12, source="text"))) == [
        "a.md:12: error: empty",
        "  12 | text",
        "",
        "1 error",
    ]


def test_files_are_kept_together_and_lines_in_order():
    problems = [
        error("x", "c", Place("b.md", 1)),
        error("x", "b", Place("a.md", 10)),
        warning("x", "a", Place("a.md", 9)),
        note("x", "first"),
    ]
    heads = [line for line in lines(*problems) if line]
    assert heads == [
        "note: first",
        "a.md:9: warning: a",
        "a.md:10: error: b",
        "b.md:1: error: c",
        "2 errors, 1 warning, 1 note",
    ]


def test_many_of_the_same_are_folded_but_all_are_counted():
    problems = [warning("x", "odd name", Place("a.csv", line)) for line in range(1, 41)]
    assert lines(*problems, warning("x", "odd name", Place("b.csv", 1))) == [
        "a.csv:1: warning: odd name",
        "",
        "a.csv:2: warning: odd name",
        "",
        "a.csv:3: warning: odd name",
        "  … and 37 more like this (lines 4, 5, 6, 7, 8, …)",
        "",
        "b.csv:1: warning: odd name",
        "",
        "41 warnings",
    ]


def test_the_line_of_one_folded_problem_is_named():
    problems = [warning("x", "odd", Place("a.csv", line)) for line in range(1, 5)]
    assert "  … and 1 more like this (line 4)" in lines(*problems)


def test_different_messages_are_never_folded():
    problems = [error("x", f"unknown key {n}", Place("a.md", n)) for n in range(1, 10)]
    assert sum("unknown key" in line for line in lines(*problems)) == 9


def test_carets_stand_below_wide_combining_and_tab_characters():
    source = "\t華人 e\u0301 x"
    drawn = lines(error("x", "m", Place("a.md", 1, source.index("x") + 1, source)))
    assert drawn[1:3] == ["  1 |     華人 e\u0301 x", "    |            ^"]
    wide = lines(error("x", "m", Place("a.md", 1, 2, source, 2)))
    assert wide[2] == "    |     ^^^^"


def test_controls_and_direction_characters_can_not_steer_the_terminal():
    place = Place("a\x1b[2J.md", 1, 5, "abc \x1b]0;x\x07\u202e\u2028", 1)
    drawn = draw([error("x", "bad \x1b[31m\u2066 name", place, "not\x00this\nline")], colour=False)
    assert drawn == (
        "a\\x1b[2J.md:1:5: error: bad \\x1b[31m\\u2066 name\n"
        "  1 | abc \\x1b]0;x\\x07\\u202e\\u2028\n"
        "    |     ^^^^\n"
        "  hint: not\\x00this\n"
        "    line\n"
        "\n"
        "1 error"
    )


@given(st.text(), st.text(), st.integers(1, 50), st.integers(1, 50))
def test_nothing_drawn_can_steer_a_terminal(source, message, column, width):
    place = Place("letter.md", 1, column, source, width)
    drawn = draw([error("x", message, place, message)], colour=False)
    bad = {"Cc", "Cs", "Zl", "Zp"}
    assert not [c for c in drawn if c != "\n" and unicodedata.category(c) in bad]
    assert not set(drawn) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def test_a_long_line_is_cut_around_the_column():
    source = "a" * 500 + "HERE" + "b" * 500
    drawn = lines(error("x", "m", Place("a.md", 1, 501, source, 4)))
    text, carets = drawn[1].removeprefix("  1 | "), drawn[2].removeprefix("    | ")
    assert text.startswith("…aaa")
    assert text.endswith("bbb…")
    assert len(text) == CONTEXT + 2
    assert text[carets.index("^") :][: carets.count("^")] == "HERE"


def test_the_start_of_a_long_line_is_shown_for_its_first_column():
    drawn = lines(error("x", "m", Place("a.md", 1, 1, "x" * 100_000, 100_000)))
    assert drawn[1] == "  1 | " + "x" * CONTEXT + "…"
    assert drawn[2] == "    | " + "^" * CONTEXT


def test_a_column_behind_the_end_of_the_line_has_its_caret_there():
    assert lines(error("x", "m", Place("a.md", 1, 99, "abc")))[2] == "    |    ^"


def test_a_very_long_message_is_cut():
    assert len(escaped("x" * 10_000)) == 500
    assert escaped("short") == "short"


def test_findings_on_pages_stand_behind_those_in_files_page_by_page():
    problems = [
        note("x", "later", Place(page=2)),
        note("x", "lower", Place(page=1, box=(0, 90, 1, 91))),
        note("x", "upper", Place(page=1, box=(0, 10, 1, 11))),
        note("x", "line", Place("z.md", 9)),
        note("x", "nowhere"),
    ]
    drawn = [line.rpartition(" ")[2] for line in lines(*problems) if "note:" in line]
    assert drawn == ["nowhere", "line", "upper", "lower", "later"]


def test_pages_of_folded_problems_are_named():
    problems = [note("x", "odd", Place(page=page)) for page in (1, 2, 3, 7, 9)]
    assert "  … and 2 more like this (pages 7, 9)" in lines(*problems)


def test_codes_stand_behind_the_message_where_they_are_asked_for():
    drawn = draw([error("two-words", "bad", hint="mend it")], colour=False, codes=True)
    assert drawn == "error: bad [two-words]\n  hint: mend it\n\n1 error"
    coloured = draw([error("two-words", "bad")], colour=True, codes=True)
    assert coloured.startswith("\x1b[1;31merror:\x1b[0m bad \x1b[2m[two-words]\x1b[0m")


def test_the_numbers_of_pictures_stand_before_what_is_on_a_page():
    problems = [note("x", "b", Place(page=2)), note("x", "a", Place(page=1)), note("x", "c")]
    numbers = page_numbers(problems)
    assert draw(problems, colour=False, numbers=numbers).split("\n\n") == [
        "note: c",
        "1. page 1: note: a",
        "2. page 2: note: b",
        "3 notes",
    ]
