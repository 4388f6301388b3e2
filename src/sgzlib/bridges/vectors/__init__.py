"""Test vectors (测试向量): made from the formulas, read from the package, run against any program."""
