"""Measurements (性能对比) against other systems: ratios in one run, which mean the same on any machine."""
