"""Lists in JSON are read as YAML is; lists in Markdown as Markdown shows them."""

from __future__ import annotations

import pytest

from formalletter.reading.door import Door
from formalletter.reading.signatories import read_signatories
from formalletter.reporting import draw


@pytest.fixture
def read(tmp_path):
    def read_list(content, file="names.json"):
        (tmp_path / file).write_text(content, encoding="utf-8")
        return read_signatories(Door(tmp_path, ""), file)

    return read_list


def names(found):
    return [each.name for each in found[0]]


@pytest.mark.parametrize(
    "text",
    [
        '["Ada Lake", "Bo \\"B\\" Hill \\ud83d\\ude00 a\\/b"]',
        '[\n\t"Ada Lake",\n\t"Bo \\"B\\" Hill \\uD83D\\uDE00 a/b"\n]\n',
        '[{"name": "Ada Lake"},\n {"name": "Bo \\"B\\" Hill 😀 a/b", "country": null}]',
        '[\r\n\t{\r\n\t\t"name": "Ada Lake"\r\n\t},\r\n\t{"name":"Bo \\"B\\" Hill 😀 a/b"}]',
    ],
)
def test_names_and_objects(read, text):
    found = read(text)
    assert not [each for each in found[1] if each.is_error]
    assert names(found) == ["Ada Lake", 'Bo "B" Hill 😀 a/b']


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[{"name": "Ada", "name": "Bo"}]', "yaml-duplicate-key"),
        ("[" * 100_000, "yaml-list"),
        ('{"signatories": ["Ada"]}', "yaml-list"),
        ('[{"name": {"first": "Ada"}}]', "yaml-list"),
        ('["Ada", "Bo"', "yaml-"),
        ('["Ada"] ["Bo"]', "yaml-"),
        ("[]", "list-"),
        ("", "list-"),
    ],
)
def test_what_is_no_list_is_refused_with_a_place(read, text, code):
    found = read(text)
    assert names(found) == []
    problems = [each for each in found[1] if each.is_error]
    assert any(each.code.startswith(code) for each in problems)
    assert "Ada" not in draw(problems, colour=False)


def test_numbers_are_texts_as_they_are_written(read):
    assert names(read("[NaN, 1e999, 21, " + "9" * 200 + "]")) == ["NaN", "1e999", "21", "9" * 200]


def test_markdown_is_read_as_markdown(read):
    text = "- **Cy Moor**\n- [Bo Hill](https://example.org/a)\n- Ada &amp; Di\n- A_b_c \\*d\\*\n"
    found = read(text, "names.md")
    assert names(found) == ["Cy Moor", "Bo Hill", "Ada & Di", "A_b_c *d*"]


@pytest.mark.parametrize("text", ["Ada Lake,ada@x.example,Kenya\n", "Ada Lake,Ada Lake\nBo,Bo\n"])
def test_no_message_quotes_a_person_s_row(read, text):
    found = read(text, "names.csv")
    assert names(found) == []
    assert "Ada" not in draw(found[1], colour=False)
    assert "ada@" not in draw(found[1], colour=False)
    told = draw(read(f"name\n{text}", "names.csv")[1], colour=False)
    assert "Ada" not in told


def test_a_list_of_exactly_the_most_rows_is_read(read, monkeypatch):
    from formalletter.reading import rows, signatories

    monkeypatch.setattr(rows, "MOST_LINES", 4)
    monkeypatch.setattr(signatories, "MOST_ROWS", 3)
    assert len(names(read("name\nA1\nB1\nC1\n", "a.csv"))) == 3
    assert names(read("name\nA1\nB1\nC1\nD1\n", "b.csv")) == []
