"""A style decides how a letter looks and changes nothing of what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from formalletter import assets
from formalletter.diagnostics import Problem
from formalletter.edition import Edition, Order
from formalletter.errors import InputError
from formalletter.preparing import compose, read
from formalletter.typesetting.process import Typesetter

HEADER = """\
valediction: Yours,
style: mine
letterhead: {organisations: [{name: Lake Group, detail: [Street 1]}], text: Office of the lake}
signed-by: [{name: Bo Hill, role: Director}]
contact: {name: Cy Day, email: cy@lake.example}
copied-to: [The Council]
embargo: {until: 2022-03-09 10:00, zone: Europe/Zurich, place: Geneva}
"""
BODY = """\
We, the undersigned, say that the lake is **not** to *be* sold.[^1]

- First item here
- Second item here

| Year | Fish |
|------|------|
| 2020 | many |
| 2021 | some |

> They said it.

[^1]: A footnote about water.
"""

ADDED = {
    'p::before { content: "NOT " }': "NOT",
    'p::after { content: "\\4eOT" }': "NOT",
    '.names li::after { content: " (not)" }': "(not)",
    'td::before { content: "-" }': "-",
    '.footnote::before { content: "NOT " }': "NOT",
    '.footnote::footnote-marker { content: "NOT " }': "NOT",
    '.footnote::footnote-call { content: "NOT " }': "NOT",
    '.letterhead *::before { content: "Not the " }': "Not the",
    "h1::before { content: attr(class, string) counter(x) }": "0",
    'li { display: list-item; list-style: "NOT " inside }': "NOT",
    "li { display: list-item; list-style: decimal inside }": "1.",
    "blockquote p::before { content: open-quote }": "“",
    '.page-count::before { content: "99 pages" }': "99 pages",
    'p { hyphenate-character: " NOT"; width: 30pt; hyphens: auto }': "NOT",
    'p { max-lines: 1; block-ellipsis: " NOT"; width: 90pt }': "leaves out",
    ':root { --x: "NOT " } p::before { content: var(--x) }': "NOT",
    '@page { @top-center { content: "NOT FOR US" } }': "NOT FOR US",
    'p { string-set: x "NOT" } @page { @bottom-center { content: string(x) } }': "NOT",
    "h1 { position: running(x) } @page { @top-center { content: element(x) } }": "A letter",
}
HIDDEN = {
    "td { display: none }": "2020",
    ".letterhead { display: none }": "Lake Group",
    ".names li:first-child { display: none }": "One",
    ".footnote { display: none }": "A footnote about water.",
    "blockquote { visibility: hidden }": "They said it.",
    "blockquote { opacity: 0.1 }": "They said it.",
    "blockquote p { font-size: 0 }": "They said it.",
    "blockquote { position: absolute; clip: rect(0, 0, 0, 0) }": "They said it.",
    "blockquote { overflow: hidden; height: 1pt }": "They said it.",
    "blockquote p { text-indent: -400pt; overflow: hidden }": "They said it.",
    "@page :first { @bottom-left { content: none } }": "Embargoed",
}
TURNED = {
    "blockquote { text-decoration: line-through }": "strikes out “They said it.”",
    "p { direction: rtl }": "turns",
    "strong { float: right }": "out of its line",
    "strong { float: left }": "out of its line",
    "strong { display: inline-block; width: 1pt }": "out of its line",
    "strong { position: relative; left: -60pt }": "over what it follows",
    "strong { margin-left: -4em }": "over what it follows",
    "strong { letter-spacing: -1em }": "over each other",
    "blockquote { transform: scale(-1, 1) }": "turns “They said it.” around",
    ".names { display: flex; flex-direction: column-reverse }": "before what it follows",
    "blockquote { position: absolute; top: 60mm; left: 20mm }": "before what it follows",
    "h1 { position: fixed } blockquote { break-after: page }": "repeats “A letter”",
    "a { -weasy-link: url(https://elsewhere.example/) }": "may not set “-weasy-link”",
}
HARMLESS = (
    "p { text-transform: uppercase; letter-spacing: 1pt }",
    "p::first-letter { font-size: 20pt } p::first-line { color: #333 }",
    'li::before { content: "\\2022"; color: red } h1 { text-decoration: underline }',
    ".names { columns: 3 } .body { width: 90mm } h1 { text-align: center; hyphens: auto }",
    ".page-count { width: 20pt } .letterhead { position: relative; top: 4pt }",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("style") / "letter"
    (folder / "styles").mkdir(parents=True)
    head = "title: A letter\ndate: 2022-03-08\nrecipient: {office: High Commissioner}\n"
    text = f"---\n{head}salutation: Madam,\nstatus: final\n{HEADER}---\n{BODY}"
    (folder / "letter.md").write_text(text, encoding="utf-8")
    (folder / "signatories.csv").write_text("name\nOne\nTwo\nThree\n", encoding="utf-8")
    (folder / "styles" / "mine.css").write_text("", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def found(folder: Path) -> Iterator[Callable[[str], list[Problem]]]:
    """What is found of a style; one process looks at all of them."""
    letter, coverage, *_ = read(folder)
    job = compose(letter, Order(Edition.PRESS, "public", is_embargoed=True), coverage)[1]
    with Typesetter(assets.fonts_folder(), folder / "fonts") as typesetter:

        def look(style: str) -> list[Problem]:
            text = f'@import "classic.css";\n{style}\n'
            (folder / "styles" / "mine.css").write_text(text, encoding="utf-8")
            try:
                typesetter.typeset(job)
            except InputError as fault:
                return [problem for problem in fault.problems if problem.is_error]
            return []

        yield look


@pytest.mark.parametrize(("style", "words"), {**ADDED, **HIDDEN, **TURNED}.items())
def test_a_style_that_changes_what_is_said_is_refused_and_named(
    found: Callable[[str], list[Problem]], style: str, words: str
) -> None:
    problems = found(style)
    assert any(words in problem.message for problem in problems), problems
    assert {problem.code for problem in problems} == {"style-changes-words"}
    assert len(problems) <= 6
    assert all(str(problem.place).startswith("styles/mine.css") for problem in problems)


def test_the_line_that_did_it_is_shown(found: Callable[[str], list[Problem]]) -> None:
    (problem,) = found('h1 {\n  color: #111 }\nh1::before {\n  content: "NOT " }')
    assert str(problem.place) == "styles/mine.css:5:3"


@pytest.mark.parametrize("style", HARMLESS)
def test_a_style_that_only_changes_the_look_is_taken(
    found: Callable[[str], list[Problem]], style: str
) -> None:
    assert found(style) == []
