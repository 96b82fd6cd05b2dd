"""Form fields: with and without an appearance, live and as XFA."""

from __future__ import annotations

from functools import partial

from .draft import Draft, stream, text
from .fixture import Fixture, refused, words

BOX = "0 0 160 20"
FORM = "/Type /XObject /Subtype /Form /BBox [{}] /Resources << /Font << /F1 3 0 R >> >> "
WIDGET = "/Type /Annot /Subtype /Widget /F 4 /P {} /Rect [{}] "
NAMES = ["address.city", "address.country", "agree", "choice", "name", "note"]


def _look(draft: Draft, content: str, box: str = BOX) -> str:
    draft.read(content)
    return draft.add(stream(content, FORM.format(box)))


def _shown(draft: Draft, words_: str) -> str:
    content = f"/Tx BMC\n{text(words_, at=(2, 6), size=10)}EMC\n"
    return f"/AP << /N {_look(draft, content)} >>"


def _button(draft: Draft, state: str) -> str:
    on = _look(draft, "1 w 2 2 m 10 10 l 2 10 m 10 2 l S\n", "0 0 12 12")
    off = _look(draft, "0.5 w 1 1 10 10 re S\n", "0 0 12 12")
    return f"/AP << /N << /{state} {on} /Off {off} >> >>"


def form(who: str, *, appearance: bool, xfa: str = "") -> bytes:
    """Text, a field with two kids, checkbox, radio buttons, choice and a long text."""
    draft = Draft()
    draft.page(text(f"Form of {who}"))
    page = draft.pages[0]

    def look(words_: str) -> str:
        return _shown(draft, words_) if appearance else ""

    widget = partial(WIDGET.format, page)
    name = draft.add(
        f"<< {widget('72 700 232 720')} /FT /Tx /T (name) /TU (Full name) /V ({who}) "
        f"/DA (/F1 10 Tf 0 g) {look(who)} >>"
    )
    parent = draft.add("null")
    kids = [
        draft.add(
            f"<< {widget(f'72 {height} 232 {height + 20}')} /Parent {parent} /T ({part}) "
            f"/V ({value}) {look(value)} >>"
        )
        for part, value, height in (("city", "Geneva", 660), ("country", "Switzerland", 630))
    ]
    draft.put(parent, f"<< /T (address) /FT /Tx /DA (/F1 10 Tf 0 g) /Kids [{' '.join(kids)}] >>")
    agree = draft.add(
        f"<< {widget('72 600 84 612')} /FT /Btn /T (agree) /TU (I agree) /V /Yes /AS /Yes "
        f"{_button(draft, 'Yes')} >>"
    )
    radio = draft.add("null")
    buttons = [
        draft.add(
            f"<< {widget(f'{left} 570 {left + 12} 582')} /Parent {radio} "
            f"/AS /{state if state == 'B' else 'Off'} {_button(draft, state)} >>"
        )
        for state, left in (("A", 72), ("B", 102))
    ]
    draft.put(radio, f"<< /FT /Btn /Ff 49152 /T (choice) /V /B /Kids [{' '.join(buttons)}] >>")
    note = draft.add(
        f"<< {widget('72 530 232 550')} /FT /Ch /Ff 131072 /T (note) /V (urgent) "
        f"/Opt [(routine) (urgent)] /DA (/F1 10 Tf 0 g) {look('urgent')} >>"
    )
    draft.read("Off")
    widgets = [name, *kids, agree, *buttons, note]
    draft.extend(page, f"/Annots [{' '.join(widgets)}]")
    fields = f"{name} {parent} {agree} {radio} {note}"
    need = "" if appearance else "/NeedAppearances true "
    entries = _xfa(draft, xfa)
    return draft.bytes(
        f"/AcroForm << /Fields [{fields}] {need}/DR << /Font << /F1 3 0 R >> >> "
        f"/DA (/F1 10 Tf 0 g) {entries} >>"
    )


def _xfa(draft: Draft, template: str) -> str:
    if not template:
        return ""
    packet = (
        '<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template '
        f'xmlns="http://www.xfa.org/schema/xfa-template/3.3/">{template}</template></xdp:xdp>'
    )
    return f"/XFA {draft.add(stream(packet))}"


def xfa_only() -> bytes:
    """Nothing but XFA: the page only says that another viewer is needed."""
    draft = Draft()
    draft.page(text("Please wait...", "If this message is not replaced, your viewer"))
    form_ = "<subform name='all'><field name='name'/></subform>"
    entries = f"/AcroForm << /Fields [] {_xfa(draft, form_)} >> /NeedsRendering true"
    return draft.bytes(entries)


def orphan() -> bytes:
    """A widget that AcroForm doesn't list, one without a field type, one without a page."""
    draft = Draft()
    draft.page(text("Form with orphans"))
    page = draft.pages[0]
    widget = partial(WIDGET.format, page)
    look = _shown(draft, "orphaned value")
    lost = draft.add(
        f"<< {widget('72 700 232 720')} /FT /Tx /T (lost) /V (orphaned value) {look} >>"
    )
    untyped = draft.add(f"<< {widget('72 660 232 680')} /T (untyped) >>")
    pageless = draft.add("<< /FT /Tx /T (pageless) /V (nowhere) >>")
    draft.extend(page, f"/Annots [{lost} {untyped}]")
    return draft.bytes(f"/AcroForm << /Fields [{pageless}] >>")


def fixtures() -> list[Fixture]:
    """One fixture for each kind of form."""
    kept = {"fields": NAMES, "pages": 1}
    first = {**kept, "text": {"1": ["Form of A. Person"]}}
    xfa = "<subform name='all'><field name='name'/></subform>"
    return [
        Fixture("form-a", "all kinds of fields, with appearances",
                partial(form, "A. Person", appearance=True), first),
        Fixture("form-b", "the same names as form-a, other values",
                partial(form, "B. Somebody", appearance=True),
                {**kept, "text": {"1": ["Form of B. Somebody"]}}),
        Fixture("form-bare", "fields without appearances, NeedAppearances",
                partial(form, "A. Person", appearance=False), first),
        Fixture("form-xfa-hybrid", "XFA beside a complete AcroForm",
                partial(form, "A. Person", appearance=True, xfa=xfa), first, absent=("/XFA",)),
        refused("form-xfa-only", "XFA and nothing else", xfa_only, "annex-xfa"),
        Fixture("form-orphans", "widgets outside of AcroForm, a field without a page", orphan,
                words("Form with orphans")),
    ]  # fmt: skip
