"""Annotations: those meant for readers, and those that talk between editors."""

from __future__ import annotations

from .draft import DATE, Draft, stream, text
from .fixture import Fixture, words

FORM = "/Type /XObject /Subtype /Form /BBox [{}] /Resources << /Font << /F1 3 0 R >> >> "


def _appearance(draft: Draft, box: str, content: str) -> str:
    draft.read(content)
    return f"/AP << /N {draft.add(stream(content, FORM.format(box)))} >>"


def _highlight(draft: Draft) -> str:
    look = _appearance(draft, "70 755 200 775", "1 1 0.4 rg 70 755 130 20 re f\n")
    return draft.add(
        "<< /Type /Annot /Subtype /Highlight /Rect [70 755 200 775] /C [1 1 0.4] /F 4 "
        f"/QuadPoints [70 775 200 775 70 755 200 755] /Contents (A marked passage) {look} >>"
    )


def readers() -> bytes:
    """Highlight, stamp, free text, square and ink, all with an appearance."""
    draft = Draft()
    draft.page(text("A marked passage") + text("More text", at=(72, 500)))
    kinds = [_highlight(draft)]
    for kind, box, words_, entries in (
        ("Stamp", "300 700 400 740", "RECEIVED", "/Name /Received"),
        ("FreeText", "72 600 250 640", "A remark on the page", "/DA (/F1 12 Tf)"),
        ("Square", "300 600 350 650", "", "/C [0 0 1]"),
        ("Ink", "400 600 450 650", "", "/InkList [[400 600 450 650]]"),
    ):
        left, bottom = (int(number) for number in box.split()[:2])
        drawn = text(words_, at=(left + 4, bottom + 10)) if words_ else "0 0 1 RG "
        drawn += f"{left + 1} {bottom + 1} 40 35 re S\n"
        kinds.append(
            draft.add(
                f"<< /Type /Annot /Subtype /{kind} /Rect [{box}] /F 4 {entries} "
                f"/Contents ({words_ or kind}) {_appearance(draft, box, drawn)} >>"
            )
        )
    draft.extend(draft.pages[0], f"/Annots [{' '.join(kinds)}]")
    return draft.bytes()


def comments() -> bytes:
    """A sticky note with its popup and a reply, and a hidden comment."""
    draft = Draft()
    draft.page(text("A page with comments"))
    page = draft.pages[0]
    note, popup = draft.add("null"), draft.add("null")
    draft.put(
        note,
        f"<< /Type /Annot /Subtype /Text /Rect [300 750 320 770] /P {page} /Popup {popup} "
        f"/Contents (An open question) /T (A. Clerk) /Name /Comment /M ({DATE}) >>",
    )
    draft.put(
        popup,
        f"<< /Type /Annot /Subtype /Popup /Rect [350 650 500 750] /Parent {note} /Open false >>",
    )
    reply = draft.add(
        f"<< /Type /Annot /Subtype /Text /Rect [300 750 320 770] /IRT {note} "
        "/Contents (An answer) /F 30 >>"
    )
    secret = draft.add(
        "<< /Type /Annot /Subtype /FreeText /Rect [72 500 200 520] /F 2 "
        "/Contents (Hidden comment) /DA (/F1 12 Tf) >>"
    )
    draft.extend(page, f"/Annots [{note} {popup} {reply} {secret}]")
    return draft.bytes()


def bare() -> bytes:
    """Annotations without an appearance: each viewer draws them as it likes."""
    draft = Draft()
    draft.page(text("Marks without an appearance"))
    kinds = [
        draft.add(
            "<< /Type /Annot /Subtype /Highlight /Rect [70 755 200 775] /C [1 1 0] /F 4 "
            "/QuadPoints [70 775 200 775 70 755 200 755] >>"
        ),
        draft.add("<< /Type /Annot /Subtype /Square /Rect [72 600 172 650] /C [1 0 0] /F 4 >>"),
        draft.add("<< /Type /Annot /Subtype /Stamp /Rect [72 500 172 550] /Name /Approved /F 4 >>"),
    ]
    draft.extend(draft.pages[0], f"/Annots [{' '.join(kinds)}]")
    return draft.bytes()


def redact() -> bytes:
    """A passage marked for redaction that is still in the file."""
    draft = Draft()
    draft.page(text("Named witness: A. Person"))
    mark = draft.add(
        "<< /Type /Annot /Subtype /Redact /Rect [140 755 250 775] /F 4 "
        "/QuadPoints [140 775 250 775 140 755 250 755] /IC [0 0 0] /OverlayText (removed) >>"
    )
    draft.extend(draft.pages[0], f"/Annots [{mark}]")
    return draft.bytes()


def covered() -> bytes:
    """A black bar over words that are still there: the classic failed redaction."""
    draft = Draft()
    draft.page(text("Covered witness: A. Person") + "0 g 160 755 120 20 re f\n")
    return draft.bytes()


def fixtures() -> list[Fixture]:
    """One fixture for each way to annotate."""
    seen = {"Highlight": 1, "Stamp": 1, "FreeText": 1, "Square": 1, "Ink": 1}
    return [
        Fixture("annotations-readers", "highlight, stamp, free text, square, ink", readers,
                {**words("A marked passage"), "annotations": seen}),
        Fixture("annotations-comments", "sticky note, popup, reply, hidden comment", comments,
                words("A page with comments"),
                gone=("Hidden comment",)),
        Fixture("annotations-bare",
                "without an appearance; of the stamp nobody can tell what it shows", bare,
                {**words("Marks without an appearance"),
                 "annotations": {"Highlight": 1, "Square": 1}}),
        Fixture("annotations-redact", "a redaction that was not applied: the text is there",
                redact, words("Named witness")),
        Fixture("covered-text", "words under a black bar", covered, words("Covered witness")),
    ]  # fmt: skip
