"""Letters in which a hidden name is planted, at a place and in a form chosen by chance.

`PLACES` is the list of the places, `FORMS` that of the forms; `told` is the oracle, which shares
nothing with the program's own search.
"""

from __future__ import annotations

import base64
import html
import io
import json
import random
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote

import pikepdf
import pypdf
from anyascii import anyascii
from pikepdf import Array, Dictionary, Name, String

NAMES = (
    ("Zanzibar Quokka Alliance", "organisation"),
    ("Ålesund Wombatförening", "organisation"),
    ("Мария Примерова", "individual"),
    ("Общество Вомбатов Примерска", "organisation"),
    ("Ελληνική Ένωση Παραδείγματος", "organisation"),
    ("جمعية حراس المنارات البعيدة", "organisation"),
    ("范例港灯塔守护协会", "organisation"),
    ("Marisol Quokkaberg", "individual"),
)


def _percent(name: str) -> str:
    return quote(name, safe="")


FORMS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "upper": str.upper,
    "percent": _percent,
    "percent twice": lambda name: _percent(_percent(name)),
    "entities": lambda name: "".join(f"&#{ord(each)};" for each in name),
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "wide": lambda name: "".join(
        chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in name
    ),
    "joined": lambda name: f"info@{''.join(name.split()).lower()}.example",
    "spaced": lambda name: " ".join("".join(name.split())),
    "romanised": lambda name: anyascii(name).title(),
    "coded": lambda name: f"=?utf-8?B?{base64.b64encode(name.encode()).decode()}?=",
}


@dataclass
class Draft:
    """A letter's folder in the making."""

    header: dict[str, object]
    body: str = "We write about the lights of the harbour, which went out.\n"
    rows: list[list[str]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)


def _header(*path: str | int, around: str = "{}") -> Callable[[Draft, str], None]:
    def plant(draft: Draft, text: str) -> None:
        holder: object = draft.header
        for key in path[:-1]:
            holder = holder[key]  # type: ignore[index]
        holder[path[-1]] = around.format(text)  # type: ignore[index]

    return plant


def _body(form: str) -> Callable[[Draft, str], None]:
    def plant(draft: Draft, text: str) -> None:
        draft.body += "\n" + form.replace("X", text) + "\n"

    return plant


def _cell(column: int) -> Callable[[Draft, str], None]:
    def plant(draft: Draft, text: str) -> None:
        draft.rows[1][column] = text

    return plant


def _style(form: str) -> Callable[[Draft, str], None]:
    def plant(draft: Draft, text: str) -> None:
        draft.header["style"] = "own"
        draft.files["styles/own.css"] = form.replace("X", text).encode()

    return plant


def _drawing(form: str) -> Callable[[Draft, str], None]:
    def plant(draft: Draft, text: str) -> None:
        safe = html.escape(text)
        draft.files["images/a.svg"] = (
            '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" viewBox="0 0 40 40">'
            + form.replace("X", safe)
            + '<path d="M0 0h40v40z"/></svg>'
        ).encode()
        draft.body += "\n![A sail](images/a.svg)\n"

    return plant


def _markdown_annex(form: str) -> Callable[[Draft, str], None]:
    def plant(draft: Draft, text: str) -> None:
        draft.files["annexes/a.md"] = form.replace("X", text).encode()
        draft.header["annexes"] = [{"title": "A table", "file": "annexes/a.md"}]

    return plant


def _pdf_annex(change: Callable[[pikepdf.Pdf, str], None], **more: object):
    def plant(draft: Draft, text: str) -> None:
        with pikepdf.new() as pdf:
            page = pdf.add_blank_page(page_size=(595, 842)).obj
            font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
            page["/Resources"] = Dictionary(Font=Dictionary(F=font))
            page["/Contents"] = pdf.make_stream(b"BT /F 12 Tf 60 700 Td (The lights) Tj ET")
            change(pdf, text)
            data = io.BytesIO()
            pdf.save(data)
        draft.files["annexes/a.pdf"] = data.getvalue()
        draft.header["annexes"] = [{"title": "A table", "file": "annexes/a.pdf", **more}]

    return plant


