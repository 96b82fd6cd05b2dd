"""The viewing process: reads a finished PDF from stdin and answers on stdout.

Run by `viewing.process` and never by a person.  A question is a line of JSON and the bytes of a
PDF.  The answer to `units` is a line of JSON for each page; to `pictures`, for each a line of
JSON and the bytes of a PNG.  A line that says `end` is the last.
"""

from __future__ import annotations

import gc
import io
import json
import sys
from dataclasses import astuple
from functools import partial
from typing import IO, TYPE_CHECKING, Any

import pypdfium2

from .. import children
from ..intake.limits import limit_process
from .objects import TooMuchError
from .pages import seen_pages
from .process import OUT_OF_MEMORY

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    """Serves one question after the other, until there is none."""
    # A short life with many objects: looking for garbage often costs a tenth of it.
    gc.set_threshold(200_000, 50, 100)
    answers = children.answers()
    limit_process()
    for line in sys.stdin.buffer:
        question: dict[str, Any] = json.loads(line)
        pdf = sys.stdin.buffer.read(question["bytes"])
        # A full pipe would keep the work waiting for a reader that has other work to do.
        answer = io.BytesIO()
        say = partial(_say, answer)
        try:
            _serve(question, pdf, say, answer)
            say(end=None)
        except TooMuchError:
            say(end="a page holds more than can be looked at")
        except (pypdfium2.PdfiumError, ValueError):
            say(end="PDFium can't read it")
        except (MemoryError, RecursionError):
            sys.exit(OUT_OF_MEMORY)
        answers.write(answer.getbuffer())
        answers.flush()


def _say(answer: IO[bytes], **message: object) -> None:
    answer.write(json.dumps(message, ensure_ascii=False).encode("utf-8", "replace") + b"\n")


def _serve(question: dict[str, Any], pdf: bytes, say: Callable[..., None], out: IO[bytes]) -> None:
    units = {int(index): unit for index, unit in question["units"].items()}
    if "pictures" not in question:
        for page in seen_pages(pdf, units):
            say(page=astuple(page))
        return
    # Pillow takes as long to load as the pages to read; few need pictures.
    from .picturing import pictures

    for image in pictures(pdf, units, question["pictures"]):
        say(picture=len(image))
        out.write(image)


if __name__ == "__main__":
    main()
