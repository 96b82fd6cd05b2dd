from __future__ import annotations

import ctypes.util
import importlib.util
import re
import subprocess
import sys
from ctypes.macholib import dyld
from pathlib import Path

import pytest

from formalletter import native
from formalletter.diagnostics import Severity
from formalletter.errors import TypesettingError

SUBSETTER = "libharfbuzz-subset.so.0"
PANGO = "libpango-1.0.so.0"


@pytest.fixture
def on_linux_without(monkeypatch: pytest.MonkeyPatch):
    """Plays a Linux, as root or not, where the given files do not load."""

    def play(*absent: str, commands: tuple[str, ...] = ("apt-get",), user: int = 1000) -> None:
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setattr(native.os, "geteuid", lambda: user)
        monkeypatch.setattr(native, "_loads", lambda path: path not in absent)
        monkeypatch.setattr(native.shutil, "which", lambda name: name in commands or None)

    return play


def test_nothing_is_missing_here():
    assert native.absent_libraries() == ()
    assert native.missing_libraries() == ()


def test_a_missing_library_is_told_with_the_line_that_installs_it(on_linux_without):
    on_linux_without(PANGO, SUBSETTER)
    with pytest.raises(TypesettingError) as caught:
        native.missing_libraries()
    [problem] = caught.value.problems
    assert caught.value.exit_code == 3
    assert problem.is_error
    assert problem.code == "libraries-missing"
    assert problem.message == "typesetting needs libraries that are not found here: Pango"
    assert problem.hint == (
        "run: sudo apt-get install --no-install-recommends"
        " libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    )


def test_a_missing_subsetter_is_only_a_warning(on_linux_without):
    on_linux_without(SUBSETTER, user=0)
    [problem] = native.missing_libraries()
    assert problem.severity is Severity.WARNING
    assert problem.code == "subsetter-missing"
    assert problem.hint.startswith("run: apt-get install")


@pytest.mark.parametrize(
    ("command", "line"),
    [
        ("dnf", "sudo dnf install pango harfbuzz"),
        ("zypper", "sudo zypper install libpango-1_0-0 libharfbuzz-subset0"),
        ("pacman", "sudo pacman -S pango harfbuzz"),
    ],
)
def test_the_line_is_that_of_the_system(on_linux_without, command: str, line: str):
    on_linux_without(commands=(command,))
    assert native.install_command() == line


def test_on_a_mac_homebrew_is_named_and_its_folder_searched(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.delenv("DYLD_FALLBACK_LIBRARY_PATH", raising=False)
    # What Python on a Mac does, with a disk on which only Homebrew has the library.
    monkeypatch.setattr(dyld.os.path, "isfile", lambda path: path in homebrew)
    monkeypatch.setattr(ctypes.util, "find_library", mac_find_library)
    monkeypatch.setattr(native, "_loads", lambda path: path in homebrew)
    homebrew = {f"/opt/homebrew/lib/lib{each.stem}.dylib" for each in native.LIBRARIES}
    assert native.absent_libraries() == ()
    homebrew.remove("/opt/homebrew/lib/libpangoft2-1.0.dylib")
    assert [each.name for each in native.absent_libraries()] == ["PangoFT2"]
    assert native.install_command() == "brew install pango harfbuzz"


def mac_find_library(name: str) -> str | None:
    """As in ctypes/util.py, where it is defined on a Mac only."""
    for file in (f"lib{name}.dylib", f"{name}.dylib"):
        try:
            return dyld.dyld_find(file)
        except ValueError:
            continue
    return None


def test_search_folders_that_the_user_set_come_first(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setenv("DYLD_FALLBACK_LIBRARY_PATH", "/nix/lib")
    monkeypatch.setattr(ctypes.util, "find_library", lambda _: None)
    for _ in range(2):  # and asking again adds nothing
        native.absent_libraries()
        folders = native.os.environ["DYLD_FALLBACK_LIBRARY_PATH"].split(":")
        assert folders == ["/nix/lib", "/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib",
                           "/usr/lib"]  # fmt: skip


def weasyprint_names() -> list[list[str]]:
    """The names of each library that WeasyPrint tries, read from its source unimported."""
    spec = importlib.util.find_spec("weasyprint")
    source = (Path(spec.origin).parent / "text" / "ffi.py").read_text(encoding="utf-8")
    calls = re.findall(r"_dlopen\(\s*ffi,(.*?)\)", source, flags=re.DOTALL)
    found = [re.findall(r"'([^']+)'", call) for call in calls]
    return [names for names in found if names]


# WeasyPrint asks for this one too and does well without it; few systems have it.
VECTOR = "harfbuzz-vector"


def test_the_libraries_are_those_that_weasyprint_loads():
    tried = [names for names in weasyprint_names() if VECTOR not in names]
    known = {library.soname: library for library in native.LIBRARIES}
    assert len(tried) == len(known)
    for names in tried:
        [soname] = [name for name in names if name in known]
        assert known[soname].stem in names


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux asks a compiler")
def test_the_libraries_are_found_without_running_a_compiler():
    program = """
import subprocess
ordinary = subprocess.Popen
def refuse(words, *rest, **settings):
    assert words[0] == "/sbin/ldconfig", words
    return ordinary(words, *rest, **settings)
subprocess.Popen = refuse
import weasyprint.text.ffi as ffi
assert ffi.pango and ffi.harfbuzz_subset
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        env=native.library_environment(),
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_on_a_mac_the_folders_go_to_the_process_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.delenv("DYLD_FALLBACK_LIBRARY_PATH", raising=False)
    folders = native.library_environment()["DYLD_FALLBACK_LIBRARY_PATH"].split(":")
    assert "/opt/homebrew/lib" in folders
