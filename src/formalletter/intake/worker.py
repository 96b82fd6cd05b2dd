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

_REHEARSAL_STACK = 2 * 1024**2  # bytes; a build has four times as many
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
    from .layers import tell_hidden
    from .opening import open_foreign
    from .outside import report_hidden_text
    from .resources import settle_resources
    from .selecting import select
    from .surveying import survey
    from .typefaces import report_damaged_fonts
    from .unused import drop_unused

    findings = Findings(request.name, request.pages)
    with open_foreign(data, request, findings) as source:
        pdf = source.pdf
        inner = select(pdf, request, findings)
        settle_boxes(pdf, findings)
        settle_resources(pdf, findings)
        balance_contents(pdf, findings)
        report_damaged_fonts(pdf, findings)
        adopt_widgets(pdf)
        before, attachments = survey(pdf), listed(pdf, kept=request.keep_attachments)
        clean(pdf, inner, findings)
        settle_forms(pdf, inner, findings)
        settle_drawn(pdf, findings)
        cut_circles(pdf, findings)
        drop_unused(pdf)
        tell_hidden(pdf, findings)
        set_default_colours(pdf)
        sound = tagging.make_sound(pdf, inner)
        findings.add(sound.problems)
        cleaned = _saved(pdf)
        _rehearse(cleaned)
        report_hidden_text(pdf, cleaned, findings)
        drawn = {index for index, kind in enumerate(sound.kinds) if kind == "picture"}
        measured = drawing.measure(cleaned, drawn)
        facts = describe(source, inner, before, attachments, sound, measured)
    pictures = drawing.pictures(cleaned) if request.pictures else ()
    words = saying.words(cleaned, findings) if request.words else None
    return TakenIn(cleaned, facts, pictures, findings.problems, words)


def _saved(pdf: Pdf) -> bytes:
    target = io.BytesIO()
    pdf.save(target, encryption=False, deterministic_id=True, fix_metadata_version=False)
    return target.getvalue()


def _rehearse(cleaned: bytes) -> None:
    """Copies the pages and the tree as the merging will, with a fraction of its stack.

    qpdf follows references with the stack; a chain that is too long for it has to end this
    process, not the one that builds.
    """
    import threading

    from pikepdf import Pdf

    def merge() -> None:
        with Pdf.open(io.BytesIO(cleaned)) as source, Pdf.new() as target:
            target.add_pages_from(source)
            tree = source.Root.get("/StructTreeRoot")
            if tree is not None:
                target.copy_foreign(tree)
            target.save(io.BytesIO())
            done.append(True)

    done: list[bool] = []
    before = threading.stack_size(_REHEARSAL_STACK)
    thread = threading.Thread(target=merge)
    thread.start()
    thread.join()
    threading.stack_size(before)
    if not done:
        message = "the cleaned file can't be merged"
        raise RuntimeError(message)


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
