"""Asking a program (询问程序): run a program on lines of input, with limits on its time and on the size of its output.

Input and output are files and not pipes, so that neither side waits for the other, and a child process that stays
behind blocks nothing. The program runs in a process group of its own, which is killed at the end.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from sgzlib.law.errors import readable
from sgzlib.prose.language import Pair

LONGEST_LINE = 65_536
"""How many bytes a line of output may have (一行输出的最大字节数)."""
_BETWEEN_LOOKS = 0.02
_LAST_WORDS = 400


@contextmanager
def asked(
    program: Sequence[str], text: str, seconds: float, most_bytes: int
) -> Generator[tuple[Iterator[bytes], list[Pair]]]:
    """Run a program on a text and yield the lines that it wrote, with what went wrong (运行程序).

    A line that is too long is cut after `LONGEST_LINE` bytes. A program that takes more than `seconds`, or writes more
    than `most_bytes`, is stopped.
    """
    with TemporaryDirectory(prefix="sgzlib-") as room:
        input_file, said, errors = (Path(room, name) for name in ("in", "out", "err"))
        input_file.write_bytes(text.encode())
        faults = _run(program, (input_file, said, errors), seconds, most_bytes)
        with said.open("rb") as output:
            yield _lines(output, most_bytes), faults


def _run(program: Sequence[str], files: tuple[Path, Path, Path], seconds: float, most_bytes: int) -> list[Pair]:
    input_file, said, errors = files
    with input_file.open("rb") as stdin, said.open("wb") as stdout, errors.open("wb") as stderr:
        try:
            process = subprocess.Popen(  # noqa: S603 - it is what the caller asked to run
                program, stdin=stdin, stdout=stdout, stderr=stderr, start_new_session=True
            )
        except (OSError, ValueError) as error:
            text = readable(str(error))
            return [(f"程序无法启动：{text}", f"the program does not start: {text}")]
        try:
            fault = _waited(process, (said, errors), seconds, most_bytes)
        finally:
            _killed(process)
    with errors.open("rb") as stderr:
        stderr.seek(max(0, errors.stat().st_size - _LAST_WORDS))
        last = readable(stderr.read(_LAST_WORDS).decode("utf-8", "replace").strip(), _LAST_WORDS)
    if fault is None:
        return []
    return [(f"{fault[0]}：{last}", f"{fault[1]}: {last}") if last else fault]


def _waited(process: subprocess.Popen[bytes], files: Sequence[Path], seconds: float, most_bytes: int) -> Pair | None:
    """Wait until a program ends, and return what is wrong with how it did."""
    until = time.monotonic() + seconds
    while True:
        with suppress(subprocess.TimeoutExpired):
            code = process.wait(_BETWEEN_LOOKS)
            break
        if sum(file.stat().st_size for file in files) > most_bytes:
            return f"程序输出超过{most_bytes}字节，已停止", f"the program wrote more than {most_bytes} bytes; stopped"
        if time.monotonic() > until:
            return f"程序在{seconds:g}秒内未完成", f"the program did not finish within {seconds:g} seconds"
    if code < 0:
        return f"程序因信号 {-code} 中止", f"the program was ended by signal {-code}"
    return (f"程序以 {code} 退出", f"the program exited with {code}") if code else None


def _killed(process: subprocess.Popen[bytes]) -> None:
    """End a program with all that it started and left in its group."""
    if hasattr(os, "killpg"):
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _lines(output: BinaryIO, most_bytes: int) -> Iterator[bytes]:
    """Yield the lines of an output, each cut where it is too long."""
    left = most_bytes
    while left > 0 and (line := output.readline(LONGEST_LINE)):
        left -= len(line)
        yield line
        while left > 0 and not line.endswith(b"\n") and (line := output.readline(LONGEST_LINE)):
            left -= len(line)
