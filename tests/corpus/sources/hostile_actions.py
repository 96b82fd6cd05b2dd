"""Files that want to do something: run scripts, open programs, send data, fetch and hide."""

from __future__ import annotations

from .draft import Draft, simple, stream, text
from .fixture import Fixture, words

SCRIPT = "<< /S /JavaScript /JS (app.alert\\(1\\);) >>"
LINK = "/Type /Annot /Subtype /Link /Rect [72 {0} 200 {1}] /Border [0 0 0] /F 4"
GOOD = "/A << /S /URI /URI (https://example.org/) >>"


def _acting(words_: str, *actions: str, catalogue: str = "") -> bytes:
    """A page with a link for each action, and a harmless one."""
    draft = simple(words_)
    links = [
        draft.add(f"<< {LINK.format(700 - 30 * index, 720 - 30 * index)} {action} >>")
        for index, action in enumerate((*(f"/A {action}" for action in actions), GOOD))
    ]
    draft.extend(draft.pages[0], f"/Annots [{' '.join(links)}]")
    return draft.bytes(catalogue)


def javascript() -> bytes:
    """Scripts on all levels: document, page, annotation, field, bookmark, and behind `Next`."""
    draft = simple("Scripts everywhere")
    page = draft.pages[0]
    field = draft.add(
        f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (sum) /V (3) /F 4 /Rect [72 600 172 620] "
        f"/P {page} /DA (/F1 10 Tf) /AA << /K {SCRIPT} /F {SCRIPT} /V {SCRIPT} /C {SCRIPT} >> >>"
    )
    link = draft.add(f"<< {LINK.format(700, 720)} /A {SCRIPT} /AA << /E {SCRIPT} >> >>")
    chained = draft.add(
        f"<< {LINK.format(660, 680)} /A << /S /URI /URI (https://example.org/) "
        f"/Next [{SCRIPT}] >> >>"
    )
    draft.extend(page, f"/Annots [{field} {link} {chained}] /AA << /O {SCRIPT} /C {SCRIPT} >>")
    root = draft.add("null")
    item = draft.add(f"<< /Title (Bookmark) /Parent {root} /A {SCRIPT} >>")
    draft.put(root, f"<< /Type /Outlines /First {item} /Last {item} /Count 1 >>")
    return draft.bytes(
        f"/OpenAction {SCRIPT} /AA << /WC {SCRIPT} /WP {SCRIPT} >> /Outlines {root} "
        f"/Names << /JavaScript << /Names [(start) {SCRIPT}] >> >> "
        f"/AcroForm << /Fields [{field}] /CO [{field}] >>"
    )


def addresses() -> bytes:
    """Links whose addresses run something, beside a good one."""
    return _acting(
        "Addresses that act",
        *(
            f"<< /S /URI /URI ({address}) >>"
            for address in (
                "javascript:alert\\(1\\)",
                "JaVaScRiPt:alert\\(1\\)",
                "file:///etc/passwd",
                "\\\\\\\\server\\\\share\\\\file.exe",
                "data:text/html,<script>1</script>",
                "vbscript:x",
            )
        ),
        catalogue="/URI << /Base (file:///) >>",
    )


def media() -> bytes:
    """Film, sound, three dimensions, rich media and a screen."""
    draft = simple("Moving pictures")
    data = draft.add(stream("FWS\x06", "/Type /EmbeddedFile "))
    spec = f"<< /Type /Filespec /F (film.swf) /EF << /F {data} >> >>"
    bodies = (
        f"/Subtype /RichMedia /RichMediaContent << /Assets << /Names [(film.swf) {spec}] >> >>",
        f"/Subtype /3D /3DD {draft.add(stream('U3D', '/Type /3D /Subtype /U3D '))}",
        f"/Subtype /Movie /Movie << /F {spec} >> /A true",
        f"/Subtype /Sound /Sound {draft.add(stream('....', '/Type /Sound /R 8000 '))}",
        "/Subtype /Screen /A << /S /Rendition /OP 0 /JS (x) /R << /S /MR >> >> /T (film)",
        "/Subtype /TrapNet /LastModified (D:20220101)",
    )
    notes = [
        draft.add(f"<< /Type /Annot /Rect [72 {600 - 60 * n} 122 {650 - 60 * n}] /F 4 {body} >>")
        for n, body in enumerate(bodies)
    ]
    draft.extend(draft.pages[0], f"/Annots [{' '.join(notes)}]")
    return draft.bytes()


def attached() -> bytes:
    """Attached programs, and names that lead elsewhere or pretend to be something else."""
    draft = simple("Attached programs")
    file = draft.add(stream("MZ\x90\x00", "/Type /EmbeddedFile "))
    names = (
        "<696E766F6963652E7064662E657865>",
        "(../../../../etc/cron.d/job)",
        "(C:\\\\Windows\\\\System32\\\\evil.dll)",
        "<636F6E00742E747874>",
        "<FEFF0072006500700061202E0066006400700065002E006500780065>",
        f"({'x' * 3000})",
        "()",
    )
    pairs = " ".join(
        f"(k{index}) << /Type /Filespec /F {name} /UF {name} /EF << /F {file} >> >>"
        for index, name in enumerate(names)
    )
    return draft.bytes(f"/Names << /EmbeddedFiles << /Names [{pairs}] >> >>")


