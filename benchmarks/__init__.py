"""Measurements (性能对比) against other systems: ratios of processor time in one run.

A target is what held on 1 December 2026, with a margin, so that a run fails when something gets slower. The figures of
that day are on the page of evidence.
"""
