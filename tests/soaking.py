"""What takes long is tried whole by `make soak`, and in a fixed sample by `make test`."""

from __future__ import annotations

import os

WHOLE = os.environ.get("FORMALLETTER_SOAK") == "1"


def tries(sample: int, whole: int) -> range:
    """The numbers of the tries: the same first ones each time, or all of them.

    A test that uses it is marked `soak`.
    """
    return range(whole if WHOLE else sample)


def parts(sample: int, whole: int, size: int) -> list[range]:
    """The same numbers in parts, each for a test of its own: processes share them."""
    numbers = tries(sample, whole)
    return [numbers[start : start + size] for start in range(0, len(numbers), size)]
