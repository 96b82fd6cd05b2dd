"""Alternative texts of figures and formulas: given ones put in, missing ones reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..findings import Findings
    from .nodes import Element


def describe_figures(root: Element, given: Mapping[int, str], findings: Findings) -> None:
    """Gives the only undescribed figure of a page the text that the letter has for the page.

    ISO 14289-1, 7.3 and 7.7: figures and formulas have an alternative or an actual text.
    """
    bare: dict[int, list[Element]] = {}
    for element in root.elements():
        is_described = element.alternative or element.actual_text is not None
        if element.role in {"Figure", "Formula"} and not is_described:
            page = element.page
            if page is not None:
                bare.setdefault(page, []).append(element)
    for page, elements in list(bare.items()):
        if page in given and len(elements) == 1:
            elements[0].alternative = given[page]
            del bare[page]
    if bare:
        count = sum(map(len, bare.values()))
        what = "an image" if count == 1 else f"{count} images"
        findings.warn(
            "annex-figure-undescribed",
            f"has {what} without an alternative text on {findings.on_pages(bare)}",
            "say in `alternatives` of this annex what is to be seen on these pages; where a page"
            " has several, give them their texts in the annex's source",
        )
