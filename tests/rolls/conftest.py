from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest

from formalletter.diagnostics import Place
from formalletter.letter import Body, Source
from formalletter.signatory import Signatory
from formalletter.signatory_list import SignatoryList


@pytest.fixture
def signatory() -> Callable[..., Signatory]:
    """Makes a signatory with a row of its own: `signatory("Name", kind="individual")`."""
    rows = count(2)

    def make(name: str, language: str | None = None, **values: object) -> Signatory:
        return Signatory(name, language, Place("list.csv", next(rows)), **values)  # type: ignore[arg-type]

    return make


@pytest.fixture
def settings() -> Callable[..., SignatoryList]:
    """Makes the header's part about the list: `settings(order="alphabetical")`."""

    def make(**values: object) -> SignatoryList:
        return SignatoryList.model_validate(
            {key.replace("_", "-"): value for key, value in values.items()}
        )

    return make


@pytest.fixture
def body() -> Callable[[str], Body]:
    """Makes the text of a letter whose header takes four lines."""

    def make(text: str) -> Body:
        return Body(text, Source("letter.md", "---\na: 1\nb: 2\n---\n" + text), 5)

    return make
