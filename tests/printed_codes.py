"""All codes that the program can print, as they stand in its source.

A code is given to one of the functions that make problems, directly or through a function or
class of the program's own that takes a `code`; or it stands in a table below the name `code`.
"""

from __future__ import annotations

import ast
import itertools
import re
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "src" / "formalletter"
CODE = re.compile(r"[a-z]+[a-z0-9]*(-[a-z0-9*]+)*")
_MAKERS = {"error": 0, "warning": 0, "note": 0, "find": 0, "Problem": 1}


def printed_codes() -> dict[str, str]:
    """Each code with the module that gives it; `*` stands for what is put in while it runs."""
    trees = {
        path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(PACKAGE.rglob("*.py"))
    }
    makers = _MAKERS | {
        name: position
        for tree in trees.values()
        for node in ast.walk(tree)
        for name, position in _own_makers(node)
    }
    found: dict[str, str] = {}
    for module, tree in trees.items():
        constants = _constants(tree)
        for node in ast.walk(tree):
            for value in _given(node, makers):
                for code in _codes(value, constants):
                    found.setdefault(code, module)
    return found


def _own_makers(node: ast.AST):
    """Functions, and classes with fields, that take a code: where in the order of arguments."""
    if isinstance(node, ast.FunctionDef):
        names = [each.arg for each in (*node.args.posonlyargs, *node.args.args)]
        names = names[1:] if names[:1] in (["self"], ["cls"]) else names
        if "code" in names:
            yield node.name, names.index("code")
    if isinstance(node, ast.ClassDef):
        names = [
            each.target.id
            for each in node.body
            if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
        ]
        if "code" in names and node.name != "Problem":
            yield node.name, names.index("code")


def _given(node: ast.AST, makers: dict[str, int]):
    """The expressions that stand where a code is wanted."""
    if isinstance(node, ast.Call):
        called = node.func
        name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
        is_text_search = (
            name == "find"
            and isinstance(called, ast.Attribute)
            and not (isinstance(called.value, ast.Name) and called.value.id == "rules")
        )
        if name in makers and not is_text_search:
            yield from node.args[makers[name] : makers[name] + 1]
            yield from (each.value for each in node.keywords if each.arg == "code")
    # A table whose entries begin with their code, such as those of `reading.decisions`.
    if isinstance(node, ast.Dict):
        yield from (_first(each) for each in node.values if _is_coded(each))
    # A function that words faults gives a code, a message and more (`reading.faults`, `parity`).
    if isinstance(node, ast.FunctionDef) and {"Wording", "Difference"} & _returned(node):
        for each in ast.walk(node):
            if isinstance(each, ast.Return | ast.Yield) and _is_coded(each.value):
                yield _first(each.value)


def _is_coded(value: ast.AST | None) -> bool:
    """Whether a value is a tuple that begins with what must be a code: it has a hyphen."""
    if not isinstance(value, ast.Tuple) or not value.elts:
        return False
    return any("-" in text for text in _texts(value.elts[0]))


def _first(value: ast.AST | None) -> ast.expr:
    assert isinstance(value, ast.Tuple)
    return value.elts[0]


def _returned(node: ast.FunctionDef) -> set[str]:
    return {each.id for each in ast.walk(node.returns or ast.Pass()) if isinstance(each, ast.Name)}


def _constants(tree: ast.Module) -> dict[str, list[str]]:
    """The texts that each name of a module is given anywhere in it."""
    found: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        value = getattr(node, "value", None)
        for target in targets:
            if isinstance(target, ast.Name) and value is not None:
                found.setdefault(target.id, []).extend(_texts(value))
    return found


def _codes(value: ast.expr, constants: dict[str, list[str]]) -> list[str]:
    texts = constants.get(value.id, []) if isinstance(value, ast.Name) else _texts(value)
    return [text for text in texts if CODE.fullmatch(text)]


def _texts(value: ast.expr) -> list[str]:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return [value.value]
    if isinstance(value, ast.JoinedStr):
        parts = [each.value if isinstance(each, ast.Constant) else "*" for each in value.values]
        return ["".join(map(str, parts))]
    if isinstance(value, ast.IfExp):
        return list(itertools.chain(_texts(value.body), _texts(value.orelse)))
    return []
