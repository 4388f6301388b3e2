"""What could still change a verdict, and what would: missing facts, questions, remedies, comparisons of laws.

    question                             computed by              by the solver's
    which unknown facts matter           `relevance`              query of two copies
    which fact to ask for next           `questions`              answers in `relevance`
    what to do now                       `remedies`               minimal sets in `corrections`
    which requirements clash             `conflicts`              deletion
    which values an outcome can have     `narrowing`              bisection
    how two laws differ                  `law_model_checking`     bounded model checking

All of them first ground the formulas of the rules on one subject (`grounding`, with `unknowns`, `members`, `terms`,
`days` and `text_conditions`). The result is a proposition (`propositions`), which `satisfiability` decides. `modules`
makes it smaller, and `witnesses` turns a solution back into a subject. The other modules hold and write the answers.
"""
