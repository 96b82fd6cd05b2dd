"""Puts finished editions in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import writing
from ..packing import About, pack, zipped
from .publish import sets
from .sets import archive_name, files_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .product import Product


def deliver(products: Sequence[Product], output: Path) -> tuple[Path, ...]:
    """Writes each edition into the folder `output`.  Raises `DeliveryError` if it can't."""
    files = {output / f"{product.stem}.pdf": product.pdf for product in products}
    writing.replace_files(files, owner=products[0].letter.folder)
    return tuple(files)


def deliver_pack(products: Sequence[Product], output: Path, *, keep: int = 0) -> tuple[Path, ...]:
    """Writes the pack of all editions into a folder below `output`, named after the letter.

    Returns the folder of each audience, and the zip file of what is sent to it.  The earlier
    pack stays until the new one is whole; `keep` of them are kept.  Raises `DeliveryError` if
    it can't be written, or another build is writing it.
    """
    found: dict[str, bytes] = {}
    shown: list[str] = []
    for folder, members in sets(products).items():
        first = members[0]
        header = first.letter.header
        about = About(first.task.order.audience, header.language, header.status, first.inputs)
        name = archive_name(first)
        files = pack(files_of(members), about, name)
        found |= {f"{folder}/{path}": data for path, data in files.items()}
        shown.append(folder)
        if (archive := zipped(files)) is not None:
            found[name] = archive
            shown.append(name)
    letter = products[0].letter
    place = output / letter.slug
    writing.replace_folder(place, found, owner=letter.folder, keep=keep)
    return tuple(place / name for name in shown)
