"""The letter of `twin_letters`, made once for each audience, and its twins."""

from __future__ import annotations

from pathlib import Path

import pytest
from twin_letters import content_of, made, write_letter

from formalletter import twins
from formalletter.pipeline import Made
from formalletter.twins import Content, Twins


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_letter(tmp_path_factory.mktemp("twins") / "letter")


@pytest.fixture(scope="session")
def public(folder: Path) -> Made:
    return made(folder, "public")


@pytest.fixture(scope="session")
def addressee(folder: Path) -> Made:
    return made(folder, "addressee")


@pytest.fixture(scope="session")
def content(public: Made) -> Content:
    return content_of(public)


@pytest.fixture(scope="session")
def files(content: Content) -> Twins:
    return twins.make(content)


@pytest.fixture(scope="session")
def text(files: Twins) -> str:
    return files.text.decode()


@pytest.fixture(scope="session")
def html(files: Twins) -> str:
    return files.html.decode()
