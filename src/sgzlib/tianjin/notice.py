"""Tianjin's notice of 26 May 2021 (天津市 2021 年 5 月 26 日通知)."""

from __future__ import annotations

from datetime import date

from sgzlib.law.ledger import Sentence
from sgzlib.law.notice import Duty, Notice
from sgzlib.tianjin.actors import Actor
from sgzlib.tianjin.clauses import CITED, CLAUSES, SOURCES


# What no check looks at loads when it is asked for.
def _sentences() -> tuple[Sentence, ...]:
    from sgzlib.tianjin.ledger import SENTENCES

    return SENTENCES


def _duties() -> tuple[Duty, ...]:
    from sgzlib.tianjin.duties import DUTIES

    return DUTIES


NOTICE = Notice(
    title="关于开展首批街道（乡镇）社会工作服务站建设工作的通知",
    title_en="Notice on building the first social-work stations in streets and townships",
    issued_on=date(2021, 5, 26),
    clauses=CLAUSES,
    cited=CITED,
    sources=SOURCES,
    actors=Actor,
    sentences=_sentences,
    duties=_duties,
)
"""Tianjin's notice (通知), clause by clause."""
