"""The real letter's finished file, as two readers that know nothing of each other read it."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

from formalletter import pipeline
from formalletter.inspecting.document import read_document
from formalletter.seen import SeenPage
from formalletter.viewing import Viewer

ROOT = Path(__file__).parents[2]
SEED = (ROOT / "tests" / "importing" / "seed.txt").read_text(encoding="utf-8")
INK = (17, 17, 17)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = ROOT / "content" / "ohchr-xinjiang-2022"
    return pipeline.build(folder, output=tmp_path_factory.mktemp("out")).path.read_bytes()


@pytest.fixture(scope="module")
def pages(pdf: bytes) -> tuple[SeenPage, ...]:
    with Viewer() as viewer:
        viewer.send(pdf)
        return viewer.receive()


def plain(text: str) -> str:
    """Text without what a line's end, a space or an apostrophe may be."""
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("’", "'")
    return "".join(text.split())


def test_every_name_is_one_run_or_several_one_after_the_other(pages: tuple[SeenPage, ...]):
    runs = [plain(run.text) for page in pages for run in page.runs if not run.is_artifact]
    names = [line.strip() for line in SEED.partition("Signatories:")[2].splitlines()]
    wanted = [plain(name) for name in names if name]
    assert len(wanted) == 192
    found = set()
    for start in range(len(runs)):
        found |= {"".join(runs[start:end]) for end in range(start + 1, start + 5)}
    assert set(wanted) - found == set()


def test_the_marks_say_what_the_other_reader_finds_in_them(pdf, pages: tuple[SeenPage, ...]):
    for page, content in zip(pages, read_document(pdf).contents, strict=True):
        texts: dict[int, str] = {}
        for run in page.runs:
            if run.mark is not None and not run.form:
                texts[run.mark] = texts.get(run.mark, "") + run.text
        there = {mark: plain(text) for mark, text in content.texts.items() if plain(text)}
        assert {mark: plain(text) for mark, text in texts.items()} == there


def test_the_running_heads_are_artifacts(pages: tuple[SeenPage, ...]):
    heads = [run for page in pages for run in page.runs if run.is_artifact]
    assert [run.text for run in heads if run.text.startswith("Page")] == [
        "Page 2 of 6",
        "Page 3 of 6",
        "Page 4 of 6",
    ]
    assert {run.baseline < 60 for run in heads} == {True}


def test_sizes_colours_and_gaps_are_those_of_the_style(pages: tuple[SeenPage, ...]):
    body = [run for run in pages[0].runs if run.mark is not None and run.box[1] > 350]
    assert len(body) > 20
    assert {(round(run.size, 2), run.font) for run in body} == {(11.0, "Source-Serif-4")}
    assert {(run.colour, run.ground) for run in body} == {(INK, (255, 255, 255))}
    for run in body:
        assert len(run.gaps) == len(run.text.split()) - 1
        widths = [right - left for left, right in run.gaps]
        assert max(widths, default=0) <= run.space + 0.02  # pairs with a space may be closer
        exact = [width for width in widths if width == pytest.approx(run.space, abs=0.02)]
        assert len(exact) >= len(widths) / 2
        assert all(one[1] < two[0] for one, two in pairwise(run.gaps))


def test_a_landscape_page_is_seen_as_it_lies(pages: tuple[SeenPage, ...]):
    last = pages[-1]
    assert (round(last.width), round(last.height)) == (842, 595)
    assert all(0 < run.box[0] < run.box[2] < 842 for run in last.runs)
    assert all(run.level for run in last.runs)
