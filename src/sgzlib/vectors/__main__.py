"""The command line of the vectors (向量命令行): `python -m sgzlib.vectors`."""

import sys

from sgzlib.bridges.vectors.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
