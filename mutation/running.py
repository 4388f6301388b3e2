"""Tests of a tree, each file in a fork of a process that has loaded what the tests load, but for the library itself."""

import os
import resource
import signal
import sys
from importlib import import_module
from pathlib import Path

import pytest

LOADED = (
    *("attrs", "babel.dates", "dateutil", "hypothesis", "jsonschema", "narwhals", "numpy", "openpyxl", "pandas"),
    *("pyarrow", "sqlglot", "stdnum", "z3", "networkx", "gherkin", "_pytest.doctest", "xml.etree.ElementTree"),
)
SECONDS = 90  # of a processor for the tests of one file
# pytest's own codes, and the signals of what ran away or broke down.
_PASSED, _NOTHING_RAN = 0, 5
_KILLED = {
    1,
    2,
    3,
    4,
    *(-one for one in (signal.SIGXCPU, signal.SIGALRM, signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL)),
}


def load() -> None:
    """Load what the tests load, without the library: Hypothesis would load it as its plugin."""
    os.environ["HYPOTHESIS_NO_PLUGINS"] = "1"
    for name in LOADED:
        import_module(name)
    del os.environ["HYPOTHESIS_NO_PLUGINS"]
    assert not any(name.startswith("sgzlib") for name in sys.modules)


def passes(root: Path, file: str) -> bool:
    """Whether the tests of a file pass in a tree as it is; those that take too long do not."""
    child = os.fork()
    if child == 0:
        _run(root, file)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in {_PASSED, _NOTHING_RAN, *_KILLED}:
        sys.exit(f"the tests of {file} ended with {code}")
    return code in {_PASSED, _NOTHING_RAN}


def _run(root: Path, file: str) -> None:
    code = 3
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
        signal.alarm(60 * SECONDS)  # one that waits for ever takes no processor
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        os.chdir(root)
        sys.path.insert(0, str(root / "src"))
        from hypothesis.entry_points import run

        run()
        # Imported as pytest's importlib does, a module would take the place of the function of its name in its package.
        mode = "prepend" if file.startswith("src/") else "importlib"
        code = int(pytest.main(["-x", "-q", "-p", "no:cov", "-W", "ignore", f"--import-mode={mode}", file]))
    finally:
        os._exit(code)
