"""Makes `.venv`, with all that requirements.lock names and the project itself, editable.

Only the standard library is used, since nothing else is there yet.  It also works where
`ensurepip` is missing (Debian without python3-venv): the locked pip is fetched as a wheel
and run from it.  What is already right is left alone, so every make target may call this.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import tomllib
import venv
from contextlib import suppress
from pathlib import Path

from package_index import FetchError, fetch
from system_libraries import LibrariesMissingError, ensure_libraries

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements.lock"
# Written after what it tells of: a set-up that was interrupted is done again.
STAMP = VENV / "set-up.json"


def main() -> int:
    """Set up what is missing; return the exit code."""
    try:
        with Path(__file__).open("rb") as script:
            # One set-up at a time; a file system that knows no locks goes without.
            with suppress(OSError):
                fcntl.flock(script, fcntl.LOCK_EX)
            ensure_libraries(ROOT)
            set_up()
    except KeyboardInterrupt:
        say("interrupted; the next make begins again")
        return 130
    except (FetchError, LibrariesMissingError) as fault:
        say(str(fault))
    except subprocess.CalledProcessError:
        say("pip could not install what requirements.lock names (its reason stands above)")
    else:
        return 0
    return 1


def set_up() -> None:
    """Bring `.venv` up to date with the lock and with pyproject.toml."""
    wanted = {"environment": environment_digest(), "project": project_digest()}
    done = read_stamp()
    if done == wanted:
        return
    STAMP.unlink(missing_ok=True)
    if done.get("environment") != wanted["environment"]:
        say("setting up .venv (about half a minute, once)")
        venv.EnvBuilder(clear=True, symlinks=True).create(VENV)
        install_locked()
        STAMP.write_text(json.dumps({"environment": wanted["environment"]}), encoding="utf-8")
    pip("-m", "pip", "install", "--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT))
    STAMP.write_text(json.dumps(wanted), encoding="utf-8")


def environment_digest() -> str:
    """Changes when the installed packages, the interpreter or the folder is another."""
    facts = (LOCK.read_bytes(), sys.version, sys.base_prefix, str(VENV))
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def project_digest() -> str:
    """Changes when what pip notes of the project itself does: not with a linter's settings."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    facts = [project["project"], project["build-system"], project["tool"]["hatch"]]
    version = (ROOT / "src" / "formalletter" / "__init__.py").read_text(encoding="utf-8")
    return hashlib.sha256(json.dumps([facts, version]).encode()).hexdigest()


def read_stamp() -> dict[str, str]:
    """What the last finished set-up was made from; nothing if there was none."""
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
        subprocess.run([PYTHON, "-I", "-S", "-c", ""], check=True, capture_output=True)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return {}
    return stamp


def install_locked() -> None:
    """Install everything in the lock, pip itself included, by the pip that the lock names."""
    version, hashes = locked("pip")
    with tempfile.TemporaryDirectory() as folder:
        wheel = fetch("pip", f"pip-{version}-py3-none-any.whl", hashes, Path(folder))
        only = ("--require-hashes", "--only-binary", ":all:")
        pip(str(wheel / "pip"), "install", *only, "-r", str(LOCK))


def locked(package: str) -> tuple[str, frozenset[str]]:
    """The version of a package in the lock, and the SHA-256 of each of its files."""
    text = LOCK.read_text(encoding="utf-8")
    entry = text.partition(f"\n{package}==")[2].partition("\n    # via")[0].split()
    return entry[0], frozenset(
        word.removeprefix("--hash=sha256:") for word in entry if word.startswith("--hash=")
    )


def pip(how: str, *arguments: str) -> None:
    """Run pip in the environment, by `-m` or from a wheel, quietly unless it fails."""
    # A setting that sends packages elsewhere must not reach it; the index settings must.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    settings = {"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    quietly = ("-qq", "--progress-bar", "off")
    subprocess.run([PYTHON, how, *arguments, *quietly], check=True, env=kept | settings)


def say(line: str) -> None:
    """Tell the person at the terminal."""
    print(f"formalletter: {line}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
