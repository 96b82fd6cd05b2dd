"""What is no part of a name: addresses, markup, tests, half a pair of brackets, a paragraph."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING, Final

from ...comparing.words import words
from ..proposals import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTACT: Final = "contact"
MARKUP: Final = "markup"
BRACKETS: Final = "brackets"
TEST_ENTRY: Final = "test-entry"
HEAD_ROW: Final = "head-row"
LONG: Final = "long"

MOST_CHARACTERS = 120
_EMAIL = r"(?:mailto:\s*)?[^\s@()<>\[\],;:]+\s?@\s?[^\s@()<>\[\],;:]+\.[^\W\d_]{2,}"
# Written so that machines don't find it: ada (at) example (dot) org.
_HIDDEN_EMAIL = (
    r"[\w.+-]+\s*[(\[{]\s*at\s*[)\]}]\s*[\w-]+"
    r"(?:\s*(?:\.|[(\[{]\s*dot\s*[)\]}])\s*[\w-]+)+"
)
_HANDLE = r"(?<![\w@.])@[\w.-]*\w(?:@[\w-]+(?:\.[\w-]+)+)?"
# With a scheme, www or a path, a domain is an address; alone it may be a name (Change.org).
_URL = (
    r"(?<!\w)(?:https?|ftp|tel|xmpp|sip|whatsapp|tg):(?://)?[^\s()<>\[\]]+"
    r"|www\.[^\s()<>\[\]]+\.[^\s()<>\[\]]+"
    r"|[\w-]+(?:\.[\w-]+)+/[^\s()<>\[\]]*"
)
_DOMAIN = (
    r"(?:[a-z0-9-]+\.)+"
    r"(?:com|org|net|info|int|eu|io|ch|de|fr|es|it|uk|us|ru|cn|tw|hk|jp|kz|nl|be|at|ca|au|example)"
)
# Behind a name, and parted from it, a domain alone is an address, too.
_TAIL_DOMAIN = rf"(?<=[(\[,;|/–—-])\s*{_DOMAIN}(?=\s*(?:[)\],;|]|$))|(?<=\s[-–—|/]\s){_DOMAIN}$"
_PHONE = (
    r"(?:(?:tel|phone|mobile|cell|fax|whatsapp|тел|tél|电话)\.?:?\s*)?"
    r"(?<![\w.])(?:\+|00|0|\(0\d*\))\s?\d(?:[\s().\-/]{0,3}\d){6,14}(?![\w])"
    r"|(?:tel|phone|mobile|cell|fax|whatsapp|тел|tél|电话)\.?:?\s*\d(?:[\s().\-/]{0,3}\d){5,14}"
    r"|(?<![\w.])\d{3}[-.\s]\d{3}[-.\s]\d{4}(?!\w)|(?<![\w.])\d{9,15}(?!\w)"
)
_POSTAL = (
    r"\d{1,5}[a-z]?,?\s+(?:[\w'’.-]+\s+){0,3}"
    r"(?:street|st\.|road|rd\.?|avenue|ave\.?|lane|drive|boulevard|blvd\.?)"
    r"|(?:[\w.-]+\s){0,2}[\w-]*(?:stra(?:ß|ss)e|str\.|gasse|platz|laan|straat|gatan|vägen|vej)"
    r"\s+\d+\s?[a-z]?"
    r"|(?:rue|avenue|av\.|calle|avenida|via|rua|ulica|ul\.|улица|ул\.|проспект)"
    r"\s+(?:[\w'’.-]+\s+){1,4}(?:n[°º.]?\s?)?\d+"
    r"|\d{1,4}(?:\s?bis)?,?\s+(?:rue|avenue|boulevard|place|chemin)\s+\w[^,;]*"
    r"|P\.?\s?O\.?\s?Box\s+\d+|(?:Postfach|Apartado|Boîte postale|BP|а/я)\s+\d+"
)
_ADDRESS = re.compile(
    f"<?(?:{_URL}|{_EMAIL}|{_HIDDEN_EMAIL}|{_PHONE}|{_TAIL_DOMAIN}|{_HANDLE})>?", re.IGNORECASE
)
# A number in the middle of a name is none of a house: Women’s Aid 24 Hour Drive.
_POSTAL_ADDRESS = re.compile(rf"(?:^|[,;(])\s*(?:{_POSTAL})\s*(?:$|[,;)])", re.IGNORECASE)
_LEFT_OVER = re.compile(r"\(\s*\)|\[\s*\]|<\s*>")
_BEFORE_BRACKET = re.compile(r"[\s,;:|/–—-]+(?=[)\]])|(?<=[(\[])[\s,;:|/–—-]+")
_LOOSE_ENDS = " \t,;:|/–—-<>"
_FEWEST_LETTERS = 2

_TAG = re.compile(r"<(?:!--.*?--|/?[A-Za-z][^<>]{0,200})>")
_LINE_BREAK = re.compile(r"<\s*(?:br|p|/p|div|/div|li|/li)\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_BBCODE = re.compile(
    r"\[(/?)(?:b|i|u|s|url|img|email|color|size|font|quote|code|list|\*)(?:=[^\[\]]*)?\]",
    re.IGNORECASE,
)
_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+[\"'][^\"']*[\"'])?\)")
_MARKDOWN_REFERENCE = re.compile(r"\[([^\[\]]+)\]\[[^\[\]]*\]")
_AUTOLINK = re.compile(r"<(?:https?|mailto|ftp):[^<>\s]+>|<[^\s<>@]+@[^\s<>@]+>")
_EMPHASIS = (
    re.compile(r"(?<![\w*])\*\*\*(?=\S)(.+?)(?<=\S)\*\*\*(?![\w*])"),
    re.compile(r"(?<![\w*])\*\*(?=\S)(.+?)(?<=\S)\*\*(?![\w*])"),
    re.compile(r"(?<![\w_])__(?=\S)(.+?)(?<=\S)__(?![\w_])"),
    re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![\w*])"),
    re.compile(r"(?<![\w_])_(?=[^\s_])([^_]+?)(?<=\S)_(?![\w_])"),
    re.compile(r"~~(?=\S)(.+?)(?<=\S)~~"),
    re.compile(r"`([^`]+)`"),
)
_LINE_START = re.compile(r"^(?:#{1,6}\s+|>\s+|[*+-]\s+(?=\w))")
_BACKSLASH = re.compile(r"\\([\\`*_{}\[\]()#+\-.!<>&])")
_MOST_ROUNDS = 4  # of markup inside markup; &amp;amp; is real

_PAIRS = {"(": ")", "[": "]", "{": "}", "（": "）", "【": "】", "「": "」", "《": "》", "〈": "〉"}
_CLOSING = {closing: opening for opening, closing in _PAIRS.items()}
_TESTS = words("tests")
_DOUBTFUL_TESTS = words("doubtful-tests")
_TRIED = words("tried")
_TRY = re.compile(
    r"(?:test|tests|testing|asdf|prueba|essai|demo|тест|тестовая|тестовый|测试|測試|テスト|اختبار)\d*"
    r"|test(?:organisation|organization|name|user|eintrag|entry|person|verein)\d*"
    r"|(?:测试|測試)(?:组织|組織|姓名)"
)
_NOT_APPLICABLE = {"n/a", "n.a.", "n. a."}
_ONE_LETTER = re.compile(r"([a-z])\1{2,}")


def findings(name: str) -> Iterator[Finding]:
    """What is in a name that is no part of it."""
    plain = _without_markup(name)
    if plain != name and not has_address(plain):
        message = "Markdown, a tag or an entity is in the name, and would be printed as it stands"
        yield Finding(MARKUP, message, plain if _is_name(plain) else None, stops=True)
    elif has_address(name):
        rest = _without_addresses(plain)
        message = "an e-mail or web address, a number or a handle is in the name"
        yield Finding(CONTACT, message, rest if _is_name(rest) else None, stops=True)
    elif _POSTAL_ADDRESS.search(name):
        yield Finding(CONTACT, "a postal address seems to be in the name", stops=True)
    if odd := _unbalanced(name):
        yield Finding(BRACKETS, f"“{odd}” has no partner", evidence=f"“{odd}”")
    if len(name) > MOST_CHARACTERS:
        message = f"the name has {len(name)} characters; is it more than a name?"
        yield Finding(LONG, message, evidence=f"{len(name)} characters")


def has_address(name: str) -> bool:
    """Whether an address, number or handle is in a name; a bare domain may be one (Change.org)."""
    return _ADDRESS.search(name) is not None


def tried(name: str) -> Finding | None:
    """The finding that a row only tried the form; where that is sure, it proposes to leave it."""
    parts = re.findall(r"\w+", _plain(name))
    joined = " ".join(parts)
    if not parts:
        is_picture = any(unicodedata.category(sign) == "So" for sign in name)  # found elsewhere
        return None if is_picture else _try()
    if joined in _DOUBTFUL_TESTS:
        return _may_be_a_try()
    if (
        name.strip().casefold() in _NOT_APPLICABLE
        or joined in _TESTS
        or _ONE_LETTER.fullmatch(joined)
    ):
        return _try()
    tries = [word for word in parts if _TRY.fullmatch(word)]
    if not tries or not all(word in tries or word.isdigit() or word in _TRIED for word in parts):
        return None
    is_sure = any(word.rstrip("0123456789") not in _DOUBTFUL_TESTS for word in tries)
    return _try() if is_sure else _may_be_a_try()


def _may_be_a_try() -> Finding:
    return Finding(TEST_ENTRY, "this may be a try of the form, or a name: look")


def _try() -> Finding:
    return Finding(TEST_ENTRY, "this looks like a try of the form", drop=True, stops=True)


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return unicodedata.normalize("NFC", re.sub("[\u0300-\u036f]", "", decomposed))


def _is_name(text: str) -> bool:
    """Whether what is left can be a name, and is not less than one."""
    return sum(sign.isalpha() for sign in text) >= _FEWEST_LETTERS


def _without_addresses(name: str) -> str:
    rest = _LEFT_OVER.sub("", _BEFORE_BRACKET.sub("", _ADDRESS.sub("", name)))
    rest = re.sub(r"\s{2,}", " ", _LEFT_OVER.sub("", rest)).strip(_LOOSE_ENDS)
    return rest.rstrip(_LOOSE_ENDS + "([") if _unbalanced(rest) else rest


def _without_markup(name: str) -> str:
    """The name as it would be seen on a page; as it is, where nothing of it is markup."""
    text = name
    for _ in range(_MOST_ROUNDS):
        before = text
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
        text = _MARKDOWN_REFERENCE.sub(r"\1", _MARKDOWN_LINK.sub(r"\1", text))
        if not _AUTOLINK.search(text):
            text = _TAG.sub("", _LINE_BREAK.sub(" ", text))
        if _has_bbcode(text):
            text = _BBCODE.sub("", text)
        for pattern in _EMPHASIS:
            text = pattern.sub(r"\1", text)
        text = _LINE_START.sub("", _BACKSLASH.sub(r"\1", text))
        if text == before:
            break
    return name if text == name else " ".join(text.replace("\xa0", " ").split())


def _has_bbcode(text: str) -> bool:
    """Whether a tag in square brackets is closed; [s] alone may be meant."""
    return any(found[1] for found in _BBCODE.finditer(text)) or "[url=" in text.lower()


def _unbalanced(name: str) -> str | None:
    """The first bracket or straight quotation mark without its partner."""
    opened: list[str] = []
    for character in name:
        if character in _PAIRS:
            opened.append(character)
        elif character in _CLOSING and (not opened or opened.pop() != _CLOSING[character]):
            return character
    if opened:
        return opened[-1]
    return '"' if name.count('"') % 2 else None