def _page(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.pages[0].obj


def _note(pdf: pikepdf.Pdf, **values: object) -> None:
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=Array([10, 10, 30, 30]), F=4, **values
    )
    _page(pdf)["/Annots"] = Array([pdf.make_indirect(note)])


def _link(pdf: pikepdf.Pdf, text: str) -> None:
    action = Dictionary(S=Name.URI, URI=String(f"https://a.example/{quote(text)}"))
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([10, 10, 90, 30]), A=action)
    _page(pdf)["/Annots"] = Array([pdf.make_indirect(link)])


def _form(pdf: pikepdf.Pdf, text: str) -> None:
    content = f"BT /F 12 Tf 60 600 Td <{text.encode('latin-1', 'replace').hex()}> Tj ET".encode()
    form = pdf.make_stream(content)
    form["/Type"], form["/Subtype"] = Name.XObject, Name.Form
    form["/BBox"] = Array([0, 0, 595, 842])
    form["/Resources"] = _page(pdf)["/Resources"]
    own = _page(pdf)["/Resources"]
    _page(pdf)["/Resources"] = Dictionary(Font=own["/Font"], XObject=Dictionary(U=form))


def _bookmark(pdf: pikepdf.Pdf, text: str) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(text, 0))


def _destination(pdf: pikepdf.Pdf, text: str) -> None:
    place = Array([_page(pdf), Name.Fit])
    pdf.Root["/Names"] = Dictionary(Dests=Dictionary(Names=Array([String(text), place])))


def _field(key: str) -> Callable[[pikepdf.Pdf, str], None]:
    def change(pdf: pikepdf.Pdf, text: str) -> None:
        field_ = Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("a"), V=String("b"),
            TU=String("c"), DA=String("/F 10 Tf 0 g"), Rect=Array([60, 500, 300, 520]), F=4,
        )  # fmt: skip
        field_[key] = String(text)
        kept = pdf.make_indirect(field_)
        _page(pdf)["/Annots"] = Array([kept])
        fonts = _page(pdf)["/Resources"]["/Font"]
        pdf.Root["/AcroForm"] = Dictionary(Fields=Array([kept]), DR=Dictionary(Font=fonts))

    return change


def _layer(pdf: pikepdf.Pdf, text: str) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(text)))
    pdf.Root["/OCProperties"] = Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))
    _page(pdf)["/Resources"]["/Properties"] = Dictionary(L=layer)
    start = pdf.make_stream(b"/OC /L BDC BT /F 9 Tf 60 600 Td (More) Tj ET EMC")
    _page(pdf)["/Contents"] = Array([_page(pdf)["/Contents"], start])


def _named(text: str) -> Name:
    return Name("/" + ("".join(text.split()) or "x"))


def _font(pdf: pikepdf.Pdf, text: str) -> None:
    _page(pdf)["/Resources"]["/Font"]["/F"]["/BaseFont"] = _named(text)


def _resource(pdf: pikepdf.Pdf, text: str) -> None:
    _page(pdf)["/Resources"]["/ExtGState"] = Dictionary()
    _page(pdf)["/Resources"]["/ExtGState"][_named(text)] = Dictionary(CA=1)
    # Unused it would be dropped, whatever it is called.
    use = pdf.make_stream(_named(text).unparse() + b" gs")
    _page(pdf)["/Contents"] = Array([_page(pdf)["/Contents"], use])


def _tree(key: str) -> Callable[[pikepdf.Pdf, str], None]:
    def change(pdf: pikepdf.Pdf, text: str) -> None:
        page = _page(pdf)
        page["/Contents"] = pdf.make_stream(
            b"/P <</MCID 0>> BDC BT /F 12 Tf 60 700 Td (The lights) Tj ET EMC"
        )
        page["/StructParents"] = 0
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        element = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.P, P=root, Pg=page, K=0)
        )
        element[key] = String(text)
        root["/K"] = Array([element])
        root["/ParentTree"] = Dictionary(Nums=Array([0, Array([element])]))
        pdf.Root["/StructTreeRoot"] = root
        pdf.Root["/MarkInfo"] = Dictionary(Marked=True)

    return change


