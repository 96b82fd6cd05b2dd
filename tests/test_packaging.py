"""What is in the wheel and in the source archive, and that an installed wheel works."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "formalletter"
# Every style, font and letter that ships, one path a line: a new one is added by hand.
BUNDLED = Path(__file__).with_name("bundled.txt").read_text(encoding="utf-8").split()
# What else of the package is no Python: each pattern must find something.
DATA = (
    "catalogues/*.toml",
    "checking/*.toml",
    "checking/wording_rules/*.toml",
    "profiles/*.yaml",
    "py.typed",
    "reading/*.toml",
    "rolls/*.toml",
    "rules/*.toml",
    "comparing/*.toml",
    "starter/letter.md",
    "starter/signatories.csv",
    "templates/*.html.jinja",
)
METADATA = {"METADATA", "RECORD", "WHEEL", "entry_points.txt"}

# Whatever asks the network gets no answer; nothing of the developer's settings is left.
SCRUBBED = {
    "PATH": os.defpath,
    "http_proxy": "http://127.0.0.1:9",
    "https_proxy": "http://127.0.0.1:9",
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_NO_INDEX": "1",
}

pytestmark = pytest.mark.slow


def run(*words: str | Path, folder: Path, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {**SCRUBBED, "HOME": str(home)}
    return subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def built(target: str, source: Path, folder: Path) -> Path:
    hatchling = (sys.executable, "-m", "hatchling", "build", "-t", target, "-d", folder)
    done = run(*hatchling, folder=source, home=folder)
    assert done.returncode == 0, done.stderr
    [archive] = [path for path in folder.iterdir() if path.suffix in {".whl", ".gz"}]
    return archive


@pytest.fixture(scope="module")
def source_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def unpacked(source_archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(source_archive) as archive:
        archive.extractall(folder, filter="data")
    [top] = folder.iterdir()
    return top


@pytest.fixture(scope="module")
def wheel(unpacked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the source archive, as a distributor would: it shows that all is in there."""
    return built("wheel", unpacked, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` of a fresh environment with the wheel, and the dependencies of this one."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", wheel)
    done = run(*pip, folder=folder, home=folder)
    assert done.returncode == 0, done.stderr
    # A path in a .pth file brings the packages but not the editable install: .pth files
    # that stand in there are not read.
    [site] = folder.glob("lib/python*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return folder / "bin"


def data_files() -> set[str]:
    found = [{path.relative_to(PACKAGE).as_posix() for path in PACKAGE.glob(each)} for each in DATA]
    assert all(found)
    return set().union(*found)


def test_the_wheel_has_every_file_that_it_should_and_no_other(wheel: Path):
    assert len(BUNDLED) == len(set(BUNDLED))
    modules = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")}
    package = {f"formalletter/{name}" for name in modules | data_files()}
    bundled = {f"formalletter/bundled/{name}" for name in BUNDLED}
    [information] = {name.split("/")[0] for name in names(wheel) if ".dist-info/" in name}
    assert names(wheel) == package | bundled | {f"{information}/{name}" for name in METADATA}


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_a_wheel_from_the_working_tree_is_the_same(wheel: Path, tmp_path: Path):
    assert names(built("wheel", ROOT, tmp_path)) == names(wheel)


def test_the_source_archive_has_all_that_make_test_needs(unpacked: Path):
    assert {path.name for path in unpacked.iterdir()} == {
        ".ci",
        ".gitignore",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "Makefile",
        "PKG-INFO",
        "README.md",
        "content",
        "docs",
        "fonts",
        "pyproject.toml",
        "requirements.lock",
        "src",
        "styles",
        "tests",
    }
    for folder in (".ci", "src", "tests"):
        there, here = (sources(top / folder) for top in (unpacked, ROOT))
        assert there == here


def sources(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_an_installed_wheel_builds_a_letter_from_any_folder(installed: Path, tmp_path: Path):
    program = "import formalletter.assets as a; print(a.__file__, a.fonts_folder(), sep='\\n')"
    told = run(installed / "python", "-c", program, folder=tmp_path, home=tmp_path)
    assert all(Path(line).is_relative_to(installed.parent) for line in told.stdout.split("\n")[:2])

    command = installed / "formalletter"
    new = run(command, "new", "x", folder=tmp_path, home=tmp_path)
    assert new.returncode == 0, new.stderr
    done = run(command, "build", "x", folder=tmp_path, home=tmp_path)
    assert done.returncode == 0, done.stderr
    pdf = tmp_path / done.stdout.removesuffix("\n")
    assert pdf.read_bytes().startswith(b"%PDF-")
    # Stdout is the path and nothing else, so that a script can use it.
    assert done.stdout == f"{pdf.relative_to(tmp_path)}\n"
    assert list(tmp_path.rglob("*.pdf")) == [pdf]
