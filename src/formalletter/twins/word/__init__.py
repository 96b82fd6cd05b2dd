"""The twin of a letter in Word."""

from .file import word_file

__all__ = ["word_file"]
