"""The body's Markdown: what it becomes, and what is reported with its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from formalletter.composing.body import SetBody, set_body
from formalletter.composing.body_style import BodyStyle
from formalletter.composing.text import TextSetter
from formalletter.letter import Body, Source
from formalletter.wording import Wording


@pytest.fixture
def body(setter: TextSetter) -> Callable[..., SetBody]:
    def render(text: str, **options: bool) -> SetBody:
        source = Source("letter.md", f"---\ntitle: x\n---\n{text}")
        return set_body(Body(text, source, 4), setter, Wording("en-GB"), BodyStyle(**options))

    return render


def test_commonmark_with_smart_quotes_and_dashes(body: Callable[..., SetBody]) -> None:
    html = body('He said "no" -- it\'s *not* **right**...').html
    assert html == "<p>He said “no” – it’s <em>not</em> <strong>right</strong>…</p>\n"


def test_legal_marks_stay_words(body: Callable[..., SetBody]) -> None:
    assert "Article\u00a05(c) and (r)" in body("Article 5(c) and (r)").html


def test_raw_html_is_shown_as_text_and_reported(body: Callable[..., SetBody]) -> None:
    done = body("one <b>two</b>\n\n<script>alert(1)</script>\n")
    assert "one &lt;b&gt;two&lt;/b&gt;" in done.html
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>" in done.html
    assert "<script" not in done.html
    places = [(problem.code, problem.place.line, problem.place.column) for problem in done.problems]
    assert places == [("body-html", 4, 5), ("body-html", 4, 11), ("body-html", 6, 1)]


@pytest.mark.parametrize("target", ["#", ""])
def test_placeholder_link_is_plain_words_and_reported(
    body: Callable[..., SetBody], target: str
) -> None:
    done = body(f"see the\n[statement]({target}) of 2020")
    assert done.html == "<p>see the\nstatement of 2020</p>\n"
    (problem,) = done.problems
    assert problem.code == "link-placeholder"
    assert not problem.is_error
    assert (problem.place.line, problem.place.column) == (5, 11)


@pytest.mark.parametrize(
    "target",
    [
        "report.pdf",
        "ftp://example.org/x",
        "//example.org",
        "#part",
        "javascript:alert(1)",
        "file:///etc/passwd",
    ],
)
def test_link_that_nobody_can_follow_is_an_error(body: Callable[..., SetBody], target: str) -> None:
    (problem,) = body(f"[x]({target})").problems
    assert (problem.code, problem.is_error) == ("link-target", True)


def test_live_link_and_link_on_paper(body: Callable[..., SetBody]) -> None:
    text = "see [the report](https://example.org/r)."
    assert '<a href="https://example.org/r">the report</a>' in body(text).html
    paper = body(text, addresses="notes").html
    assert 'href="https' not in paper
    # No line ends before the number.
    assert 'the report\u2060<a class="footnote-call" id="note-1-call" href="#note-1"' in paper
    assert '<span class="address">https://example.org/r</span>' in paper


def test_footnote_stands_at_its_first_reference_with_a_way_back(
    body: Callable[..., SetBody],
) -> None:
    html = body("One[^a] and two[^b], again[^a].\n\n[^a]: First *note*.\n[^b]: Second.").html
    assert html.count('role="doc-footnote"') == 2
    assert html.index('id="note-1"') < html.index('id="note-2"')
    assert 'href="#note-1-call"' in html
    assert "First <em>note</em>." in html
    assert html.count('href="#note-1"') == 2
    assert html.count('id="note-1-call"') == 1


def test_link_in_a_footnote_on_paper_is_written_out_in_it(body: Callable[..., SetBody]) -> None:
    html = body("One[^a].\n\n[^a]: See [it](https://example.org/r).", addresses="notes").html
    assert html.count('role="doc-footnote"') == 1
    assert 'See it (<span class="address">https://example.org/r</span>).' in html


def test_nothing_is_dropped_for_being_nested_deeply(body: Callable[..., SetBody]) -> None:
    assert "deep" in body("> " * 12 + "deep").html
    (problem,) = body("fine\n\n" + "> " * 60 + "deep").problems
    assert (problem.code, problem.place.line if problem.place else 0) == ("body-too-deep", 6)
    marks = "".join("*_"[n % 2] for n in range(50))
    done = body(marks + "deep" + marks[::-1])
    assert "deep" in done.html or done.problems


def test_note_that_would_get_lost_is_an_error(body: Callable[..., SetBody]) -> None:
    (problem,) = body("Text.\n\n[^a]: A whole sentence.").problems
    assert (problem.code, problem.place.line if problem.place else 0) == ("footnote-lost", 6)
    (problem,) = body("Text.\n\nMore[^x].").problems
    assert (problem.code, problem.place.line if problem.place else 0) == ("footnote-missing", 6)


def test_list_labels_stand_in_the_text(body: Callable[..., SetBody]) -> None:
    html = body("3. three\n4. four\n\n- dot").html
    assert '<span class="label">3. </span><div class="item">three</div>' in html
    assert '<span class="label">4. </span><div class="item">four</div>' in html
    assert '<span class="label">• </span><div class="item">dot</div>' in html


def test_numbered_paragraphs_count_the_body_and_not_its_lists(body: Callable[..., SetBody]) -> None:
    done = body("One.\n\n- a\n\n  b\n\nTwo.", numbered=True)
    assert done.html.count('class="numbered"') == 2
    assert '<span class="label">2.</span> Two.' in done.html
    assert done.html.count("<p") == 4


def test_headings_start_at_two_and_skip_no_level(body: Callable[..., SetBody]) -> None:
    done = body("# A\n\n### B\n\n## C\n")
    assert [tag for tag in ("<h1>", "<h2>A", "<h3>B", "<h3>C") if tag in done.html] == [
        "<h2>A",
        "<h3>B",
        "<h3>C",
    ]
    assert [problem.place.line for problem in done.problems] == [6]


def test_table_has_column_heads_and_sides(body: Callable[..., SetBody]) -> None:
    html = body("| a | b |\n|---|--:|\n| 1 | 2 |").html
    assert '<th scope="col">a</th>' in html
    assert '<th scope="col" class="right">b</th>' in html
    assert '<td class="right">2</td>' in html


def test_image_without_text_is_an_error_with_its_place(body: Callable[..., SetBody]) -> None:
    (problem,) = body("text ![](images/a.png)").problems
    assert (problem.code, problem.place.column) == ("image-without-text", 10)
    assert body("![a map](images/a.png)").problems == ()


@pytest.mark.parametrize("source", ["https://example.org/a.png", "file:///etc/a.png", "data:x"])
def test_image_from_elsewhere_is_an_error(body: Callable[..., SetBody], source: str) -> None:
    assert [problem.code for problem in body(f"![a]({source})").problems] == ["image-target"]


@pytest.mark.parametrize("bomb", ["*" * 5000, "`" * 5000, "[" * 5000 + "]" * 5000])
def test_markup_bombs_are_refused_with_their_place(body: Callable[..., SetBody], bomb: str) -> None:
    (problem,) = body(f"fine\n{bomb}").problems
    assert (problem.code, problem.place.line) == ("body-delimiter-run", 5)


@pytest.mark.parametrize("bomb", ['"' * 90_000, "it's " * 90_000, '"a\n' * 5000 + "b'\n" * 5000])
def test_more_quotation_marks_than_can_be_set_are_refused(
    body: Callable[..., SetBody], bomb: str
) -> None:
    (problem,) = body(f"fine\n\n{bomb}").problems
    assert problem.code == "body-quotes"


def test_quotation_marks_are_counted_in_each_paragraph(body: Callable[..., SetBody]) -> None:
    assert body("It's the year's.\n\n" * 1500).problems == ()