def _marked(pdf: pikepdf.Pdf, text: str) -> None:
    said = "FEFF" + text.encode("utf-16-be").hex()
    _page(pdf)["/Contents"] = pdf.make_stream(
        f"/Span <</ActualText <{said}>>> BDC BT /F 12 Tf 60 700 Td (a) Tj ET EMC".encode()
    )


def _labels(pdf: pikepdf.Pdf, text: str) -> None:
    pdf.Root["/PageLabels"] = Dictionary(Nums=Array([0, Dictionary(P=String(text), S=Name.D)]))


def _info(pdf: pikepdf.Pdf, text: str) -> None:
    pdf.docinfo["/Author"] = text


def _xmp(pdf: pikepdf.Pdf, text: str) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as meta:
        meta["dc:title"] = text


def _attached(name: str) -> Callable[[pikepdf.Pdf, str], None]:
    def change(pdf: pikepdf.Pdf, text: str) -> None:
        data, called = b"lights", "a.txt"
        if name == "content":
            data = text.encode()
        elif name == "name":
            called = f"{text[:60]}.txt"
        else:
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w") as target:
                target.writestr("[Content_Types].xml", "<Types/>")
                target.writestr("word/document.xml", "<w:p>lights</w:p>")
                target.writestr("docProps/core.xml", f"<a creator={json.dumps(text)}/>")
            data, called = packed.getvalue(), "a.docx"
        pdf.attachments[called] = pikepdf.AttachedFileSpec(pdf, data, filename=called)

    return change


def _private(pdf: pikepdf.Pdf, text: str) -> None:
    record = Dictionary(Private=String(text), LastModified=String("D:2022"))
    _page(pdf)["/PieceInfo"] = Dictionary(Program=record)


def _script(pdf: pikepdf.Pdf, text: str) -> None:
    pdf.Root["/OpenAction"] = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{text}')"))


def _intent(pdf: pikepdf.Pdf, text: str) -> None:
    intent = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String("sRGB"),
        Info=String(text),
    )  # fmt: skip
    pdf.Root["/OutputIntents"] = Array([intent])


def _colour(pdf: pikepdf.Pdf, text: str) -> None:
    tint = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0]), C1=Array([1, 0, 0]), N=1
    )
    space = Array([Name.Separation, _named(text), Name.DeviceRGB, tint])
    _page(pdf)["/Resources"]["/ColorSpace"] = Dictionary(C=space)
    ink = pdf.make_stream(b"/C cs 1 scn 10 10 20 20 re f")
    _page(pdf)["/Contents"] = Array([_page(pdf)["/Contents"], ink])


