"""Fetches one file from the package index that pip is configured for, checked by its hash.

It stands in for pip until pip is there, so it reads the settings of pip that say where to
look: index-url, extra-index-url, find-links, no-index, proxy and cert, from the environment
and the configuration files.  The hash, not the source, decides what is taken.
"""

from __future__ import annotations

import base64
import configparser
import hashlib
import netrc
import os
import ssl
import sys
import urllib.error
import urllib.request
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

DEFAULT_INDEX = "https://pypi.org/simple"
TRIES = 3
SECONDS = 60  # that one answer may take


class FetchError(Exception):
    """The file could not be fetched; the message says from where and why."""


def fetch(project: str, filename: str, hashes: frozenset[str], folder: Path) -> Path:
    """Fetch a project's file into `folder`; one of `hashes` (SHA-256) must fit.

    Raises `FetchError` with every place that was tried.
    """
    faults: list[str] = []
    for place, directly in places(Settings()):
        try:
            url = urljoin(place + "/", filename) if directly else listed(place, project, filename)
            data, _ = read(url)
        except (OSError, ValueError) as fault:
            faults.append(f"{without_password(place)}: {fault}")
            continue
        if hashlib.sha256(data).hexdigest() in hashes:
            path = folder / filename
            path.write_bytes(data)
            return path
        faults.append(f"{without_password(place)}: {filename} is not the one that was locked")
    hint = "set PIP_INDEX_URL to a package index that can be reached"
    message = f"{filename} could not be fetched ({'; '.join(faults)}); {hint}"
    raise FetchError(message)


class Settings:
    """The settings of pip: environment first, then the user's file, then the machine's."""

    def __init__(self) -> None:
        """Read the configuration files; one that is missing or broken counts as empty."""
        self._files = configparser.RawConfigParser()
        for path in configuration_files():
            with suppress(configparser.Error, UnicodeDecodeError):
                self._files.read(path, encoding="utf-8")

    def get(self, name: str) -> str:
        """The value of a setting, such as `index-url`; empty if it is not set."""
        variable = "PIP_" + name.upper().replace("-", "_")
        for section in ("install", "global"):
            if self._files.has_option(section, name):
                return os.environ.get(variable, self._files.get(section, name))
        return os.environ.get(variable, "")


def configuration_files() -> list[Path]:
    """Where pip keeps its settings, the stronger file last (pip's own order)."""
    given = os.environ.get("PIP_CONFIG_FILE")
    if given == os.devnull:
        return []
    home = Path.home()
    machine = os.environ.get("XDG_CONFIG_DIRS", "/etc/xdg").split(":")
    user = Path(os.environ.get("XDG_CONFIG_HOME", home / ".config"))
    return [
        *(Path(folder) / "pip" / "pip.conf" for folder in machine if folder),
        Path("/Library/Application Support/pip/pip.conf"),
        Path("/etc/pip.conf"),
        home / ".pip" / "pip.conf",
        home / "Library" / "Application Support" / "pip" / "pip.conf",
        user / "pip" / "pip.conf",
        *([Path(given)] if given else []),
    ]


def places(settings: Settings) -> list[tuple[str, bool]]:
    """Where to look, in order: a URL, and whether files stand directly below it."""
    use(settings)
    links = [Path(word).expanduser() for word in settings.get("find-links").split()]
    found = [(folder.resolve().as_uri(), True) for folder in links if folder.is_dir()]
    if settings.get("no-index").lower() in {"1", "true", "yes", "on"}:
        return found
    indexes = [settings.get("index-url") or DEFAULT_INDEX, *settings.get("extra-index-url").split()]
    return [*((url.rstrip("/"), False) for url in indexes), *found]


def use(settings: Settings) -> None:
    """Go through pip's proxy and trust pip's certificates."""
    variables = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
    named = [settings.get("cert"), *(os.environ.get(name, "") for name in variables)]
    bundle = next((Path(name) for name in named if name), None)
    if bundle is None and sys.platform == "darwin":
        # Python from python.org comes without certificates; the system has them here.
        bundle = Path("/etc/ssl/cert.pem")
    context = ssl.create_default_context()
    if bundle is not None and bundle.exists():
        kind = {"capath": str(bundle)} if bundle.is_dir() else {"cafile": str(bundle)}
        context.load_verify_locations(**kind)
    handlers: list[urllib.request.BaseHandler] = [urllib.request.HTTPSHandler(context=context)]
    if proxy := settings.get("proxy"):
        handlers.append(urllib.request.ProxyHandler({"http": proxy, "https": proxy}))
    urllib.request.install_opener(urllib.request.build_opener(*handlers))


def listed(index: str, project: str, filename: str) -> str:
    """The URL of a file on the project's page of an index (PEP 503)."""
    data, base = read(f"{index}/{project}/")
    page = _Links()
    page.feed(data.decode("utf-8", "replace"))
    for link in page.links:
        url = urljoin(base, link)
        if unquote(urlsplit(url).path).endswith(f"/{filename}"):
            return urlunsplit(urlsplit(url)._replace(fragment=""))
    message = f"it does not list {filename}"
    raise ValueError(message)


class _Links(HTMLParser):
    """Collects the targets of a page's links."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links += [value for name, value in attrs if name == "href" and value]


def read(url: str) -> tuple[bytes, str]:
    """The bytes behind a URL and the URL that they came from in the end.

    Raises `OSError` (of which `URLError` is one) when it can't be read after three tries.
    """
    parts = urlsplit(url)
    if parts.scheme == "file" and Path(unquote(parts.path)).is_dir():
        url = url.rstrip("/") + "/index.html"  # as pip does
    request = urllib.request.Request(without_password(url), headers=credentials(url))
    for left in reversed(range(TRIES)):
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:
                return answer.read(), with_password_of(url, answer.url)
        except urllib.error.HTTPError:
            raise
        except OSError:
            if not left:
                raise
    raise AssertionError


def credentials(url: str) -> dict[str, str]:
    """The header that logs in, by the name in the URL or in ~/.netrc; pip knows both."""
    parts = urlsplit(url)
    name, password = unquote(parts.username or ""), unquote(parts.password or "")
    if not name and parts.hostname:
        with suppress(OSError, netrc.NetrcParseError):
            known = netrc.netrc().authenticators(parts.hostname)
            name, password = (known[0], known[2] or "") if known else ("", "")
    if not name:
        return {}
    word = base64.b64encode(f"{name}:{password}".encode()).decode()
    return {"Authorization": f"Basic {word}"}


def without_password(url: str) -> str:
    """The URL as it may be shown and asked for."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def with_password_of(given: str, url: str) -> str:
    """The URL with the login of another on the same host, so that its links keep it."""
    old, new = urlsplit(given), urlsplit(url)
    return urlunsplit(new._replace(netloc=old.netloc)) if old.hostname == new.hostname else url
