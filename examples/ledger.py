"""The ledger (逐句台账): every sentence of the notice, and where this library accounts for it.

`python examples/ledger.py` prints the table; `en` after it prints it in English; the path of your own copy of the
notice, after that, puts its words below each line.
"""

import sys
from collections import Counter
from pathlib import Path

import sgzlib as sgz

ENGLISH = sys.argv[1:2] == ["en"]
COPY = next((Path(argument) for argument in sys.argv[1:] if argument not in {"en", "zh_CN"}), None)
DUTIES = {duty.id: duty for duty in sgz.DUTIES}


def accounted(sentence: sgz.Sentence) -> list[str]:
    """Say what tests a sentence, what duties it states and what tests part of them, or why it is not encoded."""
    lines = list(sentence.requirements) or list(sentence.reason[ENGLISH : ENGLISH + 1])
    if sentence.untested:
        lines.append(("not tested: " if ENGLISH else "未检验：") + sentence.untested[ENGLISH])
    for duty in (DUTIES[id_] for id_ in sentence.duties):
        tested = f" [{', '.join(duty.requirements)}]" if duty.requirements else ""
        actors = ", ".join(actor.en for actor in duty.by) if ENGLISH else "、".join(actor.zh for actor in duty.by)
        lines.append(f"{actors}: {duty.en if ENGLISH else duty.zh}{tested}")
    return lines


words = dict(sgz.NOTICE.attach(COPY.read_text(encoding="utf-8")).sentences) if COPY else {}
sentences = [sentence for sentence in sgz.NOTICE.sentences if sentence.ordinal]
for sentence in sentences:
    standing = sentence.standing.en if ENGLISH else sentence.standing.zh
    print(f"{sentence.place} {standing}")
    if sentence in words:
        print(f"    “{words[sentence]}”")
    for line in accounted(sentence):
        print(f"    {line}")

totals = Counter(sentence.standing for sentence in sentences)
print()
for standing in sgz.Standing:
    print(f"{standing.en if ENGLISH else standing.zh}: {totals[standing]}")
