"""The scripts that make the environment: `.ci/python`, `.ci/set_up.py` and what they use."""

from __future__ import annotations

import hashlib
import importlib
import os
import re
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
WHEEL = b"the bytes of a wheel"
HASHES = frozenset({hashlib.sha256(WHEEL).hexdigest()})
NAME = "pip-1.0-py3-none-any.whl"


@pytest.fixture
def scripts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Loads a script of `.ci`, with none of the developer's settings of pip."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.syspath_prepend(ROOT / ".ci")
    return importlib.import_module


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """A package index in a folder, whose page tells a file's place and hash as PyPI does."""
    folder = tmp_path / "index with space"
    (folder / "pip").mkdir(parents=True)
    (folder / "files").mkdir()
    (folder / "files" / NAME).write_bytes(WHEEL)
    link = f'<a href="../files/{NAME}#sha256=0">{NAME}</a>'
    (folder / "pip" / "index.html").write_text(
        f'<!DOCTYPE html><a href="../files/x{NAME}">x</a>{link}', encoding="utf-8"
    )
    return folder


def test_a_file_is_fetched_from_the_index_that_pip_is_set_to(scripts, index, monkeypatch, tmp_path):
    package_index = scripts("package_index")
    monkeypatch.setenv("PIP_INDEX_URL", index.as_uri() + "/")
    path = package_index.fetch("pip", NAME, HASHES, tmp_path)
    assert (path, path.read_bytes()) == (tmp_path / NAME, WHEEL)


def test_settings_come_from_files_and_the_environment_wins(scripts, index, monkeypatch, tmp_path):
    package_index = scripts("package_index")
    settings = tmp_path / "pip.conf"
    settings.write_text(
        f"[global]\nindex-url = https://nowhere.invalid\nextra-index-url =\n  {index.as_uri()}\n"
        "[install]\nindex-url = https://also.nowhere.invalid\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PIP_CONFIG_FILE", str(settings))
    assert package_index.Settings().get("index-url") == "https://also.nowhere.invalid"
    monkeypatch.setenv("PIP_INDEX_URL", (tmp_path / "absent").as_uri())
    assert package_index.fetch("pip", NAME, HASHES, tmp_path).read_bytes() == WHEEL


def test_a_folder_of_wheels_is_enough(scripts, index, monkeypatch, tmp_path):
    package_index = scripts("package_index")
    (index.parent / "wheels").symlink_to(index / "files")
    monkeypatch.setenv("PIP_FIND_LINKS", str(index.parent / "wheels"))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    assert package_index.fetch("pip", NAME, HASHES, tmp_path).read_bytes() == WHEEL


def test_a_file_with_another_hash_is_not_taken(scripts, index, monkeypatch, tmp_path):
    package_index = scripts("package_index")
    monkeypatch.setenv("PIP_INDEX_URL", index.as_uri())
    with pytest.raises(package_index.FetchError, match=f"{NAME} is not the one that was locked"):
        package_index.fetch("pip", NAME, frozenset({"0" * 64}), tmp_path)
    assert not (tmp_path / NAME).exists()


def test_a_fault_names_every_place_and_no_password(scripts, index, monkeypatch, tmp_path):
    package_index = scripts("package_index")
    (index / "pip" / "index.html").write_text("<a href='other.whl'>", encoding="utf-8")
    monkeypatch.setenv("PIP_INDEX_URL", "other://someone:secret@index.invalid/simple")
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", index.as_uri())
    with pytest.raises(package_index.FetchError) as caught:
        package_index.fetch("pip", NAME, HASHES, tmp_path)
    assert str(caught.value) == (
        f"{NAME} could not be fetched (other://index.invalid/simple: <urlopen error unknown url"
        f" type: other>; {index.as_uri()}: it does not list {NAME});"
        " set PIP_INDEX_URL to a package index that can be reached"
    )


def test_a_login_goes_into_the_header_and_stays_on_its_host(scripts):
    package_index = scripts("package_index")
    given = "https://me:p%40ss@index.example/simple"
    assert package_index.credentials(given) == {"Authorization": "Basic bWU6cEBzcw=="}
    on, off = "https://index.example/f/pip.whl", "https://files.example/pip.whl"
    assert package_index.with_password_of(given, on).startswith("https://me:p%40ss@index")
    assert package_index.credentials(package_index.with_password_of(given, off)) == {}


def test_every_package_of_the_lock_has_a_version_and_hashes(scripts):
    set_up = scripts("set_up")
    text = set_up.LOCK.read_text(encoding="utf-8")
    packages = re.findall(r"^([a-z0-9-]+)==", text, flags=re.MULTILINE)
    assert {"weasyprint", "pikepdf", "pip", "hatchling", "ruff"} <= set(packages)
    assert "pyyaml" not in packages
    for package in packages:
        version, hashes = set_up.locked(package)
        assert re.fullmatch(r"[0-9][0-9a-z.]*", version)
        assert hashes
        assert all(re.fullmatch(r"[0-9a-f]{64}", each) for each in hashes)
    # None is taken for part of another.
    assert sum(len(set_up.locked(each)[1]) for each in packages) == text.count("--hash=sha256:")