def external() -> bytes:
    """Streams whose bytes are in another file or behind an address, and a reference XObject."""
    draft = Draft()
    outside = (
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
        "/BitsPerComponent 8 /F (/etc/passwd) "
    )
    image = draft.add(stream("\x00", outside))
    web = draft.add(
        stream("\x00", outside.replace("(/etc/passwd)", "<< /FS /URL /F (http://example.org/) >>"))
    )
    reference = draft.add(
        stream(
            "",
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Ref << /F (other.pdf) /Page 0 >> "
            "/OPI << /2.0 << /Type /OPI /F (picture.tif) /Version 2.0 >> >> ",
        )
    )
    draft.page(
        text("Bytes from elsewhere") + "q 50 0 0 50 72 600 cm /A Do /B Do /C Do Q\n",
        resources=f"/XObject << /A {image} /B {web} /C {reference} >>",
    )
    return draft.bytes()


def outside() -> bytes:
    """Words that no reader sees: outside of the crop box, and in white."""
    draft = Draft()
    content = text("Words inside the crop box", at=(150, 600))
    content += text("Secret words outside of it", at=(150, 20))
    draft.page(content, "/CropBox [100 100 500 700]")
    draft.page(text("Black words") + "1 g " + text("White words", at=(72, 700)))
    return draft.bytes()


def invisible() -> bytes:
    """Words without ink (mode 3), of size 0, behind a picture and clipped away."""
    draft = Draft()
    content = (
        text("Plain words")
        + "q 3 Tr BT /F1 12 Tf 72 700 Td (Words without ink) Tj ET Q\n"
        + text("Words of no size", at=(72, 680), size=0.01)
        + text("Words behind a bar", at=(72, 660))
        + "0 g 60 650 200 25 re f\n"
        + f"q 0 0 1 1 re W n {text('Words clipped away', at=(72, 600))}Q\n"
    )
    draft.page(content)
    return draft.bytes()


def catalogue() -> bytes:
    """Entries of the catalogue that an annex has no business to bring along."""
    draft = simple("A catalogue full of wishes")
    return draft.bytes(
        "/OpenAction << /S /GoToR /F (other.pdf) /D [0 /Fit] >> /PageMode /FullScreen "
        "/ViewerPreferences << /HideToolbar true /HideMenubar true /HideWindowUI true >> "
        "/Perms << /UR3 << /Type /Sig >> >> /Legal << /JavaScriptActions 1 >> "
        "/Requirements [<< /Type /Requirement /S /EnableJavaScripts >>] "
        "/Extensions << /ADBE << /BaseVersion /1.7 /ExtensionLevel 8 >> >> "
        "/SpiderInfo << /V 1.0 >> /Threads [] /DSS << >> "
        "/Names << /URLS << /Names [] >> /Renditions << /Names [(x) << /S /MR >>] >> "
        "/AlternatePresentations << /Names [] >> >>"
    )


def fixtures() -> list[Fixture]:
    """One fixture for each wish."""

    def acting(name: str, special: str, words_: str, absent: tuple[str, ...], *actions: str):
        return Fixture(
            f"hostile-{name}",
            special,
            lambda: _acting(words_, *actions),
            {**words(words_), "links": 1},
            absent=absent,
        )

    return [
        Fixture("hostile-javascript", "scripts on all levels", javascript,
                {**words("Scripts everywhere"), "links": 1, "bookmarks": 1},
                absent=("/JavaScript", "/JS", "/AA", "/OpenAction")),
        acting("launch", "programs and files to open", "Launching programs",
               ("/Launch", "/Win"),
               "<< /S /Launch /F (calc.exe) >>",
               "<< /S /Launch /Win << /F (cmd.exe) /P (/c del) >> >>",
               "<< /S /Launch /Unix (rm) /NewWindow true >>"),
        acting("submit", "forms to send, to reset and to fill in", "Sending data",
               ("/SubmitForm", "/ResetForm", "/ImportData"),
               "<< /S /SubmitForm /F << /FS /URL /F (http://example.org/) >> >>",
               "<< /S /ResetForm >>", "<< /S /ImportData /F (data.fdf) >>"),
        acting("remote", "other files and files within files", "Going elsewhere",
               ("/GoToR", "/GoToE", "/Thread"),
               "<< /S /GoToR /F (other.pdf) /D [0 /Fit] >>",
               "<< /S /GoToE /D [0 /Fit] /T << /R /C /N (x) >> >>",
               "<< /S /Thread /F (other.pdf) /D 0 >>"),
        acting("states", "layers to switch, fields to hide, pages to print", "Switching layers",
               ("/SetOCGState", "/Hide", "/Trans", "/GoTo3DView"),
               "<< /S /SetOCGState /State [/Toggle] >>", "<< /S /Hide /T (x) >>",
               "<< /S /Trans /Trans << >> >>", "<< /S /GoTo3DView /V /F >>",
               "<< /S /Named /N /Print >>"),
        Fixture("hostile-addresses", "links with javascript:, file:, data: and a share", addresses,
                {**words("Addresses that act"), "links": 1}),
        Fixture("hostile-media", "rich media, 3D, film, sound, screen", media,
                words("Moving pictures"),
                absent=("/RichMedia", "/3D", "/Movie", "/Sound", "/Screen", "/Rendition", "/JS")),
        Fixture("hostile-attached", "programs and paths as attachments", attached,
                words("Attached programs")),
        Fixture("hostile-external", "streams in other files, a reference XObject", external,
                words("Bytes from elsewhere"), absent=("/Ref", "/OPI")),
        Fixture("hostile-outside", "words outside of the crop box, white words", outside,
                words("Words inside the crop box", "Black words"),
                hidden=("Secret words outside of it",)),
        Fixture("hostile-invisible", "words without ink, of no size, covered, clipped", invisible,
                words("Plain words")),
        Fixture("hostile-catalogue", "a catalogue full of wishes", catalogue,
                words("A catalogue full of wishes"),
                absent=("/OpenAction", "/Perms", "/Legal", "/Requirements", "/Renditions")),
    ]  # fmt: skip
