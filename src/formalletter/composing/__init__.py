"""Composing: a letter becomes one HTML document, whose tree is its logical structure."""

from .compose import BASE_URL, Composed, compose_letter
from .settings import sheet_of

__all__ = ["BASE_URL", "Composed", "compose_letter", "sheet_of"]
