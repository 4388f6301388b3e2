"""The Hypothesis plugin (Hypothesis 插件): tells Hypothesis, wherever it is imported, how to build every subject.

Hypothesis loads this module while it is itself being imported. `strategies` needs all of Hypothesis, and is therefore
loaded only when a subject is first drawn. Either of the two can be imported first.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from sgzlib.law.facts import subjects

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


def register() -> None:
    """Register a strategy for every class of facts (注册生成策略)."""
    from hypothesis.strategies import register_type_strategy

    import_module("sgzlib.tianjin.rulesets")  # imports every class of facts
    for cls in subjects():
        register_type_strategy(cls, _strategy)


def _strategy(cls: type[Any]) -> SearchStrategy[Any]:
    from sgzlib.bridges.strategies import subject

    return subject(cls)
