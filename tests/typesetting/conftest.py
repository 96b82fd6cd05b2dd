"""Typesets small documents in this process, in the bundled fonts."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from formalletter import assets

if TYPE_CHECKING:
    from collections.abc import Callable

# fontconfig reads it once, when WeasyPrint is loaded.
os.environ["FONTCONFIG_FILE"] = str(assets.fonts_folder() / "fonts.conf")

STYLE = """
@page { size: 120mm 80mm; margin: 15mm; @top-left { content: "head" }
        @bottom-right { content: counter(page) } }
body { margin: 0; font: 10pt/12pt "Source Serif 4" } li { display: block } p { margin: 0 }
"""


@pytest.fixture(scope="session")
def lay_out() -> Callable[..., tuple[Any, Any]]:
    """Lays a body out on small pages; returns WeasyPrint's HTML and Document."""
    import weasyprint

    def lay_out(body: str, style: str = "") -> tuple[Any, Any]:
        head = f"<title>Title</title><style>{STYLE}{style}</style>"
        html = weasyprint.HTML(
            string=f"<html lang=en><head>{head}</head><body>{body}</body></html>"
        )
        return html, html.render()

    return lay_out
