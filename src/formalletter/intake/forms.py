"""Form fields: their values become part of the page, or they stay fields.

A field is seen through its widgets, the annotations on pages (ISO 32000-1, 12.7).
"""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

from pikepdf import Annotation, Array, Dictionary, Name, PikepdfError, Stream, String

from .appearances import keep_normal_appearance, normal_appearance
from .fields import every_field, fields, inherited, is_widget, kind_of
from .findings import counted
from .printing import holders_of, print_widgets
from .values import data_of, dictionaries, dictionary, entry, key_of, name, shortened, text

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

    from ..foreign import Request
    from .findings import Findings

_WRITTEN = {"/Tx", "/Ch"}  # fields whose value is text, which can be drawn
_FONT = re.compile(rb"/([!-~]+?)\s+[-+.0-9]+\s+Tf")
_FONTS = {"/Type0", "/Type1", "/MMType1", "/TrueType", "/Type3"}
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
        _draw_values(pdf, every, findings)
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


def _draw_values(pdf: Pdf, widgets: list[Object], findings: Findings) -> None:
    """Draws the values that have no appearance yet; those that have one keep it.

    Where the form says that its appearances are stale (NeedAppearances), they are drawn anew.
    """
    form = pdf.Root["/AcroForm"]
    is_stale = entry(form, "/NeedAppearances") is True
    undrawn = []
    for widget in widgets:
        value = text(inherited(widget, "/V"))
        if kind_of(widget) not in _WRITTEN:
            continue
        if is_stale or (normal_appearance(widget) is None and value):
            _give_font(form, widget)
            # qpdf can't draw every value; that is told.
            with contextlib.suppress(PikepdfError, ValueError):
                annotation = Annotation(widget)
                pdf.acroform.get_field_for_annotation(annotation).generate_appearance(annotation)
            if value and (normal_appearance(widget) is None or not _is_western(value)):
                undrawn.append(value)
        if (appearance := normal_appearance(widget)) is not None:
            _complete_fonts(form, appearance)
    if undrawn:
        findings.warn(
            "annex-field-undrawn",
            f"has values of form fields that can't be drawn: {shortened('; '.join(undrawn))}",
            "open it in a PDF reader, print it to a new PDF, and use that",
        )


def _is_western(value: str) -> bool:
    """Whether all its letters are in the encoding that values are drawn in."""
    try:
        value.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _give_font(form: Object, widget: Object) -> None:
    """Sees to it that the font which a value is to be drawn in is there (12.7.3.3).

    Readers that don't find it show another one, or nothing.
    """
    if not isinstance(inherited(widget, "/DA") or form.get("/DA"), String):
        form["/DA"] = String("/Helv 0 Tf 0 g")
    given = inherited(widget, "/DA") or form.get("/DA")
    match = _FONT.search(bytes(given)) if isinstance(given, String) else None
    if match is None:  # it names no font
        widget["/DA"] = String("/Helv 0 Tf 0 g")
    _add_font(form, "/" + match[1].decode("latin-1") if match else "/Helv")


def _add_font(form: Object, key: str) -> Object:
    """The form's font of that name; a plain one that all readers have, where it is missing."""
    if not isinstance(form.get("/DR"), Dictionary):
        form["/DR"] = Dictionary()
    if not isinstance(form["/DR"].get("/Font"), Dictionary):
        form["/DR"]["/Font"] = Dictionary()
    fonts = form["/DR"]["/Font"]
    if name(entry(fonts, key, "/Subtype")) not in _FONTS:
        fonts[key] = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Helvetica,
            Encoding=Name.WinAnsiEncoding,
        )
    return fonts[key]


def _complete_fonts(form: Object, appearance: Stream) -> None:
    """Gives an appearance the fonts that it names and doesn't have."""
    try:
        used = [f"/{key.decode('latin-1')}" for key in _FONT.findall(data_of(appearance))]
    except PikepdfError:
        return  # it can't be shown, which is told of contents
    for key in dict.fromkeys(used):
        if name(entry(appearance, "/Resources", "/Font", key, "/Subtype")) in _FONTS:
            continue
        if not isinstance(appearance.get("/Resources"), Dictionary):
            appearance["/Resources"] = Dictionary()
        own = appearance["/Resources"]
        if not isinstance(own.get("/Font"), Dictionary):
            own["/Font"] = Dictionary()
        own["/Font"][key] = _add_font(form, key)


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
