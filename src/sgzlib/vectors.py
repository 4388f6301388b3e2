"""Test vectors (测试向量): the rules as cases that any program, in any language, can be held against.

`files` and `cases` read what ships with the library; `document` makes the cases of a ruleset of your own; `cover` tells
what cases of your own reach; `python -m sgzlib.vectors` runs vectors against a program.
"""

from sgzlib.bridges.vectors.covering import Coverage, cover
from sgzlib.bridges.vectors.suite import WHY, Vector, cases, document, files, schema, text_of
from sgzlib.bridges.vectors.writing import make

__all__ = ["WHY", "Coverage", "Vector", "cases", "cover", "document", "files", "make", "schema", "text_of"]

if __name__ == "__main__":
    import sys

    from sgzlib.bridges.vectors.command import main

    sys.exit(main(sys.argv[1:]))
