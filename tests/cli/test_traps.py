"""A stranger's folder is full of traps: no command runs or imports anything that lies there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ANNEX = Path(__file__).parents[1] / "corpus" / "files" / "pdf-1.3.pdf"
STANDARD = (
    *("codecs", "contextlib", "copy", "csv", "dataclasses", "datetime", "decimal", "enum"),
    *("functools", "getpass", "hashlib", "importlib", "inspect", "io", "json", "logging"),
    *("multiprocessing", "pathlib", "pickle", "random", "re", "runpy", "selectors", "shutil"),
    *("signal", "site", "sitecustomize", "socket", "stat", "struct", "subprocess", "tempfile"),
    *("threading", "tomllib", "types", "typing", "unicodedata", "usercustomize", "uuid", "xml"),
    *("ctypes", "email", "encodings", "zipfile", "zlib"),
)
DEPENDENCIES = (
    *("PIL", "babel", "cffi", "click", "duckdb", "fontTools", "formalletter", "jinja2"),
    *("markdown_it", "page", "pikepdf", "pydantic", "pypdf", "pypdfium2", "python_calamine"),
    *("rapidfuzz", "rich", "ruamel", "tinycss2", "typer", "weasyprint"),
)
TOOLS = (
    *("as", "c++", "cc", "clang", "collect2", "fc-cache", "fc-list", "gcc", "git", "gs", "ld"),
    *("ldconfig", "objdump", "pkg-config", "python", "python3", "qpdf", "sh", "uname"),
)
SETTINGS = {
    ".duckdbrc": ".system ./sh\n",
    "evil.pth": "import evil\n",
    "fonts.conf": "<fontconfig><reset-dirs/></fontconfig>",
    "pyvenv.cfg": "home = .\n",
    "pyproject.toml": "[tool.typer]\n",
}

# What could tell Python, the loader, fontconfig and others to look in the current folder.
MEDDLING = {
    "FONTCONFIG_FILE": "fonts.conf",
    "FONTCONFIG_PATH": ".",
    "GIO_EXTRA_MODULES": ".",
    "LD_LIBRARY_PATH": ":.",
    "PYTHONSTARTUP": "evil.py",
    "PYTHONUSERBASE": ".",
    "XDG_CACHE_HOME": ".",
}
COMMANDS = {
    "new": ["new", "another"],
    "import": ["import", "open-letter.txt", "imported"],
    "check": ["check", "."],
    "build": ["build", ".", "-e", "delivery", "-e", "print", "--pack", "-o", "../finished"],
    "verify": ["verify", "../finished"],
    "schema": ["schema"],
    "annex inspect": ["annex", "inspect", "plain.pdf"],
    "signatories check": ["signatories", "check", "."],
    "signatories tidy": ["signatories", "tidy", ".", "--accept", "shouting"],
    "signatories diff": ["signatories", "diff", "signatories.csv", "signatories.csv"],
    "signatories proof": ["signatories", "proof", "."],
    "signatories update": ["signatories", "update", ".", "newer.csv"],
    "signatories withdraw": ["signatories", "withdraw", ".", "Two"],
}


@pytest.fixture
def trapped(make_letter: Callable[..., Path]) -> Path:
    """A letter's folder with an annex and traps, in which one stands, writes and is not safe."""
    folder = make_letter(
        "See [](annex:A).\n",
        names=["One", "Two", "Three"],
        header="annexes: [{title: Plain, file: plain.pdf}]\neditions: [delivery, print]\n",
    )
    shutil.copy(ANNEX, folder / "plain.pdf")
    (folder / "open-letter.txt").write_text("Madam,\n\nA paragraph.\n", encoding="utf-8")
    (folder / "newer.csv").write_text("name\nOne\nTwo\nThree\nFour\n", encoding="utf-8")
    for place in (folder, folder.parent / "finished", folder / "fonts", folder / "styles"):
        lay_traps(place, folder.parent / "sprung")
    return folder


def lay_traps(folder: Path, marks: Path) -> None:
    """Files that leave their name in `marks` when they are run or imported."""
    folder.mkdir(exist_ok=True)
    marks.mkdir(exist_ok=True)
    for number, name in enumerate(("evil", *STANDARD, *DEPENDENCIES)):
        inside = folder / name / "__init__.py" if number % 2 else folder / f"{name}.py"
        inside.parent.mkdir(exist_ok=True)
        inside.write_text(f"open({str(marks / name)!r}, 'w').close()\n", encoding="utf-8")
    for name in TOOLS:
        (folder / name).write_text(f"#!/bin/sh\n: > '{marks / name}'\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    for name, text in SETTINGS.items():
        (folder / name).write_text(text, encoding="utf-8")


def sprung(folder: Path, command: list[str], *python: str, **variables: str) -> tuple[int, object]:
    """How a command ended that was given in a folder, and which traps it stepped into."""
    done = subprocess.run(
        [sys.executable, *python, "-m", "formalletter", *command],
        cwd=folder,
        env={**os.environ, **MEDDLING, "PATH": f".::{folder}", **variables},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode, sorted(path.name for path in (folder.parent / "sprung").iterdir())


@pytest.mark.slow
def test_no_command_steps_into_a_trap(trapped: Path) -> None:
    """-P is how the installed command starts: its own folder is no stranger's."""
    for name, command in COMMANDS.items():
        code, found = sprung(trapped, command, "-P")
        assert (name, found) == (name, [])
        assert (name, code) in {(name, 0), (name, 1)}
    built = [*(trapped.parent / "finished").rglob("*.pdf")]
    assert built, "it was built, and not only refused"


@pytest.mark.slow
def test_python_m_forgets_the_current_folder_at_once(trapped: Path) -> None:
    """What Python itself imports before the program's first line is beyond it."""
    for name in ("formalletter", *STANDARD):
        shutil.rmtree(trapped / name, ignore_errors=True)
        (trapped / f"{name}.py").unlink(missing_ok=True)
    marks = trapped.parent / "sprung"
    for name in ("multiprocessing", "signal", "subprocess", "tempfile", "json", "csv"):
        (trapped / f"{name}.py").write_text(f"open({str(marks / name)!r}, 'w')\n", encoding="utf-8")
    relative = {"PYTHONPATH": f":annexes{os.pathsep}."}
    (trapped / "letter.md").write_text("no letter", encoding="utf-8")
    assert sprung(trapped, ["build", "."], **relative) == (1, [])
