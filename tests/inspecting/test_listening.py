"""`check --listen`: what a screen reader meets, read from the finished file's tags."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from formalletter import pipeline
from formalletter.errors import DeliveryError
from formalletter.inspecting.listening import heard

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "seed.listen.txt"

BODY = """\
# First things

A text with a note[^1] and a [statement](https://www.un.org/) and *stress*; 中国人权 is a name.

> A quotation.
>
> - with a list

1. First
   - inner
2. Second

   A second paragraph.

[^1]: The note, with a [source](https://www.ohchr.org/).

| Day | What |
|---|---|
| Monday | [Report](https://www.ohchr.org/report) |
| Tuesday | |

![A map of the region](map.png)
"""


def listen(folder: Path) -> list[str]:
    made = pipeline.check(folder).made
    assert made is not None
    return list(heard(made.pdf, made.expected.foreign))


@pytest.mark.slow
def test_the_seed_letter_is_heard_as_it_should_be():
    """When the letter or the program changes, look at the difference and write it anew:
    formalletter check content/ohchr-xinjiang-2022 --listen > tests/golden/seed.listen.txt"""
    lines = listen(ROOT / "content" / "ohchr-xinjiang-2022")
    assert "\n".join(lines) + "\n" == GOLDEN.read_text(encoding="utf-8")


def test_each_kind_of_thing_has_its_line(make_letter):
    folder = make_letter(BODY, names=["One", "人權"], header="signatories:\n  heading: Signed by\n")
    Image.new("RGB", (300, 200), "red").save(folder / "map.png")
    lines = listen(folder)
    start = lines.index("heading 2: First things")
    assert lines[0] == "document: A letter, in English"
    assert lines[lines.index("Madam,") - 1] == "heading 1: A letter"
    assert lines[start + 1 :] == [
        "A text with a note [note 1]",
        "note 1: The note, with a [link: source].",
        "and a [link: statement] and stress; [in Chinese: 中国人权] is a name.",
        "quotation: A quotation.",
        "list, 1 item",
        "  with a list",
        "list, 2 items",
        "  1. First",
        "  list, 1 item",
        "    inner",
        "  2. Second",
        "  A second paragraph.",
        "table, 2 columns, 3 rows",
        "  row 1: Day | What",
        "  row 2: Monday | link: Report",
        "  row 3: Tuesday | blank",
        "image: A map of the region",
        "heading 2: Signed by (2)",
        "list, 2 items",
        "  One",
        "  in Chinese: 人權",
    ]


def test_an_annex_begins_with_its_title_and_says_its_language(make_letter):
    folder = make_letter(
        "See [](annex:A).\n",
        header="annexes:\n  - title: Lettre\n    file: lettre.md\n    language: fr\n",
    )
    (folder / "lettre.md").write_text("Bonjour à tous.\n", encoding="utf-8")
    lines = listen(folder)
    assert "See [link: Annex A]." in lines
    assert "  Annex A [link: in French: Lettre] in French" in lines
    assert lines[-3:] == [
        "in French: Annex A: Lettre",
        "heading 1: [in English: Annex A] Lettre",
        "Bonjour à tous.",
    ]


def test_what_is_no_file_is_refused():
    with pytest.raises(DeliveryError) as refused:
        heard(b"nothing")
    assert [problem.code for problem in refused.value.problems] == ["inspection-unreadable"]
