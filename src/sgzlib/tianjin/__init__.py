"""Tianjin's notice of 26 May 2021: its text as data, its policy, and the rules of its parts.

    notice, clauses, duties, ledger, actors    the notice, its clauses and duties, and what became of each sentence
    policy, readings                           the numbers of the notice, and the options where its words are open
    station, purchase, programme               part 三, part 四 and the rest: subjects and their requirements
    rulesets, times                            all rulesets by name, and timelines of any subject

The rules are written with `law` and take their numbers from `policy`.
"""

# A notebook shows a law that was loaded alone.
from sgzlib.prose import views as _views  # noqa: F401  # pyright: ignore[reportUnusedImport]
