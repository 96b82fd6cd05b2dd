"""Reads the finished file back, by other means than it was made by, and judges it."""

from .expectation import Expectation, ExpectedAnnex
from .inspect import inspect, judge
from .validator import validate

__all__ = ["Expectation", "ExpectedAnnex", "inspect", "judge", "validate"]
