"""The rules for social-work stations (社会工作服务站) of Tianjin's notice of 26 May 2021, as pure Python.

>>> from datetime import date
>>> import sgzlib as sgz
>>> sgz.check_qualification(sgz.Worker(registered=False), on=date(2022, 3, 1)).verdict
False
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sgzlib.public import *  # noqa: F403 - `public` lists its names
    from sgzlib.public import __all__ as __all__

__version__ = "0.1.0"

_BRIDGES = ("calendars", "explain", "frames", "interchange", "strategies")


def __getattr__(name: str) -> Any:
    """Load the library, or a bridge such as `sgzlib.frames`, when a name of it is first asked for."""
    if name in _BRIDGES:
        return import_module(f"sgzlib.bridges.{name}")
    if name == "__all__" or not name.startswith("_"):
        public = vars(import_module("sgzlib.public"))
        globals().update({given: public[given] for given in (*public["__all__"], "__all__")})
    if name in globals():
        return globals()[name]
    raise AttributeError(f"module 'sgzlib' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__getattr__("__all__"), *_BRIDGES, "__version__"]
