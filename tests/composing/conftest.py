from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from formalletter import assets
from formalletter.composing import BASE_URL
from formalletter.composing.text import TextSetter
from formalletter.fonts import Coverage
from formalletter.letter import Letter
from formalletter.reading import read_letter
from formalletter.rolls import letter_for
from formalletter.typeset import Element, Leaf, Typeset
from formalletter.typesetting.job import Fit, Job
from formalletter.typesetting.process import Typesetter
from formalletter.wording import Wording


@pytest.fixture(scope="session")
def coverage() -> Coverage:
    return Coverage(assets.fonts_folder(), Path("none"))


@pytest.fixture
def setter(coverage: Coverage) -> TextSetter:
    return TextSetter(Wording("en-GB"), coverage, narrowest=15)


@pytest.fixture
def letter_with(make_letter: Callable[..., Path]) -> Callable[..., Letter]:
    """Reads a letter with annexes: `letter_with("{title: …, file: a.md}", {"a.md": "…"})`."""

    def read(
        annexes: str, files: Mapping[str, str], header: str = "", body: str = "A.\n"
    ) -> Letter:
        folder = make_letter(body, header=f"annexes: [{annexes}]\n{header}")
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
        letter, _ = letter_for(read_letter(folder)[0], "addressee")
        return letter

    return read


@pytest.fixture(scope="session")
def typesetter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typesetter]:
    with Typesetter(assets.fonts_folder(), tmp_path_factory.mktemp("none")) as typesetter:
        yield typesetter


@pytest.fixture
def typeset(typesetter: Typesetter, tmp_path: Path) -> Callable[..., Typeset]:
    """Typesets a document, and shows that nothing in it was ignored."""

    def typeset(html: str, pictures: Path | None = None, fit: Fit | None = None) -> Typeset:
        bundled = str(assets.styles_folder().parent)
        shown = None if pictures is None else str(pictures)
        job = Job(html, BASE_URL, str(tmp_path), bundled, fit=fit, pictures=shown)
        done, problems = typesetter.typeset(job)
        assert problems == ()
        return done

    return typeset


@pytest.fixture
def said() -> Callable[[Element | Leaf], str]:
    """What an element of the typeset document says, as a reader hears it."""

    def said(part: Element | Leaf) -> str:
        if isinstance(part, Leaf):
            return part.text.replace("\u00a0", " ") + " " * part.spaced
        return "".join(map(said, part.children))

    return said
