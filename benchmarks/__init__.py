"""Measurements (性能对比) against other systems: ratios in one run, since only those mean the same on another machine."""
