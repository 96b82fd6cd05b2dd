"""Renders the tokens of a body as HTML; a method is named after the token it renders.

The text of every token goes through the `TextSetter`, every link and image is checked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markdown_it.renderer import RendererHTML
from markupsafe import Markup, escape

from ..diagnostics import error, note, warning
from .notes import Footnotes
from .places import BodyPlaces

if TYPE_CHECKING:
    from collections.abc import MutableMapping, Sequence

    from markdown_it.token import Token
    from markdown_it.utils import OptionsDict

    from ..diagnostics import Place, Problem
    from ..letter import Body
    from ..wording import Wording
    from .text import TextSetter

_PLACEHOLDERS = {"", "#"}
_WEB_ADDRESS = re.compile(r"(https?://[^\s/]+\.[^\s/]+|mailto:[^\s@]+@[^\s@]+)", re.IGNORECASE)
_HAS_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_DASHES = (("---", "—"), ("--", "–"), ("...", "…"))
_SIDES = {"text-align:left": "left", "text-align:center": "centre", "text-align:right": "right"}


class BodyRenderer(RendererHTML):
    """Renders one body; `problems` and `images` tell of it afterwards."""

    def __init__(
        self,
        body: Body,
        setter: TextSetter,
        wording: Wording,
        *,
        numbered: bool,
        addresses_as_notes: bool,
    ) -> None:
        super().__init__()
        self.notes = Footnotes(wording)
        self.problems: list[Problem] = []
        self.images: list[tuple[str, Place]] = []
        self._paragraphs = 0
        self._places = BodyPlaces(body)
        self._setter = setter
        self._wording = wording
        self._numbered = numbered
        self._addresses_as_notes = addresses_as_notes
        self._depth = 0  # of lists and quotations
        self._in_note = False
        self._headings: list[int] = []  # the levels above the text, as they were asked for
        self._links: list[str | None] = []

    # Text.

    def text(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        content = tokens[idx].content
        for typed, dash in _DASHES:
            content = content.replace(typed, dash)
        return self._setter.plain(content)

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
        problem = self._check_link(target)
        if problem:
            self.problems.append(problem)
        self._links.append(None if problem else target)
        if problem or self._addresses_as_notes:
            return ""
        return Markup('<a href="{}">').format(target)

    def link_close(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        target = self._links.pop()
        if target is None:
            return ""
        if not self._addresses_as_notes:
            return "</a>"
        printed = target.removeprefix("mailto:")
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
        if _WEB_ADDRESS.match(target):
            return None
        return error(
            "link-target",
            f"“{target}” is not an address that a reader can follow",
            self._places.find(target),
            "links start with https:// or mailto:",
        )

    def image(
        self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        token = tokens[idx]
        source = str(token.attrGet("src") or "")
        place = self._places.find(source)
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
        else:
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
        if not self._numbered:
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
        # The subject is the document's only heading 1; a level is never skipped (PDF/UA).
        return f"<h{len(self._headings) + 1}>"

    def heading_close(self, *_: object) -> str:
        return f"</h{len(self._headings) + 1}>\n"

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
        return Markup('<th scope="col"{}>').format(_alignment(tokens[idx]))

    def td_open(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        return Markup("<td{}>").format(_alignment(tokens[idx]))

    def tr_open(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        self._places.enter(tokens[idx])
        return "<tr>\n"


def _is_picture(inline: Token) -> bool:
    """Whether a paragraph holds nothing but an image."""
    return all(child.type in {"image", "softbreak"} for child in inline.children or ())


def _alignment(token: Token) -> Markup:
    side = _SIDES.get(str(token.attrGet("style")))
    return Markup(' class="{}"').format(side) if side else Markup()
