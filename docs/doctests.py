"""Show the examples of docstrings as code: Markdown would take `>>>` for a quotation."""

import re
from typing import Any

import griffe

_EXAMPLE = re.compile(r"^>>> .*(?:\n(?!\n).*)*(?:\n\n?>>> .*(?:\n(?!\n).*)*)*", re.MULTILINE)


class Doctests(griffe.Extension):
    """Fence every run of doctest lines."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Do so in the docstring of one object."""
        if obj.docstring is not None:
            obj.docstring.value = _EXAMPLE.sub(lambda run: f"```pycon\n{run[0]}\n```", obj.docstring.value)
