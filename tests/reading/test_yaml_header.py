from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formalletter.diagnostics import Severity
from formalletter.letter import Source
from formalletter.reading.yaml_header import DEEPEST, LARGEST_HEADER, parse


def parsed(text):
    """The YAML as it stands in a letter: from line 2 on."""
    source = Source("letter.md", f"---\n{text}\n---\n")
    return parse(source, 2, len(source.lines) - 2, source.place(1, 1, 3))


def data(text):
    tree, problems = parsed(text)
    assert problems == ()
    return tree.data


def problem(text):
    _, (found,) = parsed(text)
    return found


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("NO", "NO"),
        ("yes", "yes"),
        ("off", "off"),
        ("12:30", "12:30"),
        ("2022-03-08", "2022-03-08"),
        ("0123", 123),
        ("0o17", 15),
        ("0x1F", 31),
        ("-7", -7),
        ("1_000", "1_000"),
        ("1.5e3", 1500.0),
        ("1e999", "1e999"),
        (".inf", ".inf"),
        (".nan", ".nan"),
        ("9" * 5000, "9" * 5000),
        ("true", True),
        ("False", False),
        ("'true'", "true"),
        ("=", "="),
        ("<<", "<<"),
        ("1.0.0", "1.0.0"),
        ("Madam High Commissioner,", "Madam High Commissioner,"),
        ("'l''homme'", "l'homme"),
        ('"a\\u00e9"', "aé"),
    ],
)
def test_plain_values_are_those_of_yaml_1_2(written, value):
    found = data(f"key: {written}")["key"]
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize("nothing", ["", "~", "null", "''", '"  "', "[]", "{}", "[~, '']", "{a: }"])
def test_what_is_empty_counts_as_not_given(nothing):
    tree, _ = parsed(f"key: {nothing}\nother: 1")
    assert tree.data == {"other": 1}
    assert tree.keys["key",].line == 2
    assert ("key",) not in tree.values


def test_empty_entries_and_sections_are_left_out_without_shifting_places():
    tree, _ = parsed("list:\n  -\n  - a\n  - x:\n    y:\n  - b\nsection:\n  a:\n  b:")
    assert tree.data == {"list": ["a", "b"]}
    assert tree.values["list", 0].line == 4
    assert tree.values["list", 1].line == 7


def test_block_texts_keep_their_lines():
    assert data("title: |-\n  One:\n  two\nplace: >\n  a\n  b\n") == {
        "title": "One:\ntwo",
        "place": "a b",
    }


def test_every_key_and_value_has_its_place():
    tree, _ = parsed('a:\n  - "é x"\n  - {k: v}\ntext: |\n  long\n  text\n')
    places = {path: (p.line, p.column, p.width) for path, p in tree.values.items()}
    assert places == {
        ("a",): (3, 3, 1),
        ("a", 0): (3, 5, 5),
        ("a", 1): (4, 5, 1),
        ("a", 1, "k"): (4, 9, 1),
        ("text",): (5, 7, 1),
    }
    assert {path: (p.line, p.column, p.width) for path, p in tree.keys.items()} == {
        ("a",): (2, 1, 1),
        ("a", 1, "k"): (4, 6, 1),
        ("text",): (5, 1, 4),
    }
    assert tree.values["a", 0].source == '  - "é x"'


def test_the_place_of_what_is_not_there_is_that_of_its_section():
    tree, _ = parsed("a:\n  b: 1")
    assert tree.place(("a", "z")) == tree.values["a",]
    assert tree.place(("z",)) == tree.start


def test_all_duplicate_keys_are_found():
    _, problems = parsed("a: 1\nb:\n  c: 1\n  c: 2\na: 2\na:")
    assert [(p.code, p.place.line) for p in problems] == [
        ("yaml-duplicate-key", 5),
        ("yaml-duplicate-key", 6),
        ("yaml-duplicate-key", 7),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x 1\nb: *x", "yaml-anchor"),
        ("a: *x", "yaml-anchor"),
        ("a: !!python/object:os.system ls", "yaml-tag"),
        ("a: !x\n  b: 1", "yaml-tag"),
        ("a: 1\n...\nb: 2", "yaml-document"),
        ("- a", "yaml-no-keys"),
        ("text", "yaml-no-keys"),
        ("? [a]\n: b", "yaml-key"),
        ("a: " + "[" * (DEEPEST + 1), "yaml-too-deep"),
        ("a: " + "{b: " * 50_000, "yaml-too-large"),
    ],
)
def test_what_a_header_has_no_use_for_is_refused(text, code):
    assert problem(text).code == code


def test_depth_within_the_limit_is_taken():
    text = "a: " + "[" * (DEEPEST - 1) + "x" + "]" * (DEEPEST - 1)
    assert data(text)


def test_a_header_may_have_a_limited_size():
    assert parsed("a: " + "x" * (LARGEST_HEADER - 3))[0]
    assert problem("a: " + "x" * (LARGEST_HEADER - 2)).code == "yaml-too-large"


@pytest.mark.parametrize(
    "line", ["key: #12", "key: A #12", "key: 'A' #12", "key: #12\n  x: 1", "a: 1\nkey: x #y z"]
)
def test_a_number_sign_that_yaml_takes_for_a_comment_is_pointed_at(line):
    _, problems = parsed(line)
    assert [(p.severity, p.code) for p in problems] == [(Severity.WARNING, "yaml-comment")]


@pytest.mark.parametrize("line", ["key: A # twelve", "key: A#12", "# key: 1", "key: '#12'"])
def test_other_comments_and_number_signs_are_fine(line):
    assert parsed(line)[1] == ()


def test_an_entry_that_yaml_takes_for_more_of_the_one_above_is_pointed_at():
    tree, (found,) = parsed("list:\n- a\n - b")
    assert tree.data == {"list": ["a - b"]}
    assert (found.code, found.place.line, found.place.column) == ("yaml-continued", 4, 2)


def test_no_depth_or_length_of_what_is_opened_takes_the_program_down():
    for text in ("[" * 99_000, "{" * 99_000, "- " * 49_000, "? " * 49_000, "a: |\n" + " " * 99_000):
        parsed(text)


@given(st.text(st.sampled_from("ab:-#[]{}\"'|>&*!%@ \n\t\\0é"), max_size=60))
def test_any_text_becomes_a_tree_or_problems(text):
    tree, problems = parsed(text)
    assert tree is not None or any(found.is_error for found in problems)
    for found in problems:
        assert found.place.line >= 1
