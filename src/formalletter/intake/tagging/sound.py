"""Gives any file a sound structure tree, and tells what that took."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..findings import Findings
from ..values import text
from .annotations import join_annotations
from .attributes import is_language
from .describing import describe_annotations
from .figures import describe_figures
from .headings import headings
from .nodes import Element, Piece
from .normalising import dissolve_document, normalise
from .pages import Pages
from .placing import place
from .reading import is_claimed, read_tree
from .wording import Words, even
from .writing import write_tree

if TYPE_CHECKING:
    from pikepdf import Pdf

    from ...diagnostics import Problem
    from ...foreign import PageKind, Request

_MOST_HEADINGS = 500
_UNTAGGED = "make it with tags, if its source is at hand, or give it as Markdown"


@dataclass(frozen=True, slots=True)
class Sound:
    """What was found while the tree was made.

    `kinds` has one kind for each page, and `tagged` says that the file had tags that were
    used.  `headings` are those of the tree, each with the index of its page.
    """

    kinds: tuple[PageKind, ...]
    tagged: bool
    headings: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...]


def make_sound(pdf: Pdf, request: Request) -> Sound:
    """Gives `pdf` a sound structure tree (see `intake`), changing it in place."""
    findings = Findings(request.name, request.pages)
    claimed = is_claimed(pdf)
    tree = read_tree(pdf)
    root = tree.root
    dissolve_document(root, request.language)
    pages = Pages(pdf, tree)
    pages.weave()
    tagged = "tagged" in pages.kinds
    if not tagged:
        root.kids = []
        for held in tree.annotations.values():
            held.parent = None
        tree.annotations.clear()
    loose = join_annotations(pdf, tree)
    new = [piece for found in pages.pieces for piece in found if piece.parent is None]
    place(root, [[*found, *held] for found, held in zip(pages.pieces, loose, strict=True)])
    normalise(root)
    _report_tags(findings, pages.kinds, new, claimed=claimed)
    if tagged and tree.is_damaged:
        findings.warn(
            "annex-tags-repaired",
            "has damaged tags; they were repaired",
            "listen to it with a screen reader: something may be read in the wrong place",
        )
    if tagged:
        _report_language(pdf, request, findings)
    describe_figures(root, request.alternatives, findings)
    with Words(pdf) as words:
        describe_annotations(pdf, root, words)
        found_headings = _headings(root, words)
    write_tree(pdf, root)
    return Sound(tuple(pages.kinds), tagged, found_headings, findings.problems)


def _report_tags(
    findings: Findings, kinds: list[PageKind], new: list[Piece], *, claimed: bool
) -> None:
    """Says which pages had no tags, and where those of others were mended."""
    plain = [index for index, kind in enumerate(kinds) if kind == "text"]
    order = "text is read in the order of the file, without headings"
    if "tagged" in kinds:
        if plain:
            message = f"has no tags on {findings.on_pages(plain)}: the {order}"
            findings.warn("annex-untagged", message, _UNTAGGED)
    elif claimed:
        message = f"has tags that lead to nothing on its pages: its {order}"
        findings.warn("annex-tags-unusable", message, _UNTAGGED)
    elif plain:
        findings.warn("annex-untagged", f"has no tags: its {order}", _UNTAGGED)
    mended = [piece for piece in new if kinds[piece.page] == "tagged"]
    if mended:
        where = findings.on_pages(piece.page for piece in mended)
        what = "a piece" if len(mended) == 1 else f"{len(mended)} pieces"
        findings.warn(
            "annex-tags-mended",
            f"had {what} of text or images outside of its tags on {where}",
            "listen to these pages with a screen reader: such pieces are read after what"
            " stands before them in the file",
        )


def _report_language(pdf: Pdf, request: Request, findings: Findings) -> None:
    """Notes a tagged file that says that it is in another language than the letter says."""
    own = text(pdf.Root.get("/Lang"))
    if is_language(own) and own.split("-")[0].lower() != request.language.split("-")[0].lower():
        findings.note(
            "annex-language",
            f"says that it is in {own}, and is read aloud as {request.language}",
            f'give this annex "language: {own}" in the header, if that is right',
        )


def _headings(root: Element, words: Words) -> tuple[tuple[str, int], ...]:
    found = []
    for heading in headings(root)[:_MOST_HEADINGS]:
        pieces = [leaf for leaf in heading.leaves() if isinstance(leaf, Piece)]
        said = heading.actual_text or "".join(words.of_piece(piece) for piece in pieces)
        page = heading.page
        if even(said) and page is not None:
            found.append((even(said), page))
    return tuple(found)
