"""Files (文件): archives for Excel and Word without a time of their making, so that equal content gives equal bytes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


class Archive(ZipFile):
    """An archive whose entries hold no time of their making (不含时刻的压缩包)."""

    def writestr(self, name: Any, data: Any, *_: Any, **__: Any) -> None:  # type: ignore[override]
        """Write an entry dated as the format's first day."""
        super().writestr(ZipInfo(name), data, ZIP_DEFLATED)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Write an entry from a file."""
        self.writestr(arcname, Path(filename).read_bytes())


def same_bytes(data: bytes) -> bytes:
    """Return an archive without the times of its making (去除时刻)."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as archive, Archive(made, "w") as written:
        for part in archive.namelist():
            written.writestr(part, archive.read(part))
    return made.getvalue()
