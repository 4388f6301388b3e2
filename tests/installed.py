"""What is installed, used as a user would: `make wheels` runs this with the Python of a fresh environment.

The names of each home are imported in a process of their own, so that none leans on what another has loaded; then the
examples of the README print what is shown below them.
"""

import re
import subprocess
import sys
from contextlib import redirect_stdout
from importlib.util import find_spec
from io import StringIO
from pathlib import Path

import sgzlib

README = Path(__file__).parents[1] / "README.md"


def main() -> None:
    """Import every name, run every example that the environment has the packages for, and say how many there were."""
    home = Path(sgzlib.__file__)
    assert "site-packages" in home.parts, f"{home} is not what the wheel installed"
    homes: dict[str | None, list[str]] = {}
    for name in dir(sgzlib):
        homes.setdefault((vars(sgzlib)["_HOME"] | vars(sgzlib)["_BRIDGES"]).get(name), []).append(name)
    for names in homes.values():
        line = f"from sgzlib import {', '.join(names)}"
        subprocess.run([sys.executable, "-I", "-c", line], check=True)  # noqa: S603 - our own line
    examples = re.findall(
        r"^```python\n(.*?)^```\n```text\n(.*?)^```$", README.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    ran, known = 0, dict[str, object]()
    for example, shown in examples:
        if "import polars" in example and find_spec("narwhals") is None:
            continue
        printed = StringIO()
        with redirect_stdout(printed):
            exec(compile(example, README.name, "exec"), known)  # noqa: S102 - our own example
        assert printed.getvalue().strip() == shown.strip(), printed.getvalue()
        ran += 1
    assert ran >= len(examples) - 1 > 0
    print(f"{len(dir(sgzlib))} names, {ran} examples")  # noqa: T201 - what the run is for


if __name__ == "__main__":
    main()
