"""Typesetting: HTML becomes pages, in a process of its own.

`process` is the near side of the pipe and imports nothing heavy; `worker` is the far side
and the only way to WeasyPrint.
"""
