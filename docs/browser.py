"""Put what "My station" runs on into the built site: Pyodide from npm, the library's own wheel, and what it depends on.

`python docs/browser.py site` after the site is built. Nothing is fetched from elsewhere when the page runs. Each file
is compressed here, as not every server does that, and `files.json` has its size and its digest. All Python is compiled
here, by Pyodide's own Python, so that the page need not. What the page's calls do not import stands apart: the rest of
the standard library, and what reads workbooks.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from gzip import GzipFile
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from shutil import copyfile, copytree, ignore_patterns
from tempfile import TemporaryDirectory
from zipfile import ZipFile, ZipInfo

PYODIDE = "pyodide@314.0.7"
LOADER = "pyodide.mjs"
PACKED = ".packed"
"""Compressed by gzip, under a name by which no server takes a file for one that browsers have to unpack."""
LATER = "workbooks.tar"
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
_RUN = """
import { loadPyodide } from "./package/pyodide.mjs";
import { readFileSync } from "node:fs";
const python = await loadPyodide();
python.FS.mkdirTree("/root");
python.FS.mount(python.FS.filesystems.NODEFS, { root: process.argv[2] }, "/root");
python.runPython(readFileSync(process.argv[3], "utf8"));
"""


def build(site: Path) -> int:
    """Fill the folder that the page loads from, and return how many bytes the first answer needs."""
    home = site / "my" / "pyodide"
    home.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as made:
        folder = Path(made)
        _run(folder, "npm", "pack", "--silent", PYODIDE)
        with tarfile.open(next(folder.glob("pyodide-*.tgz"))) as archive:
            archive.extractall(folder, filter="data")
        runtime = folder / "package"
        _packages(folder)
        copyfile(Path(__file__).parent / "my/judge.py", folder / "judge.py")
        (folder / "run.mjs").write_text(_RUN, encoding="utf-8")
        _run(folder, "node", "run.mjs", str(folder), str(Path(__file__).parent / "inside.py"))
        copytree(folder / "rest", folder / "workbooks/library")
        contents = {
            "pyodide.asm.mjs": (runtime / "pyodide.asm.mjs").read_bytes(),
            "pyodide.asm.wasm": (runtime / "pyodide.asm.wasm").read_bytes(),
            "python_stdlib.zip": _zipped(folder / "imported"),
            "packages.tar": _archived(folder / "packages"),
            LATER: _archived(folder / "workbooks"),
        }
        lock = json.loads((runtime / "pyodide-lock.json").read_text(encoding="utf-8"))
        copyfile(runtime / LOADER, home / LOADER)
    files = {}
    for name, content in contents.items():
        packed = _packed(content)
        (home / f"{name}{PACKED}").write_bytes(packed)
        files[name] = {"size": len(packed), "digest": sha256(packed).hexdigest()[:16]}
    listed = {"files": files, "lock": {"info": lock["info"], "packages": {}}}
    (home / "files.json").write_text(json.dumps(listed), encoding="utf-8")
    return sum(path.stat().st_size for path in home.iterdir() if path.name != f"{LATER}{PACKED}")


def _packages(folder: Path) -> None:
    """Unpack what is needed of the wheels into two folders."""
    root = Path(__file__).parents[1]
    _run(folder, sys.executable, "-m", "pip", "wheel", "--quiet", "--wheel-dir", "wheels", f"{root}[calendar,excel]")
    for wheel in sorted((folder / "wheels").glob("*-none-any.whl")):
        into = folder / ("workbooks" if wheel.name.startswith(_WORKBOOKS) else "packages")
        with ZipFile(wheel) as inside:
            for name in _needed(inside.namelist()):
                inside.extract(name, into)
    copytree(root / "examples/elderly_meals", folder / "packages/elderly_meals", ignore=ignore_patterns("__*__"))
    copyfile(root / "examples/elderly_meals/__init__.py", folder / "packages/elderly_meals/__init__.py")


def _needed(names: list[str]) -> Iterator[str]:
    """Yield the files of a wheel that answers need: of the languages, those that the library writes."""
    for name in names:
        if name.startswith(_LOCALES) and Path(name).stem.split("_")[0] not in _KEPT:
            continue
        if name.startswith(_NUMBERS) and not name.removeprefix(_NUMBERS).startswith(_KEPT_NUMBERS):
            continue
        if not name.startswith(_UNUSED) and not any(part in name for part in _UNREAD):
            yield name


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield path.relative_to(folder).as_posix(), path.read_bytes()


def _archived(folder: Path) -> bytes:
    """Return the files of a folder as an archive of a fixed form: equal files give equal bytes."""
    buffer = BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content in _files(folder):
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, BytesIO(content))
    return buffer.getvalue()


def _zipped(folder: Path) -> bytes:
    """Return the files of a folder as Python imports them, not compressed each by itself."""
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in _files(folder):
            archive.writestr(ZipInfo(name), content)
    return buffer.getvalue()


def _packed(content: bytes) -> bytes:
    buffer = BytesIO()
    with GzipFile("", "wb", fileobj=buffer, mtime=0) as packed:
        packed.write(content)
    return buffer.getvalue()


def _run(folder: Path, *command: str) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 (the commands are ours)


if __name__ == "__main__":
    sys.stdout.write(f"{build(Path(sys.argv[1]).resolve()) / 1_000_000:.1f} MB\n")
