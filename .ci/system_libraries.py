"""Sees to it that the shared libraries that WeasyPrint needs are on this machine.

Which ones those are, and what installs them, the program itself knows
(`formalletter.native`); here they are installed where that is possible without asking.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NOBODY_ASKS = "DEBIAN_FRONTEND=noninteractive"


class LibrariesMissingError(Exception):
    """Libraries are missing and can't be installed from here; the message says how."""


def ensure_libraries(root: Path) -> None:
    """Install missing libraries if no question has to be asked.

    Raises `LibrariesMissingError` if a needed one is still missing; says so and goes on if only
    the subsetter is.
    """
    sys.path.insert(0, str(root / "src"))
    from formalletter import native

    if native.absent_libraries():
        install(native.DEBIAN_PACKAGES, native.HOMEBREW_COMMAND)
    missing = native.absent_libraries()
    names = ", ".join(library.name for library in missing)
    line = f"libraries are missing: {names}; run: {native.install_command()}"
    if any(library.needed for library in missing):
        raise LibrariesMissingError(line)
    if missing:
        print(f"formalletter: {line}", file=sys.stderr)


def install(debian_packages: tuple[str, ...], homebrew_command: str) -> None:
    """Install them with Homebrew, or with apt-get as root or by a sudo that asks nothing."""
    if sys.platform == "darwin" and shutil.which("brew"):
        run(homebrew_command.split())
    elif shutil.which("apt-get") and (root := as_root()) is not None:
        command = [*root, "env", NOBODY_ASKS, "apt-get"]
        packages = ["install", "--yes", "--no-install-recommends", *debian_packages]
        # A fresh container has no package lists, an old one has stale ones.
        if not run([*command, *packages]) and run([*command, "update"]):
            run([*command, *packages])


def as_root() -> list[str] | None:
    """The words before a command that must run as root; None if a password would be asked."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and run(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


def run(command: list[str]) -> bool:
    """Run a command, its words on stderr (stdout is for results); whether it succeeded."""
    return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0
