"""Put what "My station" runs on into the built site: Pyodide from npm, the library's own wheel, and what it depends on.

`python docs/browser.py site` after the site is built. Nothing is fetched from elsewhere when the page runs.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

PYODIDE = "pyodide@314.0.7"
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
_LOCALES = "babel/locale-data/"
_KEPT = ("root", "zh", "en")
_UNUSED = ("tzdata/", "stdnum/locale/")


def build(site: Path) -> int:
    """Fill the folder that the page loads from, and return how many bytes it holds."""
    home = site / "my" / "pyodide"
    home.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as made:
        _runtime(Path(made), home)
        _packages(Path(made), home)
    return sum(path.stat().st_size for path in home.iterdir())


def _runtime(made: Path, home: Path) -> None:
    _run(made, "npm", "pack", "--silent", PYODIDE)
    with tarfile.open(next(made.glob("pyodide-*.tgz"))) as packed:
        for name in RUNTIME:
            inside = packed.extractfile(f"package/{name}")
            if inside is None:
                raise FileNotFoundError(name)
            (home / name).write_bytes(inside.read())


def _packages(made: Path, home: Path) -> None:
    root = Path(__file__).parents[1]
    _run(made, sys.executable, "-m", "pip", "wheel", "--quiet", "--wheel-dir", "wheels", str(root))
    with ZipFile(home / "packages.zip", "w", ZIP_DEFLATED) as packed:
        for wheel in sorted((made / "wheels").glob("*-none-any.whl")):
            with ZipFile(wheel) as inside:
                for name in _needed(inside.namelist()):
                    packed.writestr(name, inside.read(name))


def _needed(names: list[str]) -> Iterator[str]:
    """Yield the files of a wheel that answers need: of the languages, those that the library writes."""
    for name in names:
        if name.startswith(_LOCALES):
            language = Path(name).stem.split("_")[0]
            if language not in _KEPT:
                continue
        if not name.startswith(_UNUSED):
            yield name


def _run(folder: Path, *command: str) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 (the commands are ours)


if __name__ == "__main__":
    sys.stdout.write(f"{build(Path(sys.argv[1]).resolve()) / 1_000_000:.1f} MB\n")
