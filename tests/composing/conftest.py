from __future__ import annotations

from pathlib import Path

import pytest

from formalletter import assets
from formalletter.composing.text import TextSetter
from formalletter.fonts import Coverage
from formalletter.wording import Wording


@pytest.fixture(scope="session")
def coverage() -> Coverage:
    return Coverage(assets.fonts_folder(), Path("none"))


@pytest.fixture
def setter(coverage: Coverage) -> TextSetter:
    return TextSetter(Wording("en-GB"), coverage, narrowest=15)
