"""Makes the corpus of small annexes: `make corpus`, or this file with names of fixtures.

Each fixture is written to `files/`, and `digests.json` says of each what it is, what made it
and what must become of it.  What needs a program that isn't installed stays as committed.
Files that are made by hand come out the same every time; those of other programs may not.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import sys
from pathlib import Path
from typing import Any

import pikepdf
from sources import (
    annotations,
    colours,
    damaged,
    damaged_trees,
    forms,
    geometry,
    hostile_actions,
    hostile_bombs,
    hostile_values,
    locked,
    navigation,
    pictures,
    producers,
    tags,
)
from sources.fixture import Fixture, MissingProgramError

HERE = Path(__file__).parent
FILES = HERE / "files"
DIGESTS = HERE / "digests.json"
MODULES = (
    producers,
    geometry,
    tags,
    navigation,
    annotations,
    forms,
    colours,
    pictures,
    locked,
    damaged,
    damaged_trees,
    hostile_actions,
    hostile_bombs,
    hostile_values,
)
BY_HAND = "by hand"


def main(names: list[str]) -> int:
    """Makes these fixtures, or all of them."""
    logging.getLogger("pikepdf").setLevel(logging.CRITICAL)  # half of the files are broken
    FILES.mkdir(exist_ok=True)
    known = json.loads(DIGESTS.read_text(encoding="utf-8")) if DIGESTS.exists() else {}
    fixtures = [fixture for module in MODULES for fixture in module.fixtures()]
    digests: dict[str, Any] = {}
    for fixture in fixtures:
        old = known.get(fixture.name)
        entry = old if names and fixture.name not in names else _made(fixture, old)
        if entry:
            digests[fixture.name] = entry
    for path in FILES.glob("*.pdf"):
        if path.stem not in digests:
            path.unlink()
    lines = json.dumps(dict(sorted(digests.items())), indent=1, ensure_ascii=False)
    DIGESTS.write_text(lines + "\n", encoding="utf-8")
    size = sum(path.stat().st_size for path in FILES.glob("*.pdf"))
    sys.stdout.write(f"{len(digests)} files, {size / 1024:.0f} KB\n")
    return 0


def _made(fixture: Fixture, old: dict[str, Any] | None) -> dict[str, Any] | None:
    """Writes the file and describes it; what can't be made stays as it is."""
    try:
        data = fixture.make()
    except MissingProgramError as fault:
        sys.stdout.write(f"{fixture.name} is kept as it is: {fault}\n")
        return old
    (FILES / f"{fixture.name}.pdf").write_bytes(data)
    return {
        "sha256": hashlib.sha256(data).hexdigest(),
        "producer": _producer(data),
        "special": fixture.special,
        "expect": fixture.expect,
        "code": fixture.code,
        "password": fixture.password,
        "keeps": fixture.keeps,
        "absent": fixture.absent,
        "gone": fixture.gone,
        "hidden": fixture.hidden,
    }


def _producer(data: bytes) -> str:
    """The program that the file itself names."""
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            return str(pdf.docinfo.get("/Producer", BY_HAND))
    except (pikepdf.PdfError, pikepdf.PasswordError, TypeError, ValueError):
        return BY_HAND


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