PLACES: dict[str, Callable[[Draft, str], None]] = {
    "title": _header("title"),
    "title, second line": _header("title", around="On the lights\n{}"),
    "place": _header("place"),
    "our reference": _header("our-reference"),
    "your reference": _header("your-reference"),
    "recipient's honorific": _header("recipient", "honorific"),
    "recipient's name": _header("recipient", "name"),
    "recipient's office": _header("recipient", "office"),
    "recipient's organisation": _header("recipient", "organisation"),
    "recipient's address": _header("recipient", "address", 0),
    "delivery": _header("delivery"),
    "classification": _header("classification"),
    "salutation": _header("salutation", around="Dear {},"),
    "valediction": _header("valediction"),
    "signer": _header("signed-by", 0, "name"),
    "signer's role": _header("signed-by", 0, "role"),
    "signer's organisation": _header("signed-by", 0, "organisation"),
    "copied to": _header("copied-to", 0),
    "contact": _header("contact", "name"),
    "contact's organisation": _header("contact", "organisation"),
    "contact's address": _header("contact", "address", 0),
    "keyword": _header("keywords", 0),
    "author": _header("author"),
    "letterhead": _header("letterhead", "text"),
    "letterhead's organisation": _header("letterhead", "organisations", 0, "name"),
    "letterhead's detail": _header("letterhead", "organisations", 0, "detail", 0),
    "press contact": _header("press", "contact", "name"),
    "press notes": _header("press", "notes"),
    "covering request": _header("covering-request"),
    "reason for withholding": _header("signatories", "withheld-reason"),
    "heading of the list": _header("signatories", "heading"),
    "text": _body("They told us of X and went."),
    "emphasis": _body("They told us of *X* and **went**."),
    "heading": _body("## X"),
    "list item": _body("- one\n- X"),
    "numbered item": _body("1. one\n2. X"),
    "quotation": _body("> X"),
    "table": _body("| a | b |\n|---|---|\n| X | c |"),
    "code": _body("They wrote `X` there."),
    "footnote": _body("They wrote.[^a]\n\n[^a]: X"),
    "link's words": _body("See [X](https://harbour.int/a)."),
    "link's path": _body("See [this](<https://harbour.int/X>)."),
    "link's query": _body("See [this](<https://harbour.int/?q=X>)."),
    "link's fragment": _body("See [this](<https://harbour.int/a#X>)."),
    "link by mail": _body("See [this](<mailto:a@harbour.int?subject=X>)."),
    "comment": _body("Lights <!-- X --> there."),
    "picture's alternative": lambda draft, text: (
        _drawing("")(draft, ""),
        setattr(draft, "body", draft.body.replace("A sail", text)),
    )[0],
    "drawing's words": _drawing('<text x="2" y="9" font-size="3">X</text>'),
    "drawing's title": _drawing("<title>X</title>"),
    "drawing's description": _drawing("<desc>X</desc>"),
    "drawing's metadata": _drawing("<metadata>X</metadata>"),
    "drawing's id": _drawing('<g id="X"/>'),
    "role of another row": _cell(3),
    "organisation of another row": _cell(4),
    "group of another row": _cell(5),
    "sort key of another row": _cell(6),
    "style's comment": _style("/* X */ p { color: black }"),
    "style's class": _style('p[title="X"] { color: black }'),
    "style's words": _style('p::before { content: "X" }'),
    "Markdown annex": _markdown_annex("# Lights\n\nWith X they went.\n"),
    "annex title": lambda draft, text: (
        _markdown_annex("Lights.\n")(draft, ""),
        draft.header.__setitem__("annexes", [{"title": text, "file": "annexes/a.md"}]),
    )[0],
    "form that nothing draws": _pdf_annex(_form),
    "bookmark": _pdf_annex(_bookmark),
    "destination": _pdf_annex(_destination),
    "field's value": _pdf_annex(_field("/V")),
    "field's name": _pdf_annex(_field("/T")),
    "field's description": _pdf_annex(_field("/TU")),
    "note": _pdf_annex(lambda pdf, text: _note(pdf, Contents=String(text))),
    "note's author": _pdf_annex(lambda pdf, text: _note(pdf, T=String(text))),
    "note's subject": _pdf_annex(lambda pdf, text: _note(pdf, Subj=String(text))),
    "link of a PDF": _pdf_annex(_link),
    "layer": _pdf_annex(_layer),
    "font": _pdf_annex(_font),
    "name of a resource": _pdf_annex(_resource),
    "name of a colour": _pdf_annex(_colour),
    "alternative text": _pdf_annex(_tree("/Alt")),
    "actual text": _pdf_annex(_tree("/ActualText")),
    "expansion": _pdf_annex(_tree("/E")),
    "element's title": _pdf_annex(_tree("/T")),
    "element's ID": _pdf_annex(_tree("/ID")),
    "mark's actual text": _pdf_annex(_marked),
    "page label": _pdf_annex(_labels),
    "properties": _pdf_annex(_info),
    "XMP": _pdf_annex(_xmp),
    "attachment's content": _pdf_annex(_attached("content"), attachments=True),
    "attachment's name": _pdf_annex(_attached("name"), attachments=True),
    "attachment's properties": _pdf_annex(_attached("properties"), attachments=True),
    "enclosed original's properties": _pdf_annex(_info, claims="attach"),
    "enclosed original's XMP": _pdf_annex(_xmp, claims="attach"),
    "enclosed original's form": _pdf_annex(_form, claims="attach"),
    "private record": _pdf_annex(_private),
    "script": _pdf_annex(_script),
    "output intent": _pdf_annex(_intent),
}


