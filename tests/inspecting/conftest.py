"""Finished files to inspect: typeset in this process and in the bundled fonts."""

from __future__ import annotations

import datetime as dt
import io
import os
from typing import TYPE_CHECKING

import pikepdf
import pytest

from formalletter import assets
from formalletter.inspecting import Expectation

if TYPE_CHECKING:
    from collections.abc import Callable

# fontconfig reads it once, when WeasyPrint is loaded.
os.environ["FONTCONFIG_FILE"] = str(assets.fonts_folder() / "fonts.conf")

STYLE = """
@page { size: 120mm 80mm; margin: 15mm; @top-left { content: "head" } }
:root { font-family: "Source Serif 4" } body { margin: 0; font-size: 10pt; line-height: 12pt }
li { display: block } p { margin: 0 } .footnote { float: footnote }
.footnote::footnote-call, .footnote::footnote-marker { content: none }
ul { columns: 2; hyphens: none } p { hyphens: auto }
"""
NAMES = tuple(f"Organisation number {number} (ON{number})" for number in range(1, 31))
PASSAGES = (
    "A letter to inspect",
    "Dear Sir or Madam,",
    "This is a sentence with a note and with a link in it.",
    "Characteristically, internationalisation brings responsibilities to organisations.",
    "It’s “quoted” – and so on…",
)
BODY = f"""
<h1>{PASSAGES[0]}</h1><p>{PASSAGES[1]}</p>
<p>This is a sentence with a note<a class="footnote-call" id="call" href="#note">1</a><span
class="footnote" id="note"><a class="footnote-label" href="#call" title="Back">1</a> The
note.</span> and with <a href="https://example.org/">a link</a> in it.</p>
<p>{PASSAGES[3]}</p><p>{PASSAGES[4]}</p><h2>Signatories</h2>
<ul>{"".join(f"<li>{name}</li>" for name in NAMES)}</ul>
"""


@pytest.fixture(scope="session")
def finished() -> Callable[..., bytes]:
    """Makes the finished file of a body."""
    import weasyprint

    from formalletter.assembling import Manuscript, Properties, put_together
    from formalletter.claims import WITHOUT_FILES
    from formalletter.typesetting.structure import hand_on

    given = Properties(
        title=PASSAGES[0],
        author="The senders",
        subject="Letter to the addressee",
        keywords=(),
        language="en-GB",
        date=dt.date(2022, 3, 8),
        producer="formalletter 1",
    )

    def finished(body: str = BODY, style: str = "") -> bytes:
        head = f"<title>Title</title><style>{STYLE}{style}</style>"
        html = weasyprint.HTML(
            string=f"<html lang=en-GB><head>{head}</head><body>{body}</body></html>"
        )
        return put_together(Manuscript(hand_on(html, html.render())), given, WITHOUT_FILES)

    return finished


@pytest.fixture(scope="session")
def good(finished: Callable[..., bytes]) -> bytes:
    """A file with nothing wrong."""
    return finished()


@pytest.fixture(scope="session")
def expectation() -> Expectation:
    """What that file has to be."""
    return Expectation(
        title=PASSAGES[0],
        language="en-GB",
        passages=PASSAGES,
        names=NAMES,
        families=frozenset({"Source Serif 4"}),
        pages=5,
    )


@pytest.fixture
def broken(good: bytes) -> Callable[[Callable[[pikepdf.Pdf], None]], bytes]:
    """The good file after something was done to it."""

    def broken(damage: Callable[[pikepdf.Pdf], None]) -> bytes:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(good)) as pdf:
            damage(pdf)
            pdf.save(out)
        return out.getvalue()

    return broken
