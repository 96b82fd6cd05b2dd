"""Form fields: their values become part of the page, or they stay fields.

A field is seen through its widgets, the annotations on pages (ISO 32000-1, 12.7).
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from pikepdf import Annotation, Array, PikepdfError, String

from .appearances import keep_normal_appearance, normal_appearance
from .fields import every_field, fields, inherited, is_widget, kind_of
from .findings import counted
from .printing import holders_of, print_widgets
from .values import dictionaries, dictionary, entry, key_of, text

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

    from ..foreign import Request
    from .findings import Findings

_WRITTEN = {"/Tx", "/Ch"}  # fields whose value is text, which can be drawn
_LEFT_OUT = ("/XFA", "/NeedAppearances", "/SigFlags", "/CO")
_PRINT = 4  # the flag of annotations that are printed


def settle_forms(pdf: Pdf, request: Request, findings: Findings) -> None:
    """Makes the form what was asked for: printed or live.

    Signature fields are printed in any case: merging voids what they say.
    """
    _tell_signatures(pdf, findings)
    widgets = [
        [each for each in dictionaries(page.obj.get("/Annots")) if is_widget(each)]
        for page in pdf.pages
    ]
    every = [widget for page in widgets for widget in page]
    lost = _pageless(pdf, every)
    findings.removed("form field that is on no page", "form fields that are on no page", lost)
    if dictionary(entry(pdf.Root, "/AcroForm")) is not None:
        _draw_values(pdf, every)
    is_live = request.forms == "live" and dictionary(entry(pdf.Root, "/AcroForm")) is not None
    holders = holders_of(pdf, {key_of(widget) for widget in every})
    for page, found in zip(pdf.pages, widgets, strict=True):
        printed = [each for each in found if not is_live or kind_of(each) in {"/Sig", ""}]
        print_widgets(page, printed, holders)
    if is_live:
        _settle_live(pdf)
    elif "/AcroForm" in pdf.Root:
        number_of = sum(1 for field in fields(pdf) if field.kind != "/Sig") - lost
        if number_of:
            told = counted(number_of, "form field", "form fields")
            findings.note(
                "annex-fields-printed", f"has {told}; the values become part of the pages"
            )
        del pdf.Root["/AcroForm"]


def _tell_signatures(pdf: Pdf, findings: Findings) -> None:
    signed = [each for each in fields(pdf) if each.kind == "/Sig" and "/V" in each.holder]
    if signed:
        number_of = counted(len(signed), "signature", "signatures")
        findings.warn(
            "annex-signed",
            f"has {number_of}, and merging voids {'it' if len(signed) == 1 else 'them'}",
            "write `claims: attach`: that keeps the signed file as it is, behind a page of its own",
        )


def _pageless(pdf: Pdf, widgets: list[Object]) -> int:
    """How many fields no page shows, signatures apart."""
    shown = {key_of(widget) for widget in widgets}
    return sum(
        shown.isdisjoint(map(key_of, [field.holder, *dictionaries(field.holder.get("/Kids"))]))
        for field in fields(pdf)
        if field.kind != "/Sig"
    )


def _draw_values(pdf: Pdf, widgets: list[Object]) -> None:
    """Draws the values that have no appearance yet; those that have one keep it.

    Where the form says that its appearances are stale (NeedAppearances), they are drawn anew.
    """
    form = pdf.Root["/AcroForm"]
    is_stale = entry(form, "/NeedAppearances") is True
    for widget in widgets:
        if kind_of(widget) not in _WRITTEN:
            continue
        if is_stale or (normal_appearance(widget) is None and text(inherited(widget, "/V"))):
            # qpdf can't draw every value; the field is then empty on paper, as before.
            with contextlib.suppress(PikepdfError, ValueError):
                annotation = Annotation(widget)
                pdf.acroform.get_field_for_annotation(annotation).generate_appearance(annotation)


def _settle_live(pdf: Pdf) -> None:
    """Fields with a description for those who can't see them, and nothing that acts."""
    form = pdf.Root["/AcroForm"]
    for key in _LEFT_OUT:
        if key in form:
            del form[key]
    shown = set()
    for page in pdf.pages:
        for widget in dictionaries(page.obj.get("/Annots")):
            if is_widget(widget):
                shown.add(key_of(widget))
                widget["/F"] = _PRINT
                if kind_of(widget) != "/Btn":
                    keep_normal_appearance(widget)
    roots = [each for each in dictionaries(form.get("/Fields")) if _is_shown(each, shown)]
    form["/Fields"] = Array(roots)
    for field in every_field(pdf):
        # Those that only group others, too: the validator takes them for the fields.
        if not text(field.holder.get("/TU")):
            field.holder["/TU"] = String(field.name or "…")
    if not roots:
        del pdf.Root["/AcroForm"]


def _is_shown(root: Object, shown: set[tuple[int, int] | None]) -> bool:
    """Whether a field, or one below it, is still on a page; takes out kids that are not."""
    if key_of(root) in shown:
        return True
    order, seen = [root], {key_of(root)}
    for node in order:
        for kid in dictionaries(node.get("/Kids")):
            if key_of(kid) not in seen:
                seen.add(key_of(kid))
                order.append(kid)
    alive: set[tuple[int, int] | None] = set()
    for node in reversed(order):
        kids = [
            kid
            for kid in dictionaries(node.get("/Kids"))
            if key_of(kid) in shown or key_of(kid) in alive
        ]
        if kids:
            node["/Kids"] = Array(kids)
            alive.add(key_of(node))
        elif "/Kids" in node:
            del node["/Kids"]
    return key_of(root) in alive