def planted(number: int) -> tuple[Draft, str, str, str]:
    """A draft, the name that it hides, and in which place and form that is planted."""
    chance = random.Random(number)  # noqa: S311 (letters, no secrets)
    name, kind = chance.choice(NAMES)
    place, form = chance.choice(sorted(PLACES)), chance.choice(sorted(FORMS))
    draft = Draft(
        {
            "title": "On the lights of the harbour",
            "date": "2022-03-08",
            "language": "en-GB",
            "status": chance.choice(("draft", "final")),
            "recipient": {"office": "Minister for Harbours", "address": ["1 Quay Street"]},
            "salutation": "Madam,",
            "valediction": "Yours sincerely,",
            "signed-by": [{"name": "Ada Keeper"}],
            "copied-to": ["The Harbour Board"],
            "contact": {"name": "Ada Keeper", "address": ["2 Cliff Road"]},
            "keywords": ["lights"],
            "letterhead": {"organisations": [{"name": "Keepers", "detail": ["2 Cliff Road"]}]},
            "press": {"contact": {"name": "Ada Keeper"}, "notes": "Lights are lit at night."},
            "signatories": {"groups": "group"},
            "named-because": "each was asked",
            "editions": ["press"],
        }
    )
    hidden = chance.choice(("withheld", "addressee"))
    draft.rows = [
        ["name", "kind", "visibility", "role", "organisation", "group", "sort key"],
        ["Bo Example", "individual", "public", "Keeper", "Coast", "North", ""],
        ["Coast Watch", "organisation", "public", "", "", "North", ""],
        [name, kind, hidden, "", "", "North", ""],
    ]
    PLACES[place](draft, FORMS[form](name))
    return draft, name, place, form


def write(draft: Draft, folder: Path) -> None:
    """Writes the draft's folder."""
    folder.mkdir(parents=True)
    header = json.dumps(draft.header, ensure_ascii=False)
    (folder / "letter.md").write_text(f"---\n{header}\n---\n{draft.body}", encoding="utf-8")
    rows = [",".join(f'"{cell}"' for cell in row) for row in draft.rows]
    (folder / "signatories.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    for name, data in draft.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def told(name: str, data: bytes) -> bool:
    """Whether a finished file tells a name to who reads, copies, clicks or unpacks it."""
    wanted = {_bare(name), _bare(anyascii(name))}
    return any(word in bare for text in _texts(data) for bare in _ways(text) for word in wanted)


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(each for each in plain if each.isalnum())


def _ways(text: str) -> Iterator[str]:
    yield _bare(text)
    decoded = html.unescape(unquote(html.unescape(unquote(text))))
    yield _bare(decoded)
    for word in re.findall(r"\?[Bb]\?([A-Za-z0-9+/=]+)\?", decoded):
        yield _bare(base64.b64decode(word + "==").decode("utf-8", "replace"))


def _texts(data: bytes) -> Iterator[str]:
    for coding in ("utf-8", "utf-16-be", "utf-16-le", "latin-1"):
        yield data.decode(coding, "replace")
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for each in archive.namelist():
                yield each
                yield from _texts(archive.read(each))
    if data.startswith(b"%PDF"):
        for page in pypdf.PdfReader(io.BytesIO(data)).pages:
            yield page.extract_text()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for each in pdf.objects:
                yield from _strings(each)
                if isinstance(each, pikepdf.Stream):
                    try:
                        inner = each.read_bytes()
                    except pikepdf.PikepdfError:
                        inner = each.read_raw_bytes()
                    if inner[:4] != b"%PDF" or data != inner:
                        yield from _texts(inner)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, pikepdf.String):
        yield str(value)
        yield bytes(value).decode("utf-8", "replace")
    elif isinstance(value, pikepdf.Name):
        yield str(value)
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for key in value.keys():  # noqa: SIM118 (pikepdf's)
            yield key
            if not value[key].is_indirect if hasattr(value[key], "is_indirect") else True:
                yield from _strings(value[key])
    elif isinstance(value, pikepdf.Array):
        for each in value:
            if not getattr(each, "is_indirect", False):
                yield from _strings(each)
