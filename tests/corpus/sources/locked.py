"""Files with a lock, a seal or another form than the usual one."""

from __future__ import annotations

import io
from functools import partial
from typing import Any

import pikepdf

from .draft import DATE, Draft, simple, stream, text
from .fixture import Fixture, refused, words

PACKED = pikepdf.ObjectStreamMode.generate
SECRET = "letmein"  # noqa: S105 (of a fixture)


def saved(data: bytes, **options: Any) -> bytes:
    """The file as qpdf writes it with these options."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, static_id=True, **options)
    return out.getvalue()


def encrypted(words_: str, revision: int, *, user: str = "", aes: bool = True) -> bytes:
    """Encrypted after revision 3 (RC4), 4 (AES-128) or 6 (AES-256) of the standard handler."""
    lock = pikepdf.Encryption(
        owner="owner",
        user=user,
        R=revision,
        aes=aes and revision > 3,
        metadata=revision > 3,
        allow=pikepdf.Permissions(extract=False, modify_other=False),
    )
    return saved(simple(words_).bytes(), encryption=lock)


def signed() -> bytes:
    """A signature field with a dummy signature over the whole file but its own place."""
    draft = Draft()
    draft.page(text("A signed page"))
    draft.read("Signed")
    value = draft.add("null")
    look = draft.add(
        stream(
            text("Signed", at=(4, 10)),
            "/Type /XObject /Subtype /Form /BBox [0 0 150 30] "
            "/Resources << /Font << /F1 3 0 R >> >> ",
        )
    )
    field = draft.add(
        f"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature) /TU (Signature) /V {value} "
        f"/Rect [72 600 222 630] /F 132 /P {draft.pages[0]} /AP << /N {look} >> >>"
    )
    draft.extend(draft.pages[0], f"/Annots [{field}]")
    body = (
        "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /Name (A. Person) "
        f"/M ({DATE}) /ByteRange [0000000000 0000000000 0000000000 0000000000] "
        f"/Contents <{'00' * 64}> >>"
    )
    draft.put(value, body)
    data = draft.bytes(f"/AcroForm << /Fields [{field}] /SigFlags 3 >>")
    start = data.index(b"/Contents <00") + len("/Contents ")
    end = start + 130
    spans = " ".join(f"{number:010}" for number in (0, start, end, len(data) - end))
    return data.replace(b" ".join([b"0000000000"] * 4), spans.encode(), 1)


def portfolio() -> bytes:
    """A collection of files; its page only tells to open it elsewhere."""
    draft = simple("Open this portfolio elsewhere")
    inner = simple("Inside the portfolio").bytes()
    file = draft.add(stream(inner, "/Type /EmbeddedFile /Subtype /application#2Fpdf "))
    spec = draft.add(f"<< /Type /Filespec /F (inner.pdf) /UF (inner.pdf) /EF << /F {file} >> >>")
    return draft.bytes(
        f"/Collection << /Type /Collection /View /D >> "
        f"/Names << /EmbeddedFiles << /Names [(inner.pdf) {spec}] >> >>"
    )


def old() -> bytes:
    """PDF 1.3, as written around 2000: no stream is compressed, one content in three parts."""
    draft = Draft()
    draft.page("")
    parts = [
        draft.add(stream(part))
        for part in ("BT /F1 12 Tf 72 760 Td ", "(A file of the year ", "2000) Tj ET")
    ]
    # A literal string can't go on over a border of streams (7.8.2): the parts end between tokens.
    draft.put(parts[1], stream("[(A file of the year)"))
    draft.put(parts[2], stream("-250 (2000)] TJ ET"))
    draft.read("A file of the year 2000")
    page = draft.pages[0]
    draft.put(
        page,
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [{' '.join(parts)}] "
        "/Resources << /Font << /F1 3 0 R >> /ProcSet [/PDF /Text] >> >>",
    )
    return draft.bytes(version="1.3")


def updated() -> bytes:
    """A second page text by an incremental update: the old words are still in the file."""
    draft = simple("Words before the update")
    draft.characters |= set("after")
    data = draft.bytes()
    number = int(draft.pages[0].split()[0]) - 1
    start = data.rindex(b"startxref") + 10
    old_table = int(data[start:].split()[0])
    body = f"{number} 0 obj\n".encode() + stream(text("Words after the update")) + b"\nendobj\n"
    table = len(data) + len(body)
    return (
        data
        + body
        + f"xref\n{number} 1\n{len(data):010} 00000 n \n".encode()
        + f"trailer\n<< /Size {len(draft.objects) + 3} /Root 1 0 R /Prev {old_table} >>\n"
        f"startxref\n{table}\n%%EOF\n".encode()
    )


def leftovers() -> bytes:
    """Private data, a thumbnail, metadata with names and paths, an unused object."""
    draft = simple("A page with leftovers")
    thumb = draft.add(
        stream("\xff" * 4, "/Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 ")
    )
    draft.extend(
        draft.pages[0],
        f"/Thumb {thumb} /PieceInfo << /Editor << /LastModified ({DATE}) "
        "/Private (private data of an editor) >> >>",
    )
    packet = (
        "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description "
        "rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:creator><rdf:Seq><rdf:li>"
        "Secret Author</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
        "<?xpacket end='w'?>"
    )
    metadata = draft.add(stream(packet, "/Type /Metadata /Subtype /XML "))
    draft.add("(an object that nothing refers to)")
    info = draft.add("<< /Author (Secret Author) /Title (Draft of the secret author) >>")
    return draft.bytes(f"/Metadata {metadata}", trailer=f"/Info {info} ")


def fixtures() -> list[Fixture]:
    """One fixture for each form."""
    plain = simple("First page as qpdf writes it", "Second page as qpdf writes it").bytes
    kept = words("First page as qpdf writes it", "Second page as qpdf writes it")
    made = [
        Fixture("qpdf-linearised", "linearised", lambda: saved(plain(), linearize=True), kept),
        Fixture("qpdf-object-streams", "object streams and a cross-reference stream",
                lambda: saved(plain(), object_stream_mode=PACKED), kept),
        Fixture("pdf-1.3", "PDF 1.3, content in three streams", old,
                {"pages": 1, "text": {"1": ["A file of the year"]}}),
        Fixture("updated", "an incremental update replaced the text", updated,
                words("Words after the update"), gone=("Words before the update",)),
        Fixture("signed", "a signature field with a dummy signature", signed,
                {**words("A signed page"), "signed": True}),
        refused("portfolio", "a collection of files", portfolio,
                "annex-portfolio"),
        Fixture("leftovers", "private data, thumbnail, author, unused object", leftovers,
                words("A page with leftovers"), absent=("/PieceInfo", "/Thumb"),
                gone=("Secret Author", "private data of an editor")),
    ]  # fmt: skip
    for name, revision, user in (
        ("owner-rc4", 3, ""),
        ("owner-aes-256", 6, ""),
        ("user-rc4", 3, SECRET),
        ("user-aes-128", 4, SECRET),
        ("user-aes-256", 6, SECRET),
    ):
        words_ = f"Encrypted for {name.replace('-', ' ')}"
        made.append(
            Fixture(
                f"encrypted-{name}",
                "opens with the password" if user else "opens without a password, with limits",
                partial(encrypted, words_, revision, user=user),
                words(words_),
                password=user or None,
            )
        )
    made.append(
        refused(
            "encrypted-unknown",
            "needs a password that nobody has",
            partial(encrypted, "Nobody reads this", 6, user="unknown"),
            "annex-password-needed",
        )
    )
    return made
