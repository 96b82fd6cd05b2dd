"""The intake's process: reads a request and a PDF from stdin, answers on stdout.

Run by `intake.process` and never by a person.  The answer is one line of JSON, then the bytes
of the cleaned PDF and of the pictures of its pages.
"""

from __future__ import annotations

import io
import json
import sys
from dataclasses import asdict
from typing import IO, TYPE_CHECKING, Any

from .. import children
from ..errors import FormalletterError
from ..foreign import Request, TakenIn
from .limits import limit_process, limit_qpdf

if TYPE_CHECKING:
    from pikepdf import Pdf

    from ..foreign import Picture

_OUT_OF_MEMORY = 3  # an exit code that is none of Python's own


def main() -> None:
    """Serves one request."""
    answer = children.answers()
    limit_process()
    try:
        request = Request.from_plain(json.loads(sys.stdin.buffer.readline()))
        limit_qpdf()
        _say(answer, take_in(sys.stdin.buffer.read(), request))
    except FormalletterError as fault:
        problems = [problem.to_plain() for problem in fault.problems]
        answer.write(json.dumps({"facts": None, "problems": problems}).encode() + b"\n")
    except (MemoryError, RecursionError):
        sys.exit(_OUT_OF_MEMORY)
    answer.flush()


def take_in(data: bytes, request: Request) -> TakenIn:
    """The whole intake.  Raises `InputError` when the PDF is refused."""
    from . import drawing, saying, tagging
    from .attachments import listed
    from .circles import cut_circles
    from .cleaning import clean
    from .colours import set_default_colours
    from .contents import balance_contents
    from .describing import describe
    from .drawn import settle_drawn
    from .fields import adopt_widgets
    from .findings import Findings
    from .forms import settle_forms
    from .geometry import settle_boxes
    from .opening import open_foreign
    from .outside import report_hidden_text
    from .selecting import select
    from .surveying import survey
    from .typefaces import report_damaged_fonts

    findings = Findings(request.name, request.pages)
    with open_foreign(data, request, findings) as source:
        pdf = source.pdf
        inner = select(pdf, request, findings)
        settle_boxes(pdf, findings)
        balance_contents(pdf, findings)
        report_damaged_fonts(pdf, findings)
        adopt_widgets(pdf)
        before, attachments = survey(pdf), listed(pdf, kept=request.keep_attachments)
        clean(pdf, inner, findings)
        settle_forms(pdf, inner, findings)
        settle_drawn(pdf, findings)
        cut_circles(pdf, findings)
        set_default_colours(pdf)
        sound = tagging.make_sound(pdf, inner)
        findings.add(sound.problems)
        cleaned = _saved(pdf)
        report_hidden_text(pdf, cleaned, findings)
        drawn = {index for index, kind in enumerate(sound.kinds) if kind == "picture"}
        measured = drawing.measure(cleaned, drawn)
        facts = describe(source, inner, before, attachments, sound, measured)
    pictures = drawing.pictures(cleaned) if request.pictures else ()
    words = saying.words(cleaned) if request.words else None
    return TakenIn(cleaned, facts, pictures, findings.problems, words)


def _saved(pdf: Pdf) -> bytes:
    target = io.BytesIO()
    pdf.save(target, encryption=False, deterministic_id=True, fix_metadata_version=False)
    return target.getvalue()


def _say(answer: IO[bytes], taken: TakenIn) -> None:
    message = {
        "facts": taken.facts.to_plain(),
        "problems": [problem.to_plain() for problem in taken.problems],
        "pdf": len(taken.pdf),
        "pictures": [_plain(picture) for picture in taken.pictures],
        "words": asdict(taken.words) if taken.words else None,
    }
    answer.write(json.dumps(message).encode() + b"\n")
    answer.write(taken.pdf)
    for picture in taken.pictures:
        answer.write(picture.image)


def _plain(picture: Picture) -> dict[str, Any]:
    lines = [[line.text, line.rectangle] for line in picture.lines]
    return {"size": len(picture.image), "lines": lines, "unread": picture.unread}


if __name__ == "__main__":
    main()
