"""A letter that has everything, for the tests of twins and of what is read back from them."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, PngImagePlugin

from formalletter import parity, pipeline, twins
from formalletter.diagnostics import Problem
from formalletter.pipeline import Made
from formalletter.twins import Content, Twins

LETTER = """\
---
title: |-
  The report: <script>alert(1)</script> & more
  can wait no longer
date: 2022-03-08
place: Geneva
recipient:
  office: High Commissioner
  address: [Palais des Nations, Geneva]
salutation: Madam,
valediction: Yours sincerely,
signed-by:
  - {name: Ada Major, role: Director, signature: images/signature.png}
  - {name: Ben Minor}
copied-to: [The Secretary-General]
contact: {name: Ada Major, email: contact@example.org}
keywords: [report]
status: final
named-because: all are invented
letterhead:
  text: Joint open letter
  organisations:
    - {name: First House, logo: images/logo.svg, detail: [1 Street]}
signatories: {file: signatories.csv, groups: country, withheld: 1}
annexes:
  - {title: Facts of the year, file: facts.md}
  - {title: Tatsachen, file: tatsachen.md, language: de}
---
From here on we ask, with **a [linked *statement*](https://example.org/a?x=1&y=2) in bold**, for
the release[^1] of the report. It was promised in 2021[^2], and again[^1], and is not here.

[^1]: As the [rules](https://example.org/rules) say.

## What we ask for

3. Publish the report, which was finished long ago, and has been read by those who asked for it.
4. Say when. [](annex:A) and [this place](annex:A#the-place) tell more.

   - today
   - tomorrow

> A quotation of some length, which is set further in than the text that stands around it here.

    code <b> & more

![A map of the region](images/map.png)

| Year | Number |
|------|-------:|
| 2021 | 3 |

---

最後に、わたしたちは報告書を公表することを求めます。長い文は行の終わりで折り返されますが、句読点が行頭に来ることはありません。

[^2]: On 4 March.
"""

ANNEX = """\
A fact[^1] that is told in the annex.

## The place

| When | What was said on the occasion, in so many words as it takes | Where |
|------|-------------------------------------------------------------|-------|
| In spring | Nothing was said, though everybody had expected that something would be | Geneva |

[^1]: A note of the annex.
"""

SIGNATORIES = """\
name,country,visibility
21 Wilberforce,KE,public
<b>=cmd|calc</b>,KE,public
Hidden House,KE,addressee
From Day One,CH,public
> Arrow Group,CH,public
جمعية حقوق الإنسان (فرع),CH,public
華人基督徒公義團契,CH,public
A Very Long Name of an Organisation That Goes on Well Beyond the 72 Columns of a Mail,CH,public
"""

TOLD_BESIDE = "Jane Doe’s folder"
LOGO = f"""\
<svg xmlns="http://www.w3.org/2000/svg" xmlns:tool="http://example.org/tool"
  tool:path="{TOLD_BESIDE}" viewBox="0 0 100 40" onload="alert(1)"><!-- {TOLD_BESIDE} -->
<metadata>{TOLD_BESIDE}</metadata><tool:view/><rect width="100" height="40" fill="#123456"/></svg>
"""


def write_letter(folder: Path) -> Path:
    """The folder of the letter."""
    images = folder / "images"
    images.mkdir(parents=True)
    (folder / "letter.md").write_text(LETTER, encoding="utf-8")
    (folder / "facts.md").write_text(ANNEX, encoding="utf-8")
    (folder / "tatsachen.md").write_text("Eine „Tatsache“.\n", encoding="utf-8")
    (folder / "signatories.csv").write_text(SIGNATORIES, encoding="utf-8")
    (images / "logo.svg").write_text(LOGO, encoding="utf-8")
    told = PngImagePlugin.PngInfo()
    told.add_itxt("Author", TOLD_BESIDE)
    for name, size in (("signature", (200, 60)), ("map", (600, 300))):
        Image.new("RGB", size, (30, 60, 90)).save(images / f"{name}.png", pnginfo=told)
    return folder


def made(folder: Path, audience: str) -> Made:
    """The letter as its PDF is made."""
    checked = pipeline.check(folder, audience=audience)
    assert checked.made is not None, checked.problems
    return checked.made


def content_of(made: Made) -> Content:
    return twins.gather(made.desk, made.composed, made.settled)


def differences(made: Made, files: Twins) -> tuple[Problem, ...]:
    return parity.differences(files, made.expected, made.desk.letter)
