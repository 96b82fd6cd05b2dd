"""Renders the tokens of a body as HTML; a method is named after the token it renders.

The text of every token goes through the `TextSetter`, every link and image is checked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markdown_it.renderer import RendererHTML
from markupsafe import Markup, escape

from ..diagnostics import Problem, error, note, warning
from .cells import cell_class
from .headings import HeadingNames
from .notes import Footnotes
from .places import BodyPlaces
from .references import Reference, is_annex_link, own_words

if TYPE_CHECKING:
    from collections.abc import MutableMapping, Sequence

    from markdown_it.token import Token
    from markdown_it.utils import OptionsDict

    from ..diagnostics import Place
    from ..letter import Body
    from ..wording import Wording
    from .body_style import BodyStyle
    from .references import References
    from .text import TextSetter

_PLACEHOLDERS = {"", "#"}
_WEB_ADDRESS = re.compile(r"(https?://[^\s/]+\.[^\s/]+|mailto:[^\s@]+@[^\s@]+)", re.IGNORECASE)
_HAS_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_DASHES = (("---", "—"), ("--", "–"), ("...", "…"))
_LOWEST = 6  # level of headings


class BodyRenderer(RendererHTML):
    """Renders one body; `problems`, `images` and `addresses` tell of it afterwards."""

    def __init__(
        self,
        body: Body,
        setter: TextSetter,
        wording: Wording,
        style: BodyStyle,
        references: References,
    ) -> None:
        super().__init__()
        self.notes = Footnotes(wording, style.notes_before)
        self.problems: list[Problem] = []
        self.images: list[tuple[str, Place]] = []
        self.addresses: dict[tuple[str, str], None] = {}  # by the words of their links
        self._paragraphs = 0
        self._places = BodyPlaces(body)
        self._setter = setter
        self._wording = wording
        self._style = style
        self._references = references
        self._names = HeadingNames()
        self._depth = 0  # of lists and quotations
        self._in_note = False
        self._headings: list[int] = []  # the levels above the text, as they were asked for
        self._links: list[str | Reference | None] = []

    # Text.

    def text(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return self._setter.plain(_dashed(tokens[idx].content))

    def softbreak(self, *_: object) -> str:
        return "\n"

    def hardbreak(self, *_: object) -> str:
        return "<br>\n"

    def html_inline(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return self._shown_as_text(tokens[idx].content)

    def html_block(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        self._places.enter(tokens[idx])
        return Markup("<p>{}</p>\n").format(self._shown_as_text(tokens[idx].content.strip()))

    def _shown_as_text(self, content: str) -> Markup:
        self.problems.append(
            warning(
                "body-html",
                "HTML is not passed through; it is set as text",
                self._places.find(content.split("\n", 1)[0]),
                "write Markdown, or put a backslash before “<” if the sign is meant",
            )
        )
        return escape(content)

    # Footnotes, links and images.

    def footnote_ref(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        identity: int = tokens[idx].meta["id"]
        if (number := self.notes.number(identity)) is not None:
            return self.notes.call_again(number)
        self._in_note = True
        paragraphs = [
            Markup(self.renderInline(token.children or [], options, env))  # noqa: S704 (rendered)
            for token in self.notes.content(identity)
        ]
        self._in_note = False
        return self.notes.add(Markup("<br>").join(paragraphs), identity)

    def footnote_anchor(self, *_: object) -> str:
        return ""

    def link_open(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        target = str(tokens[idx].attrGet("href") or "")
        if is_annex_link(target):
            return self._annex_link(target)
        problem = self._check_link(target)
        if problem:
            self.problems.append(problem)
        self._links.append(None if problem else target)
        if problem or self._style.addresses == "notes":
            return ""
        if self._style.addresses == "end":
            return '<span class="address-at-end">'
        return Markup('<a href="{}">').format(target)

    def _annex_link(self, target: str) -> Markup:
        found = self._references.find(target, self._places.find_address(target))
        if isinstance(found, Problem):
            self.problems.append(found)
            self._links.append(None)
            return Markup()
        self._links.append(found)
        return self._references.opening(found)

    def link_close(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        target = self._links.pop()
        if target is None:
            return ""
        if isinstance(target, Reference):
            return self._references.closing(target, own_words(tokens, idx))
        if self._style.addresses == "live":
            return "</a>"
        printed = target.removeprefix("mailto:")
        if self._style.addresses == "end":
            words = " ".join(_dashed(own_words(tokens, idx)).split())
            if words not in {target, printed}:
                self.addresses[words, printed] = None
            return "</span>"
        if tokens[idx - 1].content in {target, printed}:
            return ""  # its words are the address
        address = Markup('<span class="address">{}</span>').format(printed)
        return f" ({address})" if self._in_note else self.notes.add(address)

    def _check_link(self, target: str) -> Problem | None:
        if target in _PLACEHOLDERS:
            place = self._places.find(f"]({target})")
            target = f" but “{target}”" if target else ""
            return warning(
                "link-placeholder",
                f"a link has no target{target}; its words are set plain",
                place,
                "give the full address, such as https://…, or take the brackets away",
            )
        if is_address(target):
            return None
        return error(
            "link-target",
            f"“{target}” is not an address that a reader can follow",
            self._places.find_address(target),
            "links start with https://, mailto: or, to a place in an annex, annex:A#heading",
        )

    def image(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        token = tokens[idx]
        source = str(token.attrGet("src") or "")
        place = self._places.find_address(source)
        alternative = self.renderInlineAsText(token.children or [], options, env)
        if not alternative.strip():
            self.problems.append(
                error(
                    "image-without-text",
                    f"the image “{source}” has no alternative text",
                    place,
                    "say what it shows: ![a map of the region](images/map.png)",
                )
            )
        if _HAS_SCHEME.match(source):
            self.problems.append(
                error(
                    "image-target",
                    f"the image “{source}” is not a file of the letter",
                    place,
                    "put it into the letter's images/ and give its path: images/map.png",
                )
            )
            return escape(alternative)  # what is not fetched is no second fault
        self.images.append((source, place))
        return Markup('<img src="{}" alt="{}">').format(source, alternative)

    # Blocks.

    def paragraph_open(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        self._places.enter(tokens[idx])
        if tokens[idx].hidden:
            return ""
        if self._depth or _is_picture(tokens[idx + 1]):
            return "<p>"
        self._paragraphs += 1
        if not self._style.numbered:
            return "<p>"
        return Markup('<p class="numbered"><span class="label">{}.</span> ').format(
            self._wording.number(self._paragraphs)
        )

    def heading_open(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        token = tokens[idx]
        self._places.enter(token)
        asked = int(token.tag[1])
        while self._headings and self._headings[-1] >= asked:
            self._headings.pop()
        if self._headings and asked > self._headings[-1] + 1:
            self.problems.append(
                note(
                    "heading-skips-level",
                    f"a heading of level {asked} stands below one of level {self._headings[-1]}",
                    self._places.here(),
                    f"it is set as level {self._headings[-1] + 1}",
                )
            )
        self._headings.append(asked)
        name = self._names.give(tokens[idx + 1]) if self._style.named_headings else ""
        identity = Markup(' id="{}"').format(name) if name else ""
        return f"<h{self._level()}{identity}>"

    def heading_close(self, *_: object) -> str:
        return f"</h{self._level()}>\n"

    def _level(self) -> int:
        """A level is never skipped (PDF/UA), and those below the lowest are set as it."""
        return min(self._style.level + len(self._headings), _LOWEST)

    def list_item_open(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        token = tokens[idx]
        self._depth += 1
        label = f"{token.info}{token.markup}" if token.info else "•"
        return Markup('<li><span class="label">{} </span><div class="item">').format(label)

    def list_item_close(self, *_: object) -> str:
        self._depth -= 1
        return "</div></li>\n"

    def blockquote_open(self, *_: object) -> str:
        self._depth += 1
        return "<blockquote>\n"

    def blockquote_close(self, *_: object) -> str:
        self._depth -= 1
        return "</blockquote>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return Markup('<th scope="col"{}>').format(cell_class(tokens, idx))

    def td_open(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return Markup("<td{}>").format(cell_class(tokens, idx))

    def tr_open(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        self._places.enter(tokens[idx])
        return "<tr>\n"


def _dashed(content: str) -> str:
    """A text with the dashes that were typed as hyphens."""
    for typed, dash in _DASHES:
        content = content.replace(typed, dash)
    return content


def is_address(target: str) -> bool:
    """Whether a link's target has the form of an address on the web or of e-mail."""
    return _WEB_ADDRESS.match(target) is not None


def _is_picture(inline: Token) -> bool:
    """Whether a paragraph holds nothing but an image."""
    return all(child.type in {"image", "softbreak"} for child in inline.children or ())
