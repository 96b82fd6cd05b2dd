"""The design as it can be read from the source: who may import what, and how long things are."""

from __future__ import annotations

import ast
import graphlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "formalletter"
MODULES = sorted(PACKAGE.rglob("*.py"))
SCRIPTS = sorted((ROOT / ".ci").glob("*.py"))

# The stages that know each library; whoever needs it asks them.
OWNERS = {
    "jinja2": {"composing"},
    "page": {"inspecting"},
    "pikepdf": {"assembling", "intake"},
    "pypdf": {"inspecting"},
    "pypdfium2": {"intake", "viewing"},
    "weasyprint": {"typesetting"},
}
DATA = {
    "annex",
    "decisions",
    "diagnostics",
    "errors",
    "fields",
    "foreign",
    "letter",
    "matrices",
    "numbering",
    "printed",
    "publication",
    "profile",
    "roll",
    "seen",
    "signatory",
    "signatory_list",
    "slugs",
    "typeset",
}
# From the outside in: whoever stands here is imported only by those that stand before it.
OUTER = ("__main__", "cli", "publishing", "pipeline")

MOST_LINES = 600
MOST_FUNCTION_LINES = 60


def label(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def unit(path: Path) -> str:
    """The stage or module of the first level that a file belongs to; "" for the package itself."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imported(path: Path) -> set[str]:
    """The full names that a module imports anywhere, those for the type checker included."""
    package = ["formalletter", *path.relative_to(PACKAGE).parts[:-1]]
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) + 1 - node.level] if node.level else []
            module = ".".join([*start, *([node.module] if node.module else [])])
            names |= {f"{module}.{each.name}" for each in node.names}
    return names


def imported_units(path: Path) -> set[str]:
    own = {name.split(".")[1] for name in imported(path) if name.startswith("formalletter.")}
    units = {unit(module) for module in MODULES}
    return {name if name in units else "" for name in own} - {unit(path)}


def test_imports_are_read_from_the_source():
    """The other tests stand on this; `typesetting` is where WeasyPrint must be found."""
    found = {name.split(".")[0] for path in MODULES for name in imported(path)}
    assert set(OWNERS) <= found
    assert imported_units(PACKAGE / "errors.py") == {"diagnostics"}


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_a_heavy_library_is_imported_by_its_stage_only(path: Path):
    libraries = {name.split(".")[0] for name in imported(path)} & set(OWNERS)
    assert {name for name in libraries if unit(path) not in OWNERS[name]} == set()


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_imports_point_inwards(path: Path):
    name, targets = unit(path), imported_units(path)
    if name in DATA:
        assert targets <= DATA
    if name != "":  # the package offers `build`, lazily
        may = set(OUTER[OUTER.index(name) + 1 :]) if name in OUTER else set()
        assert targets & set(OUTER) <= may


def test_no_two_stages_import_each_other():
    graph: dict[str, set[str]] = {}
    for path in MODULES:
        if unit(path):
            graph.setdefault(unit(path), set()).update(imported_units(path) - {""})
    graphlib.TopologicalSorter(graph).prepare()  # raises CycleError, which names the cycle


@pytest.mark.parametrize("path", [*MODULES, *SCRIPTS], ids=label)
def test_a_module_is_one_thing(path: Path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    lengths = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: long for name, long in lengths.items() if long > MOST_FUNCTION_LINES} == {}


def test_the_command_line_starts_without_the_heavy_libraries():
    heavy = {*OWNERS, "babel", "charset_normalizer", "fontTools", "markdown_it", "PIL", "pydantic"}
    program = "import sys, formalletter.cli; print(*{name.split('.')[0] for name in sys.modules})"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert heavy & set(done.stdout.split()) == set()


STARTING = re.compile(
    r"\b(subprocess\.(Popen|run|call|check_\w+|get\w+output)|os\.(system|popen|fork\w*|exec[lv]\w*|"
    r"spawn\w+|posix_spawn\w*)|ProcessPoolExecutor|create_subprocess_\w+)\("
)


@pytest.mark.parametrize("path", MODULES, ids=label)
def test_children_are_started_in_one_place(path: Path):
    """There it is seen to that none looks into a stranger's folder (`tests/cli/test_traps`)."""
    if path == PACKAGE / "children.py":
        assert STARTING.search(path.read_text(encoding="utf-8"))
        return
    starts = STARTING.findall(path.read_text(encoding="utf-8"))
    assert (starts, imported(path) & {"multiprocessing", "pty", "pdb"}) == ([], set())
