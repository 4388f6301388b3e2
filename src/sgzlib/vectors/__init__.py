"""Test vectors (测试向量): the rules as cases that any program, in any language, can be held against.

`files` and `cases` read what ships with the library; `document` makes the cases of a ruleset of your own; `python -m
sgzlib.vectors` runs them against a program.
"""

from sgzlib.bridges.vectors.suite import WHY, Vector, cases, document, files, schema, text_of
from sgzlib.bridges.vectors.writing import make

__all__ = ["WHY", "Vector", "cases", "document", "files", "make", "schema", "text_of"]
