"""Tells what a rule is for: to the person at a terminal, and as `docs/rules.md`.

Both are made from the catalogue, so they say the same.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from .catalogue import all_codes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .catalogue import Kind, Rule

WIDTH = 88  # columns of a terminal that a line takes at most
NEAREST = 3  # similar codes that are offered in place of an unknown one
_REASON = "why this letter may differ"

_CHAPTERS: Mapping[Kind, tuple[str, str]] = {
    "content": ("The content", "What the letter says, before it is set."),
    "pages": ("The pages", "What is seen on the pages of the finished file."),
    "file": ("The file", "What the bytes of the finished file hold."),
    "profile": ("The recipient's profile", "The limits that a header's `profile` names."),
    "reading": (
        "Faults that are no rules",
        "What keeps a file from being read or a document from being made. No such can be off.",
    ),
}

_START = """\
# Rules

<!-- Written by `python .ci/write_rules.py` from src/formalletter/rules/*.toml: change those. -->

What `formalletter check` looks for; `build` runs the same rules, and an error stops it.
`formalletter check --explain CODE` prints one of these entries. A rule can be switched off in
the header, with the reason: what it finds is then shown as a note that gives this reason.

    rules-off:
      heading-skips-level: the annex keeps the levels of the treaty that it quotes

How findings read, and how to use them elsewhere: [checks.md](checks.md).
"""


def explanation(rule: Rule) -> str:
    """The whole entry of a rule for a terminal; ends the line."""
    return "\n".join(_told(rule)) + "\n"


def nearest(code: str) -> list[str]:
    """The codes that are most like one that isn't known, the likest first."""
    from rapidfuzz import fuzz, process

    found = process.extract(
        code.casefold(), list(all_codes()), scorer=fuzz.WRatio, limit=NEAREST, score_cutoff=80
    )
    return [name for name, _, _ in found]


def rules_document() -> str:
    """The text of `docs/rules.md`: all codes, kind by kind, in the order of the alphabet."""
    rules = sorted(all_codes().values(), key=lambda rule: rule.code)
    parts = [_START]
    for kind, (title, about) in _CHAPTERS.items():
        parts.append("\n".join([f"## {title}", "", *_wrapped(about, 96), ""]))
        parts += ["\n".join(_written(rule)) for rule in rules if rule.kind == kind]
    return "\n".join(parts)


def weight(rule: Rule) -> str:
    """How much it weighs, in words: "warning; error in a final letter"."""
    if rule.severity is rule.final:
        return rule.severity.value
    return f"{rule.severity.value}; {rule.final.value} in a final letter"


def _told(rule: Rule) -> Iterator[str]:
    yield f"{rule.code}: {rule.title}"
    yield from ["", *_wrapped(rule.why, WIDTH)]
    yield from ["", *_wrapped(f"To mend it: {rule.mend}", WIDTH)]
    for label, example in (("instead of", rule.bad), ("write", rule.good)):
        if example:
            yield from ["", f"{label}:", *_indented(example)]
    yield ""
    yield f"weight: {weight(rule)}"
    if rule.source:
        yield from _wrapped(f"source: {rule.source}", WIDTH)
    if rule.kind == "reading":
        return
    if rule.fixed:
        yield "It can't be switched off: it keeps from harm."
    else:
        yield "To switch it off, in the header of letter.md, with the reason:"
        yield from ["", *_indented(_off(rule))]


def _written(rule: Rule) -> Iterator[str]:
    yield f"### {rule.code}"
    yield from ["", *_wrapped(f"**{_capital(rule.title)}.** {_sentence(rule.why)}", 96)]
    yield from ["", *_wrapped(f"To mend it: {_sentence(rule.mend)}", 96)]
    for label, example in (("Instead of", rule.bad), ("write", rule.good)):
        if example:
            yield from ["", f"{label}:", "", *_indented(example, 4)]
    facts = [weight(rule)]
    if rule.fixed and rule.kind != "reading":
        facts.append("can't be switched off")
    if rule.source:
        facts.append(f"source: {rule.source}")
    yield from ["", *_wrapped(f"*{_capital('; '.join(facts))}.*", 96), ""]


def _off(rule: Rule) -> str:
    return f"rules-off:\n  {rule.code}: {_REASON}"


def _indented(text: str, columns: int = 2) -> list[str]:
    return textwrap.indent(text.strip("\n"), " " * columns).split("\n")


def _wrapped(text: str, width: int) -> list[str]:
    """Lines of prose; a code or path is never cut in two."""
    return textwrap.wrap(
        " ".join(text.split()), width, break_long_words=False, break_on_hyphens=False
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "!", "?", ":")) else f"{text}."
