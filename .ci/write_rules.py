"""Writes docs/rules.md anew from the rules of the program.

python .ci/write_rules.py
"""

from __future__ import annotations

from pathlib import Path

from formalletter.rules.explaining import rules_document

DOCUMENT = Path(__file__).parents[1] / "docs" / "rules.md"


def main() -> None:
    """Write the document."""
    DOCUMENT.write_text(rules_document(), encoding="utf-8")


if __name__ == "__main__":
    main()
