from __future__ import annotations

from itertools import pairwise

import pytest

MM = 72 / 25.4
WORDS = "Several quite ordinary words stand here so that the lines are full and end somewhere. "


@pytest.fixture
def lines(lay_out):
    """The lines of a body's flow."""
    from formalletter.typesetting.lines import text_lines

    return lambda body, style="": text_lines(*lay_out(body, style))


def flow(lines):
    return [line for line in lines if line.region == "flow"]


def test_lines_stand_on_the_grid(lines):
    made = flow(lines(f"<p>{WORDS * 4}</p>"))
    assert len(made) > 2
    for upper, lower in pairwise(made):
        assert lower.baseline - upper.baseline == pytest.approx(12)
    assert {line.size for line in made} == {10}
    assert " ".join(line.text for line in made) == (WORDS * 4).strip()


def test_a_line_knows_its_column(lines):
    items = "".join(f"<li>Name {n}</li>" for n in range(10))
    made = flow(lines(f"<ul>{items}</ul>", "ul { columns: 2; column-gap: 10mm; padding: 0 }"))
    assert sorted({line.column_x for line in made}) == pytest.approx([15 * MM, (15 + 50) * MM])
    assert {round(line.column_width / MM, 6) for line in made} == {40}
    assert made[0].baseline == made[5].baseline


def test_lines_of_one_element_have_one_block(lines):
    made = flow(lines(f'<main class="body text"><p>{WORDS * 3}</p><p id="x">Two</p></main>'))
    assert len({line.block for line in made}) == 2
    assert made[0].path == "html body main.body.text p"
    assert made[-1].path == "html body main.body.text p#x"


def test_a_block_is_counted_as_the_document_counts(lay_out):
    from formalletter.typesetting.lines import text_lines

    html, document = lay_out("<!-- a comment --><h1>One</h1><p>Two</p>")
    elements = [element for element in html.etree_element.iter() if isinstance(element.tag, str)]
    for line in flow(text_lines(html, document)):
        assert elements[line.block].text == line.text


def test_regions_are_told_apart(lines):
    made = lines("<p>Text<span>Note</span></p>", "span { float: footnote }")
    assert [(line.region, line.text) for line in made] == [
        ("flow", "Text1"),
        ("footnote", "1. Note"),
        ("margin", "head"),
        ("margin", "1"),
    ]
    assert made[-1].block == -1


def test_justified_lines_tell_how_far_their_spaces_are_stretched(lines):
    *made, last = flow(lines(f"<p>{WORDS * 3}</p>", "p { text-align: justify }"))
    assert all(line.stretch > 0 for line in made)
    assert last.stretch == 0
    assert {round(line.width, 3) for line in made} == {round(90 * MM, 3)}


def test_a_line_with_a_box_inside_is_one_line(lines):
    made = flow(lines("<p>before <span>inside</span> after</p>", "span { display: inline-block }"))
    assert [line.text for line in made] == ["before  after", "inside"]
    assert made[0].width > made[1].width


def test_a_page_tells_where_text_may_stand(lay_out):
    from formalletter.typesetting.boxes import page_areas

    _, document = lay_out("<p>Text</p>")
    [area] = page_areas(document)
    assert area == pytest.approx((15 * MM, 15 * MM, 105 * MM, 65 * MM))
