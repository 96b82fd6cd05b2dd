from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formalletter.diagnostics import Severity
from formalletter.reading.text import LONGEST_LINE, decode, direction_warnings

NAMES = "name\nCoalition Burkinabè des Défenseurs\nLigue “française”\n"
WORLD = "name\n華人基督徒公義團契\nÖrnek Vakfı\nअभियान\n😀\n"


def decoded(data):
    source, problems = decode(data, "a.csv")
    return source.text, [problem.code for problem in problems]


def errors(data):
    return [problem for problem in decode(data, "a.csv")[1] if problem.is_error]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf_8_needs_no_word(encoding):
    assert decoded(WORLD.encode(encoding)) == (WORLD, [])


@pytest.mark.parametrize("text", [NAMES, WORLD])
@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-16-le", "\ufeff"),
        ("utf-16-be", "\ufeff"),
        ("utf-32-le", "\ufeff"),
        ("utf-32-be", "\ufeff"),
        ("utf-16-le", ""),
        ("utf-16-be", ""),
    ],
)
def test_utf_16_and_32_are_read_and_reported(text, encoding, mark):
    assert decoded((mark + text).encode(encoding)) == (text, ["encoding-foreign"])


def test_windows_1252_is_read_and_reported_with_words_to_check():
    source, (problem,) = decode(NAMES.encode("cp1252"), "a.csv")
    assert source.text == NAMES
    assert problem.severity is Severity.WARNING
    assert problem.message == "the file is in Windows-1252, not UTF-8; it was read as Windows-1252"
    assert problem.hint == "check lines 2 and 3 of it, then save it as UTF-8"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("name\nŞule Uygur Vakfı\nİstanbul Derneği\n", "cp1254"),
        ("name\nŁódzkie Stowarzyszenie Źródło\n", "cp1250"),
        ("name\nКоалиция правозащитников\n", "cp1251"),
        ("name\n華人基督徒公義團契\n", "big5"),
        ("name\n世界维吾尔代表大会\n", "gb18030"),
        ("name\n日本ウイグル協会\n", "shift_jis"),
        ("name\nLigue française\nÉquipe\n", "mac_roman"),
        ("name\nDéfenseurs\n", "cp850"),
    ],
)
def test_other_encodings_are_never_guessed(text, encoding):
    (problem,) = errors(text.encode(encoding))
    assert problem.code == "encoding-unknown"
    assert problem.place.line == 2
    assert "save it as UTF-8" in problem.hint


def test_the_encoding_that_a_file_may_be_in_is_a_hint():
    text = "name\n" + "世界维吾尔代表大会\n人权观察\n中国人权\n" * 9
    (problem,) = errors(text.encode("gb18030"))
    assert problem.hint.endswith("(perhaps it is in gb18030)")


def test_one_damaged_byte_does_not_make_utf_8_another_encoding():
    data = WORLD.encode().replace("ı".encode(), b"\xc4")
    (problem,) = errors(data)
    assert (problem.code, problem.place.line, problem.place.column) == ("encoding-damaged", 3, 11)
    assert problem.message == f"the byte c4 at offset {data.index(b'Vakf') + 4} is not UTF-8"


def test_damaged_utf_16_says_where():
    (problem,) = errors("\ufeffname\nA".encode("utf-16-le") + b"\x00\xd8")
    assert (problem.code, problem.place.line, problem.place.column) == ("encoding-damaged", 2, 2)


def test_all_line_ends_are_one():
    assert decoded(b"a\r\nb\rc\nd") == ("a\nb\nc\nd", [])


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\u2028"])
def test_control_characters_are_errors_with_their_place(character):
    source, (problem,) = decode(f"one\nt{character}o".encode(), "a.csv")
    assert problem.is_error
    assert f"U+{ord(character):04X}" in problem.message
    assert (problem.place.line, problem.place.column) == (2, 2)
    assert source.text == "one\nt\ufffdo"


def test_noncharacters_and_lost_characters_are_errors():
    assert decoded("a\ufffe".encode()) == ("a\ufffd", ["control-character"])
    assert decoded("a\U0010ffff".encode()) == ("a\ufffd", ["control-character"])
    assert decoded("a\ufffd".encode()) == ("a\ufffd", ["character-lost"])


def test_tabs_and_joiners_are_text():
    assert decoded("a\tb می\u200cخواهم".encode()) == ("a\tb می\u200cخواهم", [])


def test_a_file_full_of_controls_is_reported_a_hundred_times_at_most():
    assert len(errors(b"\x01" * 5000)) == 100


def test_what_is_no_text_is_named():
    (problem,) = errors(b"%PDF-1.7\n")
    assert problem.message == "the file is a PDF, not plain text"


def test_an_endless_line_is_refused():
    assert decoded(b"x" * LONGEST_LINE)[1] == []
    source, (problem,) = decode(b"one\n" + b"x" * (LONGEST_LINE + 1), "a.csv")
    assert (problem.code, problem.place.line, source.text) == ("line-too-long", 2, "")


def test_direction_characters_in_a_body_are_warnings():
    source, _ = decode("a\u202eb\nc\u2067d\u2069".encode(), "a.md")
    found = [(p.severity, p.place.line, p.place.column) for p in direction_warnings(source, 2)]
    assert found == [(Severity.WARNING, 2, 2), (Severity.WARNING, 2, 4)]


@given(st.binary(max_size=300))
def test_any_bytes_become_harmless_text_or_errors(data):
    source, problems = decode(data, "a.csv")
    assert not set(source.text) & {"\0", "\x1b", "\r", "\x85", "\u2028"}
    source.text.encode()
    if not problems:
        assert source.text.encode() == data.removeprefix(b"\xef\xbb\xbf").replace(
            b"\r\n", b"\n"
        ).replace(b"\r", b"\n")


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn"))))
def test_no_word_is_changed(text):
    source, _ = decode(text.replace("\ufffd", "").encode(), "a.csv")
    assert source.text == text.replace("\ufffd", "").removeprefix("\ufeff")
