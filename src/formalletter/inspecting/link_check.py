"""Whether every link says where it leads, to those who see it and to those who hear it.

WCAG 2.1, 2.4.4 and 2.4.9; ISO 14289-1, 7.18.5 (the annotation's description).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..diagnostics import Place
from ..rules import find
from .structure import Annotation, text_of
from .text_check import normal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..diagnostics import Problem
    from .document import Document
    from .structure import Branch
    from .values import PdfValue

# What a reader who jumps from link to link hears, and is none the wiser.
_VAGUE = frozenset(
    {
        *("here", "click here", "click", "this", "this link", "link", "more", "read more"),
        *("ici", "cliquez ici", "lien", "ce lien", "en savoir plus", "lire la suite"),
        *("aquí", "haga clic aquí", "haz clic aquí", "enlace", "este enlace", "leer más"),
        *("hier", "hier klicken", "klicken sie hier", "dieser link", "mehr", "weiterlesen"),
        *("здесь", "тут", "нажмите здесь", "ссылка", "подробнее"),
        *("هنا", "اضغط هنا", "انقر هنا", "الرابط", "المزيد"),
        *("这里", "点击这里", "点此", "链接", "更多", "這裡", "點擊這裡", "點此", "連結"),
    }
)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)


def check_links(document: Document, foreign: Collection[int]) -> Iterator[Problem]:
    """Links on pages that are not `foreign` whose words or description don't say where to."""
    annotations = {
        reference.idnum: (index, reference.get_object())
        for index, reference in document.annotations()
        if index not in foreign and hasattr(reference, "idnum")
    }
    for branch in document.branches:
        if branch.role != "Link":
            continue
        held = (kid.number for kid in branch.kids if isinstance(kid, Annotation))
        # A link over two lines may have two annotations.
        first = next((annotations[number] for number in held if number in annotations), None)
        if first is not None:
            index, annotation = first
            place = Place(page=index + 1, box=_box(annotation, document.reader.pages[index]))
            yield from _of_link(_said(branch, document), annotation, place)


def _of_link(text: str, annotation: PdfValue, place: Place) -> Iterator[Problem]:
    description = normal(str(annotation.get("/Contents", "")))
    if not text:
        yield find("link-undescribed", "a link has no words", place)
    elif _ADDRESS.fullmatch(description) and not _ADDRESS.search(text):
        message = f"the link “{text}” is described by its bare address"
        yield find("link-undescribed", message, place)
    elif text.casefold().strip(" .:!?…>→»") in _VAGUE:
        yield find("link-vague", f"the link “{text}” does not say where it leads", place)


def _said(branch: Branch, document: Document) -> str:
    """The words of a link, or those of the picture in it."""
    alternatives = [str(each.values.get("/Alt", "")) for each in branch.descendants()]
    return normal(" ".join([text_of(branch, document.contents), *alternatives]))


def _box(annotation: PdfValue, page: PdfValue) -> tuple[float, float, float, float] | None:
    """Where it stands on a page that isn't rotated: left, top, right, bottom in pt from above."""
    if page.get("/Rotate"):
        return None
    frame = page.cropbox
    left, bottom, right, top = (float(each) for each in annotation["/Rect"])
    x, y = float(frame.left), float(frame.top)
    return round(left - x, 1), round(y - top, 1), round(right - x, 1), round(y - bottom, 1)
