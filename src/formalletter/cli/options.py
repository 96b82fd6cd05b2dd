"""The options that every command takes, before its name or behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

Quiet = Annotated[
    bool, typer.Option("-q", "--quiet", help="Say nothing but errors.", show_default=False)
]
Verbose = Annotated[
    bool, typer.Option("-v", "--verbose", help="Say how long each step takes.", show_default=False)
]


@dataclass(frozen=True, slots=True)
class Options:
    """How much is said."""

    quiet: bool = False
    verbose: bool = False

    @classmethod
    def of(cls, context: typer.Context, *, quiet: bool, verbose: bool) -> Options:
        """The options before and behind the command's name together."""
        before = context.obj if isinstance(context.obj, cls) else cls()
        both = cls(quiet=quiet or before.quiet, verbose=verbose or before.verbose)
        if both.quiet and both.verbose:
            message = "-q and -v can't be used together"
            raise typer.BadParameter(message, ctx=context)
        return both
