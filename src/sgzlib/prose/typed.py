"""`TypedDict` (类型化字典) as pydantic takes it: on Python 3.11 it asks for that of typing_extensions.

Where typing_extensions is not installed, there is no pydantic either, and the standard library's is as good.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TypedDict, is_typeddict
else:
    try:
        from typing_extensions import TypedDict, is_typeddict
    except ImportError:
        from typing import TypedDict, is_typeddict

__all__ = ["TypedDict", "is_typeddict"]
