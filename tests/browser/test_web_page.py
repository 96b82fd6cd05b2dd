"""The HTML twin of the seed letter in a real browser: on a phone, on a desk, on paper.

Chromium is Debian's (`CHROMIUM` names another); `make browser` runs this, `make test` doesn't.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from formalletter import assets, orders, pipeline, twins
from formalletter.inspecting.text_check import normal

PHONE, DESK = 360, 1280
SEED = assets.content_folder() / "ohchr-xinjiang-2022"
LIST = (SEED / "signatories.csv").read_text(encoding="utf-8")
NAMES = [normal(row["name"]) for row in csv.DictReader(LIST.splitlines())]
_COLOUR = "getComputedStyle(document.querySelector('main p')).color.match(/[0-9]+/g).slice(0, 3)"


def close(text: str) -> str:
    """A text without spaces, since a name may go on in the next line, and without ligatures.

    Latin letters only: for other scripts the machine may have no font.
    """
    plain = unicodedata.normalize("NFKC", text)
    return "".join(each for each in plain if each.isalnum() and each < "\u0370")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = pipeline.make(SEED, lambda header: orders.orders(header)[0])
    content = twins.gather(made.desk, made.composed, made.settled)
    file = tmp_path_factory.mktemp("twin") / "letter.html"
    file.write_bytes(twins.make(content).html)
    return file


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert program, "Chromium is missing: apt-get install chromium, or CHROMIUM=its path"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture(params=[PHONE, DESK])
def page(request: pytest.FixtureRequest, browser: Browser, path: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.goto(path.as_uri())
    yield page
    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
    assert said == []
    context.close()


def test_axe_finds_no_fault(page: Page):
    found = Axe().run(page, options={"resultTypes": ["violations", "incomplete"]}).response
    assert found["passes"]
    assert [(each["id"], each["nodes"]) for each in found["violations"]] == []


def test_it_is_read_without_scrolling_sideways(page: Page):
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.viewport_size["width"]
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")
    assert size >= 16


def test_all_names_are_there_in_columns_that_fit(page: Page):
    items = [normal(text) for text in page.locator("li").all_inner_texts()]
    assert [name for name in NAMES if name not in items] == []
    lefts = page.evaluate(
        "[...new Set([...[...document.querySelectorAll('ul, ol')]"
        ".sort((a, b) => b.children.length - a.children.length)[0].children]"
        ".map(item => Math.round(item.getBoundingClientRect().left)))].length"
    )
    assert lefts == 1 if page.viewport_size["width"] == PHONE else lefts >= 2


def test_the_keyboard_skips_the_signatories(page: Page):
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    assert first.startswith("#")
    box = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
    assert min(box["left"], box["top"]) >= 0, "the focused link can be seen"
    assert min(box["width"], box["height"]) > 10
    skips = page.locator("a[href^='#']").evaluate_all(
        "links => links.map(link => document.getElementById(link.hash.slice(1)) !== null)"
    )
    assert skips
    assert all(skips)


def test_its_print_view_is_readable(browser: Browser, path: Path):
    page = browser.new_page()
    page.goto(path.as_uri())
    reader = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = normal("\n".join(sheet.extract_text() for sheet in reader.pages))
    assert "Madam High Commissioner," in text
    assert "Accountability can wait no longer." in text
    assert len(NAMES) == 192
    assert [name for name in NAMES if close(name) not in close(text)] == []
    page.emulate_media(media="print")
    assert page.locator("a[href^='#']").first.is_visible() is False, "paper has no skip links"
    red, green, blue = map(int, page.evaluate(_COLOUR))
    assert max(red, green, blue) < 64, "black on white"
    page.close()
