"""Typesets small documents and assembles them, in this process and in the bundled fonts."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING

import pytest

from formalletter import assets

if TYPE_CHECKING:
    from collections.abc import Callable

    from formalletter.assembling import Properties
    from formalletter.typeset import Typeset

# fontconfig reads it once, when WeasyPrint is loaded.
os.environ["FONTCONFIG_FILE"] = str(assets.fonts_folder() / "fonts.conf")

STYLE = """
@page { size: 120mm 80mm; margin: 15mm; @top-left { content: "head" }
        @bottom-right { content: counter(page) } }
body { margin: 0; font: 10pt/12pt "Source Serif 4" } li { display: block } p { margin: 0 }
"""


@pytest.fixture(scope="session")
def typeset() -> Callable[..., Typeset]:
    """Typesets a body on small pages."""
    import weasyprint

    from formalletter.typesetting.structure import hand_on

    def typeset(body: str, style: str = "") -> Typeset:
        head = f"<title>Title</title><style>{STYLE}{style}</style>"
        html = weasyprint.HTML(
            string=f"<html lang=en><head>{head}</head><body>{body}</body></html>"
        )
        return hand_on(html, html.render())

    return typeset


@pytest.fixture(scope="session")
def properties() -> Properties:
    from formalletter.assembling import Properties

    return Properties(
        title="Title",
        author="The senders",
        subject="Letter to the addressee",
        keywords=("one", "two"),
        language="en",
        date=dt.date(2022, 3, 8),
        producer="formalletter 1",
    )
