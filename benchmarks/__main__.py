"""Run every comparison: `python -m benchmarks`, or `python -m benchmarks growth` for one."""

import sys
from importlib import import_module

AREAS = ("qualification", "service", "columns", "validators", "advising", "growth", "browser")

missed = 0
for area in sys.argv[1:] or AREAS:
    print(area)
    for comparison in import_module(f"benchmarks.{area}").compare():
        print(f"  {comparison}")
        missed += not comparison.met
sys.exit(1 if missed else 0)
