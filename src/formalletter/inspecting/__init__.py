"""Reads the finished file back, by other means than it was made by, and judges it."""

from .attached import check_attached
from .expectation import Expectation, ExpectedAnnex
from .inspect import inspect, judge
from .measuring import measure
from .pdf_x import pdf_x_properties
from .printed import printed_lines
from .saying import everything_said, said_in_twin
from .size_check import check_size
from .validator import validate
from .words_check import check_words

__all__ = [
    "Expectation",
    "ExpectedAnnex",
    "check_attached",
    "check_size",
    "check_words",
    "everything_said",
    "inspect",
    "judge",
    "measure",
    "pdf_x_properties",
    "printed_lines",
    "said_in_twin",
    "validate",
]
