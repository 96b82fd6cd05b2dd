"""Makes one tree of the whole letter, which all twins are written from.

The composed documents are made for pages: notes stand where they are called, numbers of pages
are counters, references lead into the annexes of one file.  Here notes go behind the text,
numbers get their words, and the annexes that are texts stand behind the letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from ..numbering import REFERENCE, SCHEME
from ..wording import Wording
from .tree import SCAN, Element, parse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .content import AnnexContent, Content

# What keeps room on a sheet of paper (`templates/letterhead`).
_FURNITURE = frozenset({"registry-stamp", "fold-mark", "stationery"})
_SCHEMES = ("https://", "http://", "mailto:", SCHEME)
_MAIL = "mailto:"
_LOWEST = 6  # level of headings
_HEADINGS = frozenset(f"h{level}" for level in range(1, _LOWEST + 1))


def resolve(content: Content, notices: Sequence[str]) -> Element:
    """The whole letter as a `body`: the letter, its notes, its signatories, its annexes.

    `notices` that the letter doesn't tell itself stand before it.

    The list of signatories has the ID `signatories`, each annex `annex-A` and so on, which is
    where references lead to.
    """
    wording = Wording(content.language)
    annexes = [_annex(annex, content, wording) for annex in content.annexes]
    part = _Part(content.numbers, signed=content.signed)
    letter = part.resolved(parse(content.html))
    whole = Element("body")
    told = {" ".join(each.text.split()) for each in letter.elements() if "notice" in each.classes}
    untold = [line for line in notices if " ".join(line.split()) not in told]
    if lines := [Element("p", {"class": "notice"}, [line]) for line in untold]:
        whole.children.append(Element("div", {"class": "notices"}, [*lines]))
    for child in letter.children:
        if isinstance(child, Element) and "signatories" in child.classes:
            whole.children.extend(part.note_section(wording, 2))
            child.attributes["id"] = "signatories"
            _isolate_names(child)
        whole.children.append(child)
    whole.children.extend(part.note_section(wording, 2))
    titles = _enclosures(whole, content, wording)
    for annex, given in zip(annexes, content.annexes, strict=True):
        _head(annex, given, titles.get(given.label, []), wording)
        whole.children.append(annex)
    _lead(whole)
    return whole


class _Part:
    """One document: `prefix` is for its IDs, `lower` by how many levels its headings go down.

    `signed` stands in place of scanned signatures; None: they stay.
    """

    def __init__(
        self,
        numbers: Mapping[str, str],
        prefix: str = "",
        lower: int = 0,
        signed: str | None = None,
    ) -> None:
        self._signed = signed
        self._numbers = numbers
        self._prefix = prefix
        self._lower = lower
        self._notes: list[Element] = []

    def resolved(self, element: Element) -> Element:
        """An element as the twins have it."""
        attributes = self._attributes(element)
        tag = element.tag
        if tag in _HEADINGS:
            tag = f"h{min(int(tag[1]) + self._lower, _LOWEST)}"
        children: list[Element | str] = []
        for child in element.children:
            if isinstance(child, str):
                children.append(child)
            elif "footnote" in child.classes:
                self._notes.append(self._note(child))
            elif SCAN in child.classes and self._signed is not None:
                children += [Element("p", {"class": "signed"}, [self._signed])] * bool(self._signed)
            elif not child.classes & _FURNITURE:
                children.append(self.resolved(child))
        number = next((self._numbers[name] for name in element.classes & self._numbers.keys()), "")
        if number and not children:
            children.append(number)
        target = attributes.get("href", "")
        if target.startswith(_MAIL) and "@" in element.text:
            # On the page it may turn before its signs, and has marks for that.
            children = [target.removeprefix(_MAIL)]
        return Element(tag, attributes, children)

    def note_section(self, wording: Wording, level: int) -> list[Element]:
        """The notes that were found since it was asked last, under a heading."""
        if not self._notes:
            return []
        heading = Element(f"h{level}", {}, [wording.phrase("notes-heading")])
        listed = Element("ul", {"class": "note-list"}, [*self._notes])
        self._notes = []
        return [Element("section", {"class": "notes"}, [heading, listed])]

    def _note(self, element: Element) -> Element:
        resolved = self.resolved(element)
        return Element("li", {"class": "note", "id": resolved.attributes["id"]}, resolved.children)

    def _attributes(self, element: Element) -> dict[str, str]:
        attributes = dict(element.attributes)
        attributes.pop("data-title", None)
        if "id" in attributes:
            attributes["id"] = self._prefix + attributes["id"]
        if (target := attributes.get("href")) is not None:
            found = self._target(target)
            attributes.pop("href")
            if found:
                attributes["href"] = found
        return attributes

    def _target(self, target: str) -> str | None:
        """Where a link leads in a twin; None if nowhere."""
        if target.startswith("#"):
            return f"#{self._prefix}{target[1:]}"
        return target if target.lower().startswith(_SCHEMES) else None


def _annex(annex: AnnexContent, content: Content, wording: Wording) -> Element:
    """An annex without its heading: its texts, or where it is to be found."""
    name = f"annex-{annex.label}"
    section = Element("section", {"class": "annex", "id": name})
    if not annex.texts:
        section.children.append(Element("p", {"class": "pages"}, [annex.pages]))
    is_foreign = annex.language != content.language
    for text in annex.texts:
        part = _Part(content.numbers, f"{name}-", lower=1)
        body = part.resolved(parse(text))
        kept = [
            child
            for child in body.elements()
            if child.tag == "main" or child.classes & {"transcript-title", "translated"}
        ]
        language = {"lang": annex.language, "dir": Wording(annex.language).direction}
        for child in kept:
            given = {"class": "body", **(language if is_foreign else {})}
            is_text = child.tag == "main"
            section.children.append(Element("div", given, child.children) if is_text else child)
        section.children.extend(part.note_section(wording, 3))
    return section


def _isolate_names(section: Element) -> None:
    """Lets a name that begins in the other direction keep its brackets where they belong."""
    for row in section.elements():
        if row.tag == "li" and row.find("span", "script"):
            row.children[:] = [Element("bdi", {}, [*row.children])]


def _lead(whole: Element) -> None:
    """Lets references lead to the annex, or to the place in it where a twin has it."""
    known = {inner.attributes.get("id") for inner in whole.elements()}
    for inner in whole.elements():
        match = REFERENCE.fullmatch(inner.attributes.get("href", ""))
        if match is not None:
            annex = f"annex-{unquote(match['label'])}"
            place = f"{annex}-{unquote(match['name'] or '')}"
            inner.attributes["href"] = f"#{place if place in known else annex}"


def _head(
    section: Element, annex: AnnexContent, title: list[Element | str], wording: Wording
) -> None:
    """Puts the heading before an annex's texts, with the title as the enclosures have it."""
    before, after = wording.phrase("annex-titled", label=annex.label, title="\n").split("\n")
    section.children.insert(0, Element("h2", {}, [before, *title, after]))


def _enclosures(
    whole: Element, content: Content, wording: Wording
) -> dict[str, list[Element | str]]:
    """Makes lines of text of the table of enclosures; the titles by the annexes' labels."""
    titles: dict[str, list[Element | str]] = {}
    section = whole.find("section", "enclosures")
    rows = [each for each in section.elements() if each.tag == "li"] if section else []
    between = wording.phrase("between-details")
    for row, annex in zip(rows, content.annexes, strict=True):
        link = row.find("a")
        if link is None:  # pragma: no cover - the template has one in each row
            continue
        language = {"lang": link.attributes.pop("lang")} if "lang" in link.attributes else {}
        titles[annex.label] = [Element("span", language, [*link.children])]
        link.children[:] = titles[annex.label]
        details = row.find("span", "details")
        said = [details.text.strip()] if details else []
        label = wording.phrase("with-colon", words=wording.phrase("annex", label=annex.label))
        row.children[:] = [
            Element("span", {"class": "annex-label"}, [label]),
            link,
            Element("br"),
            Element("span", {"class": "details"}, [between.join([*said, annex.pages])]),
        ]
    return titles
