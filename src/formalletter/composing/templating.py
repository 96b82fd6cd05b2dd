"""Fills a template of `templates/`; every value is escaped unless it is Markup."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

if TYPE_CHECKING:
    from collections.abc import Mapping


def fill(template: str, values: Mapping[str, object]) -> str:
    """The template `template`.html.jinja with its values."""
    return _environment().get_template(f"{template}.html.jinja").render(values)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("formalletter", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
