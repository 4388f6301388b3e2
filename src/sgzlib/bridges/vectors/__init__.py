"""Test vectors (测试向量): made from the formulas, read from the package, run against any program.

    mutants, widening    wrong implementations of a ruleset, of which the cases must catch each
    making, knowing      search the cases: subjects to which a mutant gives another answer
    proving              proves that a mutant that no case catches is equivalent, or finds a case
    outcomes             cases of functions instead of rulesets
    writing, keeping     the cases as JSON documents, with those of an earlier file that still catch something
    changes              what differs between two editions
    data                 the files that ship
    suite, suites        the cases that ship, those of a file, and those of your own ruleset
    running, processes   ask a program all cases, and compare its answers
    reporting, explaining, covering    a run as text, what a case is about, and what your own cases reach
    answering, command   the library as a program that answers, and the command line

`sgzlib.vectors` has the public names.
"""
