"""Files that read well and whose tags can't be trusted as they are."""

from __future__ import annotations

import re

from .damaged import Change, replaced
from .draft import Draft, text
from .fixture import Fixture, words
from .tags import plain, tagged


def broken_tree(change: Change) -> bytes:
    """A tagged page with a fault in its structure tree."""
    data = change(plain())
    if data == plain():
        message = "the change changes nothing"
        raise ValueError(message)
    return data


def wrong_types() -> bytes:
    """Structure elements whose entries have the wrong types."""
    draft = Draft()
    content = "/P << /MCID 0 >> BDC\n" + text("Tagged with nonsense") + "EMC\n"
    page = draft.page(content, "/StructParents (zero)")
    return draft.bytes(
        tagged(
            draft,
            f"/S /P /Pg {page} /K 0",
            "/S (P) /Pg 17 /K /none",
            "/K [null null [] << >> (x) 1.5 -1 99999999999]",
            f"/S /P /Pg {page} /K << /Type /OBJR /Obj null >> /A 3 /Alt 5 /Lang [] /ID null",
        )
    )


def fixtures() -> list[Fixture]:
    """One fixture for each fault."""
    kept = words("A tagged heading")
    return [
        Fixture("damaged-tree-parent", "the structure tree's parents are pages",
                lambda: broken_tree(lambda data: re.sub(rb"/P \d+ 0 R", b"/P 2 0 R", data)), kept),
        Fixture("damaged-tree-root", "the structure tree's root is not there",
                lambda: broken_tree(lambda data: re.sub(
                    rb"/StructTreeRoot \d+ 0 R", b"/StructTreeRoot 99 0 R", data)), kept),
        Fixture("damaged-tree-kids", "the structure tree has no kids",
                lambda: broken_tree(replaced(b"/K [", b"/X [")), kept),
        Fixture("damaged-tree-twice", "two elements hold the same mark",
                lambda: broken_tree(replaced(b"/K [1]", b"/K [0]")), kept),
        Fixture("damaged-tree-types", "entries of elements have the wrong types", wrong_types,
                words("Tagged with nonsense")),
    ]  # fmt: skip
