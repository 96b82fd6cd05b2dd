"""Gives device colours the meaning that the annex itself gave them.

A PDF/A file says once what its device colours mean (the output intent); the letter says sRGB.
An annex that meant something else gets a default colour space on each page instead
(ISO 32000-1, 8.6.5.6).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, PikepdfError, Stream

from .values import data_of, dictionaries, dictionary, entry, key_of, name, whole

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_DEFAULTS = {4: "/DefaultCMYK", 1: "/DefaultGray"}
_SIGNATURE = slice(36, 40)  # of an ICC profile (ICC.1:2022, 7.2)
_SPACES = {b"CMYK": 4, b"GRAY": 1, b"RGB ": 3}
_SPACE = slice(16, 20)
_HEADER = 128  # bytes


def set_default_colours(pdf: Pdf) -> None:
    """Replaces the output intent by default colour spaces of pages, forms and patterns.

    Only where it is for CMYK or grey; sRGB is what the letter has itself.
    """
    profile = _profile(pdf)
    for holder in (pdf.Root, *(page.obj for page in pdf.pages)):
        if "/OutputIntents" in holder:
            del holder["/OutputIntents"]
    if profile is None:
        return
    key, stream = profile
    space = pdf.make_indirect(Array([Name.ICCBased, stream]))
    for resources in _every_resources(pdf):
        spaces = resources.get("/ColorSpace")
        own = spaces.copy() if isinstance(spaces, Dictionary) else Dictionary()
        if key not in own:
            own[key] = space
            resources["/ColorSpace"] = own


def _profile(pdf: Pdf) -> tuple[str, Object] | None:
    """The key of the default colour space, and the profile, where the file has a sound one."""
    for intent in dictionaries(pdf.Root.get("/OutputIntents")):
        stream = intent.get("/DestOutputProfile")
        if not isinstance(stream, Stream):
            continue
        try:
            header = data_of(stream)[:_HEADER]
        except PikepdfError:
            continue
        components = _SPACES.get(header[_SPACE])
        is_sound = header[_SIGNATURE] == b"acsp" and whole(stream.get("/N")) == components
        if is_sound and components in _DEFAULTS:
            return _DEFAULTS[components], stream
    return None


def _every_resources(pdf: Pdf) -> list[Object]:
    """The resources of pages, and of forms and patterns wherever they are drawn."""
    result = [page.obj["/Resources"] for page in pdf.pages]
    seen = {key_of(each) for each in result if each.is_indirect}
    for holder in pdf.objects:
        if not isinstance(holder, Stream | Dictionary):
            continue
        is_content = name(holder.get("/Subtype")) == "/Form" or "/PatternType" in holder
        if not is_content and name(holder.get("/Subtype")) != "/Type3":
            continue
        found = dictionary(entry(holder, "/Resources"))
        if found is not None and (not found.is_indirect or key_of(found) not in seen):
            seen.add(key_of(found))
            result.append(found)
    return result
