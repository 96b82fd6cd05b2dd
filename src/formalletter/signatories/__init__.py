"""Checks and tidies a list of signatories: proposes, explains, and writes what was decided.

Nothing here changes a name by itself, and the list as the form exported it is never edited:
decisions stand beside it.  Only `update` puts a new list in its place, and `erase` takes one
name out.
"""
