"""A letter in three editions whose list has names for the addressee only, and withheld ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from formalletter import orders, publishing
from formalletter.publishing.product import Product

HEADER = """\
contact: {name: Ada Keeper, email: reply@example.org}
valediction: Yours sincerely,
signed-by: [{name: Ada Keeper, role: Chair}]
letterhead: {organisations: [{name: The Keepers}]}
editions: [delivery, print, {edition: print, audience: public}, press]
annexes: [{title: Table, file: table.md}]
"""
BODY = """\
We, {{ signatories.count | words }} organisations, write. See [](annex:A) and
[our site](https://www.ohchr.org/letter).
"""
ROWS = """\
name,visibility
Host,public
{addressee},addressee
{withheld},withheld
"""
Write = Callable[..., Path]


@pytest.fixture
def write(make_letter) -> Write:
    def made(
        addressee: str = "Quokka Union", withheld: str = "Wombat Centre", more: str = ""
    ) -> Path:
        folder = make_letter(BODY, header=HEADER + more)
        (folder / "table.md").write_text("It has been so.\n", encoding="utf-8")
        rows = ROWS.format(addressee=addressee, withheld=withheld)
        (folder / "signatories.csv").write_text(rows, encoding="utf-8")
        return folder

    return made


@pytest.fixture
def make() -> Callable[[Path], list[Product]]:
    def made(folder: Path) -> list[Product]:
        how = publishing.How(folder, with_twins=True)
        return publishing.make(how, orders.orders, lambda _: None, lambda _: None)

    return made
