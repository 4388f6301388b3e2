"""Put what "My station" runs on into the built site: Pyodide from npm, the library's own wheel, and what it depends on.

`python docs/browser.py site` after the site is built. Nothing is fetched from elsewhere when the page runs. What is
imported is compiled here, by Pyodide's own Python, so that the page need not; what reads workbooks stands apart.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
from collections.abc import Iterator
from gzip import GzipFile
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

PYODIDE = "pyodide@314.0.7"
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
_LOCALES = "babel/locale-data/"
_KEPT = ("root", "zh", "en")
_NUMBERS = "stdnum/"
_KEPT_NUMBERS = ("__init__", "exceptions", "util", "cn/__init__", "cn/uscc", "cn/ric", "cn/loc", "iso7064/", "numdb")
# Tables, SQL, proofs, generators and the conformance suite are of no use to a form.
_UNUSED = (
    "tzdata/",
    "dateutil/zoneinfo/",
    "babel/messages/",
    "sgzlib/vectors",
    "sgzlib/bridges/frames/",
    "sgzlib/bridges/sql/",
    "sgzlib/bridges/vectors/",
    "sgzlib/bridges/strategies",
    "sgzlib/bridges/symbols",
)
_UNREAD = (".dist-info/", ".pyi", "py.typed", ".whl")
_WORKBOOKS = ("openpyxl-", "et_xmlfile-")
_COMPILE = """
import { loadPyodide } from "./package/pyodide.mjs";
const python = await loadPyodide();
python.FS.mkdirTree("/wheels");
python.FS.mount(python.FS.filesystems.NODEFS, { root: process.argv[2] }, "/wheels");
python.runPython(`
import compileall
from py_compile import PycInvalidationMode
made = compileall.compile_dir(
    "/wheels", quiet=1, legacy=True, stripdir="/wheels", invalidation_mode=PycInvalidationMode.UNCHECKED_HASH
)
assert made
`);
"""


def build(site: Path) -> int:
    """Fill the folder that the page loads from, and return how many bytes the first answer needs."""
    home = site / "my" / "pyodide"
    home.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as made:
        folder = Path(made)
        _run(folder, "npm", "pack", "--silent", PYODIDE)
        with tarfile.open(next(folder.glob("pyodide-*.tgz"))) as packed:
            packed.extractall(folder, filter="data")
        for name in RUNTIME:
            (home / name).write_bytes((folder / "package" / name).read_bytes())
        _packages(folder)
        _packed(folder / "workbooks", home / "workbooks.tar.gz")
        _packed(folder / "packages", home / "packages.tar.gz")
    return sum(path.stat().st_size for path in home.iterdir() if not path.name.startswith("workbooks"))


def _packages(folder: Path) -> None:
    """Unpack what is needed of the wheels into two folders, compiled."""
    root = Path(__file__).parents[1]
    _run(folder, sys.executable, "-m", "pip", "wheel", "--quiet", "--wheel-dir", "wheels", f"{root}[calendar,excel]")
    (folder / "compile.mjs").write_text(_COMPILE, encoding="utf-8")
    for wheel in sorted((folder / "wheels").glob("*-none-any.whl")):
        into = folder / ("workbooks" if wheel.name.startswith(_WORKBOOKS) else "packages")
        with ZipFile(wheel) as inside:
            for name in _needed(inside.namelist()):
                inside.extract(name, into)
    for into in ("packages", "workbooks"):
        _run(folder, "node", "compile.mjs", str(folder / into))
        for source in (folder / into).rglob("*.py"):
            source.unlink()


def _needed(names: list[str]) -> Iterator[str]:
    """Yield the files of a wheel that answers need: of the languages, those that the library writes."""
    for name in names:
        if name.startswith(_LOCALES) and Path(name).stem.split("_")[0] not in _KEPT:
            continue
        if name.startswith(_NUMBERS) and not name.removeprefix(_NUMBERS).startswith(_KEPT_NUMBERS):
            continue
        if not name.startswith(_UNUSED) and not any(part in name for part in _UNREAD):
            yield name


def _packed(folder: Path, archive: Path) -> None:
    """Write the files of a folder as an archive of a fixed form: equal files give equal bytes."""
    with (
        archive.open("wb") as file,
        GzipFile("", "wb", fileobj=file, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as written,
    ):
        for path in sorted(file for file in folder.rglob("*") if file.is_file()):
            entry = tarfile.TarInfo(path.relative_to(folder).as_posix())
            entry.size = path.stat().st_size
            with path.open("rb") as content:
                written.addfile(entry, content)


def _run(folder: Path, *command: str) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 (the commands are ours)


if __name__ == "__main__":
    sys.stdout.write(f"{build(Path(sys.argv[1]).resolve()) / 1_000_000:.1f} MB\n")
