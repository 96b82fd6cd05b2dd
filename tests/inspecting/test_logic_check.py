"""The logical structure tells a listener what the pages show."""

from __future__ import annotations

from dataclasses import replace

import pytest

from formalletter.inspecting import ExpectedAnnex, inspect

TABLE = "<table><tr><th scope=col>A</th></tr><tr><td>1</td></tr></table>"


def told(pdf: bytes, expectation, **changes) -> list[tuple[str, str]]:
    """What the checks of the logic say of a file whose words are not compared."""
    wanted = {"passages": (), "names": (), "pages": None, **changes}
    found = inspect(pdf, replace(expectation, **wanted))
    return [(problem.code, problem.message) for problem in found]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("<h1>A</h1><h3>B</h3>", "a heading H3 in the letter comes below H1"),
        ("<h2>A</h2>", "a heading H2 in the letter comes below nothing"),
        ("<h1>A</h1><h1>B</h1>", "the letter has a second heading of the first level"),
    ],
)
def test_headings_that_are_no_tree_are_found(finished, expectation, body, message):
    assert ("heading-tree", message) in told(finished(body), expectation, title="A")


def test_headings_may_go_up_by_any_number_of_levels(finished, expectation):
    body = "<h1>A</h1><h2>B</h2><h3>C</h3><h2>D</h2><h3>E</h3><h4>F</h4><h2>G</h2>"
    assert told(finished(body), expectation) == []


def test_a_table_with_heads_is_no_fault(finished, expectation):
    assert told(finished(f"<h1>A</h1>{TABLE}"), expectation) == []


def test_a_table_without_heads_is_found(finished, expectation):
    body = f"<h1>A</h1>{TABLE.replace('<th scope=col>A</th>', '<td>A</td>')}"
    assert told(finished(body), expectation) == [("table-headers", "a table has no head")]


def test_a_picture_without_words_is_found(finished, expectation):
    dot = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    pdf = finished(f'<h1>A</h1><p>See <img src="{dot}"></p>')
    assert told(pdf, expectation) == [("figure-undescribed", "a picture has no alternative text")]
    of_others = told(pdf, expectation, foreign=frozenset({0}))
    assert "figure-undescribed" not in {code for code, _ in of_others}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", []),
        ("br", [("language-lost", "the name “Les Amis” does not say that it is in “br”")]),
    ],
)
def test_the_language_of_a_name_is_looked_for(finished, expectation, language, said):
    pdf = finished("<h1>A</h1><ul><li><span lang=fr>Les Amis</span></li></ul>")
    assert told(pdf, expectation, languages=(("Les Amis", language),)) == said


def test_the_language_of_an_annex_is_looked_for(finished, expectation):
    annex = ExpectedAnnex("Annex A", 0, language="fr")
    found = told(finished("<h1>A</h1>"), expectation, annexes=(annex,))
    assert "language-lost" not in {code for code, _ in found}  # there is no part to have one


@pytest.mark.parametrize("words", ["here", "Click here.", "Read more…", "ICI", "这里"])
def test_a_link_that_does_not_say_where_it_leads_is_found(finished, expectation, words):
    pdf = finished(f'<h1>A</h1><p lang=en>See <a href="https://example.org/">{words}</a></p>')
    families = frozenset({"Source Serif 4", "Noto"})
    [(code, message)] = told(pdf, expectation, families=families)
    assert code == "link-vague"
    assert words.rstrip(".…") in message


@pytest.mark.parametrize("words", ["the report", "https://example.org/", "here in the report"])
def test_a_link_that_says_so_is_no_fault(finished, expectation, words):
    pdf = finished(f'<h1>A</h1><p>See <a href="https://example.org/">{words}</a></p>')
    assert told(pdf, expectation) == []


def test_a_link_has_its_place_on_the_page(finished, expectation):
    pdf = finished('<h1>A</h1><p>See <a href="https://example.org/">here</a></p>')
    changed = replace(expectation, passages=(), names=(), pages=None)
    [problem] = inspect(pdf, changed)
    left, top, right, bottom = problem.place.box
    # The page is 120 by 80 mm with margins of 15 mm.
    assert 42 < left < right < 298
    assert 42 < top < bottom < 184
