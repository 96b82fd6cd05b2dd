"""What holds for every test: no network, no setting of the developer's, no chance."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from pathlib import Path

import hypothesis
import pytest

# The same examples on every run and machine; a slow machine is no failure.
hypothesis.settings.register_profile("fixed", derandomize=True, deadline=None, database=None)
hypothesis.settings.load_profile("fixed")

# They would change colours, widths, dates or what a Python started by a test imports.
_SETTINGS = (
    "CLICOLOR_FORCE",
    "COLUMNS",
    "FORCE_COLOR",
    "NO_COLOR",
    "PYTHONPATH",
    "PYTHONWARNINGS",
    "SOURCE_DATE_EPOCH",
)


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _SETTINGS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX:
            pytest.fail(f"a test tried to reach {address}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", refuse)


HEADER = """\
title: A letter
date: 2022-03-08
recipient: {office: High Commissioner}
salutation: Madam,
status: final
"""


@pytest.fixture
def make_letter(tmp_path: Path) -> Callable[..., Path]:
    """Writes a small letter's folder: `make_letter(body, names=[…], header="…")`."""

    def make(
        body: str = "A paragraph.\n", names: Sequence[str] = ("One", "Two"), header: str = ""
    ) -> Path:
        folder = tmp_path / "letter"
        folder.mkdir(exist_ok=True)
        # At the end, so that the lines of the header keep their numbers.
        header += "" if "named-because" in header else "named-because: all are invented\n"
        text = f"---\n{HEADER}{header}---\n{body}"
        (folder / "letter.md").write_text(text, encoding="utf-8")
        rows = "".join('"' + name.replace('"', '""') + '"\n' for name in names)
        (folder / "signatories.csv").write_text(f"name\n{rows}", encoding="utf-8")
        return folder

    return make
