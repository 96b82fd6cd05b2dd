"""Starts a new letter: a folder with a commented header, a short text and a few names.

The starter's files are in `starter/`; the schema beside them lets editors complete and
check the header.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from .schema import letter_schema
from .writing import make_folder

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = "letter.schema.json"  # letter.md names it in its first line
_STARTER = files(__package__) / "starter"
_FILES = ("letter.md", "signatories.csv")


def new_letter(folder: Path) -> tuple[Path, ...]:
    """Write a starter letter as the new folder `folder`; the paths of its files are returned.

    Raises InputError if the folder is there already or can't be made.
    """
    texts = {name: (_STARTER / name).read_text(encoding="utf-8") for name in _FILES}
    return make_folder(folder, {**texts, SCHEMA: schema_text()})


def schema_text() -> str:
    """The JSON Schema of a letter's header, as it is written to a file."""
    return json.dumps(letter_schema(), indent=2, ensure_ascii=False) + "\n"
