"""The story of a build: read, compose, typeset, assemble, inspect, deliver.

`build` is the public interface (`formalletter.build`); the command line only parses, calls
it, prints and exits.  What is heavy is imported where the story needs it, so that the
typesetting process starts first.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from . import assets, native
from .edition import Edition
from .errors import DeliveryError, FormalletterError, InputError, stop_on_errors
from .typesetting.process import Typesetter

if TYPE_CHECKING:
    from collections.abc import Callable

    from .diagnostics import Problem

    Progress = Callable[[str], None]

OUTPUT = Path("out")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build delivered: the file, its pages, the names on it, what there is to say."""

    path: Path
    pages: int
    signatories: int
    problems: tuple[Problem, ...]


def build(
    folder: Path,
    *,
    edition: Edition = Edition.DELIVERY,
    output: Path = OUTPUT,
    progress: Progress = lambda _: None,
) -> Built:
    """Builds one edition of the letter in `folder` into the folder `output`.

    `progress` is told each step in a word or two.  Raises a `FormalletterError` with all
    problems found when nothing could be delivered; the earlier file then stays as it was.
    """
    found: list[Problem] = []
    try:
        return _build(folder, edition, output, progress, found)
    except FormalletterError as fault:
        raise type(fault)(dict.fromkeys([*found, *fault.problems])) from fault


def _build(
    folder: Path, edition: Edition, output: Path, progress: Progress, found: list[Problem]
) -> Built:
    """The story itself; what is found on the way is added to `found`."""
    with Typesetter(assets.fonts_folder(), folder / "fonts") as typesetter:
        found += native.missing_libraries()
        progress("reading")
        from . import preparing

        letter, coverage, problems = preparing.read(folder)
        found += problems
        progress("composing")
        composed, job = preparing.compose(letter, edition, coverage)
        typesetter.send(job)
        # Beside the typesetting: the checks, and what is imported for the stages after it.
        from . import assembling, checking, delivering, inspecting

        found += composed.problems
        found += preparing.image_problems(letter, composed, coverage)
        found += checking.content_problems(letter, edition, coverage)
        stop_on_errors(found, InputError)
        typeset, problems = typesetter.receive(lambda page: progress(f"typesetting page {page}"))
        found += problems
    found += checking.layout_faults(typeset.lines, *preparing.sheet_size(letter))
    stop_on_errors(found, InputError)
    progress("assembling")
    assembled = assembling.assemble(
        typeset, preparing.properties(letter, composed), inspecting.judge
    )
    found += assembled.problems
    progress("inspecting")
    expectation = preparing.expectation(letter, composed, typeset.pages, coverage)
    found += inspecting.inspect(assembled.pdf, expectation)
    stop_on_errors(found, DeliveryError)
    path = output / f"{letter.slug}-{edition.value}.pdf"
    delivering.deliver(assembled.pdf, path)
    return Built(path, typeset.pages, len(letter.signatories), tuple(dict.fromkeys(found)))