def test_the_lock_fits_what_the_project_asks_for(scripts):
    set_up = scripts("set_up")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
        *project["build-system"]["requires"],
    ]
    for requirement in map(Requirement, asked):
        version, _ = set_up.locked(requirement.name)  # make lock, if this fails
        assert requirement.specifier.contains(version), requirement.name


def test_the_set_up_is_redone_when_and_only_when_it_must(scripts, monkeypatch, tmp_path):
    set_up = scripts("set_up")
    steps: list[str] = []
    for name, value in {"VENV": tmp_path, "STAMP": tmp_path / "stamp", "PYTHON": sys.executable,
                        "say": lambda _: None}.items():  # fmt: skip
        monkeypatch.setattr(set_up, name, value)
    monkeypatch.setattr(set_up.venv.EnvBuilder, "create", lambda *_: steps.append("environment"))
    monkeypatch.setattr(set_up, "install_locked", lambda: steps.append("packages"))
    monkeypatch.setattr(set_up, "pip", lambda *_: steps.append("project"))

    def again() -> list[str]:
        steps.clear()
        set_up.set_up()
        return list(steps)

    assert again() == ["environment", "packages", "project"]
    assert again() == []
    monkeypatch.setattr(set_up, "project_digest", lambda: "another version")
    assert again() == ["project"]
    monkeypatch.setattr(set_up, "environment_digest", lambda: "another lock")
    assert again() == ["environment", "packages", "project"]
    monkeypatch.setattr(set_up, "install_locked", lambda: 1 / 0)
    monkeypatch.setattr(set_up, "environment_digest", lambda: "yet another lock")
    with pytest.raises(ZeroDivisionError):
        again()
    # Half a set-up counts as none, even when the lock is as it was before it.
    monkeypatch.setattr(set_up, "environment_digest", lambda: "another lock")
    monkeypatch.setattr(set_up, "install_locked", lambda: steps.append("packages"))
    assert again() == ["environment", "packages", "project"]
    monkeypatch.setattr(set_up, "PYTHON", tmp_path / "removed")
    assert again() == ["environment", "packages", "project"]


def test_libraries_are_installed_without_asking_or_named(scripts, monkeypatch, capfd):
    system_libraries = scripts("system_libraries")
    from formalletter import native

    ran: list[str] = []
    works = {"apt-get update": True, "apt-get install": True}

    def run(command: list[str]) -> bool:
        ran.append(" ".join(command))
        return next((ok for word, ok in works.items() if word in ran[-1]), False)

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system_libraries, "run", run)
    monkeypatch.setattr(system_libraries.shutil, "which", lambda name: name)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    install = "env DEBIAN_FRONTEND=noninteractive apt-get install --yes"

    # It is there after apt-get has run.
    monkeypatch.setattr(native, "absent_libraries", lambda: () if ran else native.LIBRARIES)
    system_libraries.ensure_libraries(ROOT)
    assert len(ran) == 1
    assert ran[0].startswith(install)

    # A container without package lists: they are fetched, then it is tried again.
    ran.clear()
    works["apt-get install"] = False
    monkeypatch.setattr(native, "absent_libraries", lambda: native.LIBRARIES[3:4])
    system_libraries.ensure_libraries(ROOT)
    assert [line.split("apt-get ")[1].split()[0] for line in ran] == [
        "install",
        "update",
        "install",
    ]
    assert "libraries are missing: HarfBuzz-subset; run: apt-get install" in capfd.readouterr().err

    # No root and a sudo that asks: nothing is run, the line is named.
    ran.clear()
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(native, "absent_libraries", lambda: native.LIBRARIES)
    with pytest.raises(system_libraries.LibrariesMissingError, match="; run: sudo apt-get install"):
        system_libraries.ensure_libraries(ROOT)
    assert ran == ["sudo -n true"]


def test_a_python_that_is_new_enough_is_found(tmp_path: Path):
    def fake(name: str, body: str) -> None:
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def chosen(**given: str) -> tuple[int, str, str]:
        done = subprocess.run(
            ["/bin/sh", ROOT / ".ci" / "python"],
            capture_output=True, text=True, check=False, env={"PATH": str(tmp_path), **given},
        )  # fmt: skip
        return done.returncode, done.stdout, done.stderr

    fake("python3", "exit 1")  # too old
    fake("python3.13", "exit 127")  # a shim without its Python
    line = (
        "formalletter needs Python 3.11 or later; not found as: python3 python3.14 python3.13"
        " python3.12 python3.11 (say where: make PYTHON=...)\n"
    )
    assert chosen() == (1, "", line)
    fake("python3.12", f'exec "{sys.executable}" "$@"')
    assert chosen() == (0, "python3.12\n", "")
    assert chosen(PYTHON=str(tmp_path / "python3"))[0] == 1
    assert chosen(PYTHON=sys.executable) == (0, f"{sys.executable}\n", "")
