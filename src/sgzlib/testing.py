"""The pytest plugin (测试插件): `pytest_plugins = ["sgzlib.testing"]` in a conftest gives the fixture `sgz_oracle`.

With it come the strategies of `sgzlib.strategies`, which build the subjects to ask about.
"""

from sgzlib.bridges.strategies import compliant, edges, subject, violating
from sgzlib.bridges.testing import Oracle, sgz_oracle

__all__ = ["Oracle", "compliant", "edges", "sgz_oracle", "subject", "violating"]
