"""What needs environments of its own: the lowest versions, each Python with each extra, and what is handed out.

`make nightly` runs every session, `nox -s wheels -k "sql and lowest"` some, and `nox --list` lists them.
"""

import filecmp
import os
import re
import shutil
import tarfile
from pathlib import Path

import nox

nox.options.default_venv_backend = "uv|virtualenv"
PROJECT = nox.project.load_toml()
PYTHONS = nox.project.python_versions(PROJECT)
EXTRAS = list(PROJECT["project"]["optional-dependencies"])
USED = ",".join(extra for extra in EXTRAS if extra != "docs")
POLARS = "polars"  # the README's table is one of polars, which `frames` does not bring


def lowest(session: nox.Session) -> str:
    """Write constraints that turn each `name>=version` of pyproject.toml into `name==version`; return their file."""
    bounds = re.findall(r'"([\w.-]+)(?:\[[^]]*\])?>=([\d.]+)', Path("pyproject.toml").read_text(encoding="utf-8"))
    file = Path(session.create_tmp(), "lowest.txt")
    file.write_text("".join(f"{name}=={version}\n" for name, version in bounds), encoding="utf-8")
    return str(file)


@nox.session(python=PYTHONS[0])
def floors(session: nox.Session) -> None:
    """Run the tests and build the site with the lowest versions that pyproject.toml allows."""
    session.install("--constraint", lowest(session), "--editable", f".[{','.join(EXTRAS)}]", "--group", "test")
    site = f"{session.create_tmp()}/site"
    session.run("mkdocs", "build", "--strict", "--site-dir", site, env={"NO_MKDOCS_2_WARNING": "1"})
    # The licences that the site lists are those of the newest versions.
    session.run("pytest", "-n", "2", "--ignore", "tests/test_licences.py", *session.posargs)


@nox.session(python=PYTHONS)
@nox.parametrize("extra", ["", *EXTRAS], ids=["none", *EXTRAS])
@nox.parametrize("bound", ["lowest", "newest"], ids=["lowest", "newest"])
def wheels(session: nox.Session, extra: str, bound: str) -> None:
    """Install the wheel on each Python, with each extra in its lowest and newest versions, and use it."""
    constraint = ["--constraint", lowest(session)] if bound == "lowest" else []
    session.install(*constraint, f".[{extra}]", *([POLARS] if extra == "frames" else []))
    session.run("python", "-I", "tests/installed.py")
    shutil.rmtree(session.virtualenv.location)  # so many environments would fill a disk


@nox.session
def dist(session: nox.Session) -> None:
    """Build sdist and wheel, twice the same bytes, with the list of components (CycloneDX) and the SHA-256 of each."""
    session.install("pip", "--group", "supply")  # uv makes environments without pip
    for former in Path("dist").glob("sgzlib*"):
        former.unlink()
    session.run("python", "-m", "build", "--outdir", "dist", ".")
    (wheel,), (source,) = Path("dist").glob("*.whl"), Path("dist").glob("*.tar.gz")
    with tarfile.open(source) as packed:
        assert any(name.endswith("/tests/test_every_ruleset.py") for name in packed.getnames())
    temporary = session.create_tmp()
    session.run("pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", temporary, ".")
    assert filecmp.cmp(wheel, f"{temporary}/{wheel.name}", shallow=False), "the tree and the sdist make two wheels"
    bare = f"{temporary}/bare"  # without pip, which is no component
    session.run("python", "-m", "venv", "--clear", "--without-pip", bare)
    session.run("pip", "--python", f"{bare}/bin/python", "install", "--quiet", str(wheel))
    session.run(
        *("cyclonedx-py", "environment", "--output-reproducible", "--mc-type", "library"),
        *("--pyproject", "pyproject.toml", "--output-file", "dist/sgzlib.cdx.json", f"{bare}/bin/python"),
    )
    with session.chdir("dist"):
        session.run("sh", "-c", "sha256sum sgzlib* >SHA256SUMS", external=True)


@nox.session
def wheelhouse(session: nox.Session) -> None:
    """Collect what an isolated machine needs in dist/wheelhouse, and install it from nothing else."""
    shutil.rmtree("dist/wheelhouse", ignore_errors=True)
    session.install("pip")
    session.run("pip", "wheel", "--quiet", "--wheel-dir", "dist/wheelhouse", f".[{USED}]", POLARS)
    isolated = ("--isolated", "--no-index", "--find-links", "dist/wheelhouse")
    session.install(*isolated, f"sgzlib[{USED}]", POLARS, env={"PIP_CONFIG_FILE": os.devnull})
    session.run("python", "-I", "tests/installed.py")
    with session.chdir("dist/wheelhouse"):
        session.run("sh", "-c", "sha256sum * >SHA256SUMS", external=True)
