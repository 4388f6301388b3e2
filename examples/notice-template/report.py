"""The report on one subject, and the rules as a table (核对结果与规则表)."""

import sys
from datetime import date

from notice import EXAMPLE, RULES

import sgzlib as sgz


def main(locale: str) -> None:
    """Print both, in Chinese or English."""
    print(sgz.assess(RULES, EXAMPLE, on=date(2024, 6, 1)).render(locale))
    print(sgz.explain.table(RULES, locale).markdown)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "zh_CN")
