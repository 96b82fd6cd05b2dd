"""The shared libraries of the system that WeasyPrint loads: are they there, what installs them.

WeasyPrint prints a page of advice and raises `OSError` when one is missing.  So this module
goes first: `missing_libraries` says in one line what to install.  Only the standard library and the
program's own data are imported here, because the set-up of a development environment asks
the same questions before anything is installed.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .diagnostics import error, warning
from .errors import TypesettingError

if TYPE_CHECKING:
    from .diagnostics import Problem


@dataclass(frozen=True, slots=True)
class Library:
    """One shared library, by the names that WeasyPrint 70 tries (`weasyprint/text/ffi.py`).

    `stem` is what all of those names have in common and what macOS is asked for; `soname`
    is the file's name on Linux.  Without a `needed` one no page can be made.
    """

    name: str
    stem: str
    soname: str
    needed: bool = True


_SUBSETTER = Library("HarfBuzz-subset", "harfbuzz-subset", "libharfbuzz-subset.so.0", needed=False)
LIBRARIES = (
    Library("GObject", "gobject-2.0", "libgobject-2.0.so.0"),
    Library("Pango", "pango-1.0", "libpango-1.0.so.0"),
    Library("HarfBuzz", "harfbuzz", "libharfbuzz.so.0"),
    _SUBSETTER,
    Library("Fontconfig", "fontconfig", "libfontconfig.so.1"),
    Library("PangoFT2", "pangoft2-1.0", "libpangoft2-1.0.so.0"),
)

DEBIAN_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
_INSTALLERS = {
    "apt-get": f"apt-get install --no-install-recommends {' '.join(DEBIAN_PACKAGES)}",
    "dnf": "dnf install pango harfbuzz",
    "zypper": "zypper install libpango-1_0-0 libharfbuzz-subset0",
    "pacman": "pacman -S pango harfbuzz",
}
HOMEBREW_COMMAND = "brew install pango harfbuzz"

# Where Homebrew (Apple silicon, Intel) and MacPorts put libraries, then what macOS would
# search by itself: setting the variable replaces that list (dyld(1)).
_MAC_FOLDERS = ("/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib", "/usr/lib")
_MAC_SEARCH = "DYLD_FALLBACK_LIBRARY_PATH"


def missing_libraries() -> tuple[Problem, ...]:
    """Check that pages can be made here.

    Returns a warning when only the subsetter is missing.  Raises `TypesettingError` with
    the line that installs what is missing.
    """
    absent = absent_libraries()
    names = ", ".join(library.name for library in absent if library.needed)
    hint = f"run: {install_command()}"
    if names:
        message = f"typesetting needs libraries that are not found here: {names}"
        raise TypesettingError([error("libraries-missing", message, hint=hint)])
    if absent:
        message = "without HarfBuzz-subset, Chinese, Japanese and Korean take 20 times longer"
        return (warning("subsetter-missing", message, hint=hint),)
    return ()


def absent_libraries() -> tuple[Library, ...]:
    """The libraries that can't be loaded here, needed ones and the subsetter."""
    return tuple(library for library in LIBRARIES if not _found_as(library))


def install_command() -> str:
    """The one line that installs the libraries on this system."""
    if sys.platform == "darwin":
        return HOMEBREW_COMMAND
    found = next((name for name in _INSTALLERS if shutil.which(name)), "apt-get")
    return _INSTALLERS[found] if os.geteuid() == 0 else f"sudo {_INSTALLERS[found]}"


def library_environment() -> dict[str, str]:
    """The variables with which a process finds the libraries, and finds them fast.

    `ctypes.util.find_library` asks the compiler and the linker for each name that Linux does
    not know; WeasyPrint tries the names of every platform, some twenty of them, which takes
    as long as typesetting a page.  With a `PATH` that leads nowhere there is no compiler to ask;
    an empty one would lead into the current folder.
    """
    variables = {"PATH": os.devnull}  # no folder, so nothing can ever be below it
    if sys.platform == "darwin":
        variables[_MAC_SEARCH] = _mac_folders()
    return variables


def _found_as(library: Library) -> str | None:
    """The name under which the library loads here, or None."""
    path: str | None = library.soname
    if sys.platform == "darwin":
        os.environ[_MAC_SEARCH] = _mac_folders()
        path = ctypes.util.find_library(library.stem)
    if path is None or not _loads(path):
        return None
    return path


def _loads(path: str) -> bool:
    try:
        ctypes.CDLL(path)
    except OSError:
        return False
    return True


def _mac_folders() -> str:
    """The folders that the user set, then Homebrew's, which Python doesn't know by itself.

    Only Python reads the variable at this time (`ctypes.macholib.dyld`), and only Python
    needs to: a library that Homebrew built knows its own companions by their full paths.
    """
    kept = os.environ.get(_MAC_SEARCH, "").split(":")
    return ":".join(dict.fromkeys(folder for folder in (*kept, *_MAC_FOLDERS) if folder))
