"""What the file says of itself: XMP, the information dictionary, and its claims.

All of it comes from the letter; no clock, no user and no path gets in.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from pikepdf import Dictionary, Name, Stream, String

from ..claims import Claim

if TYPE_CHECKING:
    from collections.abc import Collection

    from pikepdf import Pdf

_PARTS = {Claim.PDF_A_2A: 2, Claim.PDF_A_3A: 3}  # of ISO 19005


@dataclass(frozen=True, slots=True)
class Properties:
    """The properties of a letter's file.

    `language` is its BCP 47 tag; `date` is the letter's (or that of SOURCE_DATE_EPOCH) and
    `producer` the program with its version.
    """

    title: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    language: str
    date: dt.date
    producer: str

    @property
    def moment(self) -> dt.datetime:
        """The date as a moment in UTC; the start of the day where it has no time."""
        if isinstance(self.date, dt.datetime):
            return self.date.astimezone(dt.UTC).replace(microsecond=0)
        return dt.datetime.combine(self.date, dt.time(), dt.UTC)


def write_metadata(pdf: Pdf, properties: Properties, claims: Collection[Claim]) -> None:
    """Writes the properties in both places, and the claims."""
    stamp = String(properties.moment.strftime("D:%Y%m%d%H%M%SZ"))
    entries = {
        "/Title": properties.title,
        "/Author": properties.author,
        "/Subject": properties.subject,
        "/Keywords": ", ".join(properties.keywords),
        "/Creator": properties.producer,
        "/Producer": properties.producer,
    }
    info = {key: String(text) for key, text in entries.items() if text}
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary({**info, "/CreationDate": stamp, "/ModDate": stamp})
    )
    packet = Stream(pdf, xmp(properties, claims).encode())
    packet.Type = Name.Metadata
    packet.Subtype = Name.XML
    root = pdf.Root
    root.Metadata = pdf.make_indirect(packet)
    root.Lang = String(properties.language)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def xmp(properties: Properties, claims: Collection[Claim]) -> str:
    """The XMP packet (ISO 16684-1), with the claims' identification."""
    moment = properties.moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    producer = escape(properties.producer)
    parts = [
        _wrapped("dc:title", "Alt", [properties.title], ' xml:lang="x-default"'),
        _wrapped("dc:creator", "Seq", [properties.author]),
        _wrapped("dc:description", "Alt", [properties.subject], ' xml:lang="x-default"'),
        _wrapped("dc:subject", "Bag", properties.keywords),
        _wrapped("dc:language", "Bag", [properties.language]),
        f"<pdf:Producer>{producer}</pdf:Producer>",
        _element("pdf:Keywords", ", ".join(properties.keywords)),
        f"<xmp:CreatorTool>{producer}</xmp:CreatorTool>",
        f"<xmp:CreateDate>{moment}</xmp:CreateDate>",
        f"<xmp:ModifyDate>{moment}</xmp:ModifyDate>",
        f"<xmp:MetadataDate>{moment}</xmp:MetadataDate>",
    ]
    archival = [claim for claim in claims if claim in _PARTS]
    for claim in archival:
        part = f"<pdfaid:part>{_PARTS[claim]}</pdfaid:part>"
        parts.append(f"{part}\n<pdfaid:conformance>A</pdfaid:conformance>")
    if Claim.PDF_UA_1 in claims:
        parts.append("<pdfuaid:part>1</pdfuaid:part>")
    if archival and Claim.PDF_UA_1 in claims:
        parts.append(_PDFUAID_SCHEMA)
    return _PACKET.format("\n".join(filter(None, parts)))


def _wrapped(name: str, kind: str, items: Collection[str], attribute: str = "") -> str:
    inner = "".join(f"<rdf:li{attribute}>{escape(item)}</rdf:li>" for item in items if item)
    return f"<{name}><rdf:{kind}>{inner}</rdf:{kind}></{name}>" if inner else ""


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text else ""


# The id is that of every XMP packet (ISO 16684-1, 7.3.2).
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
{}
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""

# PDF/A knows no PDF/UA; what it doesn't know has to be described (ISO 19005-2, 6.6.2.3).
_PDFUAID_SCHEMA = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""
