"""The theorems about the rules, in words and as claims: tests prove them, and the page of evidence lists them.

Z3 loads when a claim is made and not before, so that the page can be built without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

import sgzlib as sgz
from sgzlib.law.laws import under_every_option

LATER = date(2026, 3, 1)  # when all that has a last day is due
SIZES = {"budget": 5, "rollout": 0, "staffing": 1}  # members, where two would be too few or too slow
FOLLOWS = {"qualification.continuing_education"}  # by the default reading, hours are owed with the registration
# Days at which an example is looked for: what Z3 would search the calendar for.
_YEARS_AGO = {
    "contract_signed_on": date(2023, 7, 23),
    "project_started_on": date(2023, 7, 23),
    "posted_in_full_on": date(2023, 7, 24),
}
_OF_TWO = {
    f"workers[{place}].{name}": day
    for place in (0, 1)
    for name, day in (
        ("posted_on", date(2023, 7, 24)),
        ("registration_expires", date(2027, 1, 1)),
        ("certificate_passed_on", date(2022, 1, 1)),
    )
}
# Where a day is stated it speaks, and what the workers of today show only without it: to learn it, or the signing that
# it is held against, may contradict them. So it is of the years of a contract and its days.
STATED = {"staffing.posting": ("posted_in_full_on", "contract_signed_on"), "contract.annual": ("years",)}
_OF_A_YEAR = {
    "first_day": date(2023, 7, 23),
    "last_day": date(2024, 7, 22),
    "signed_on": date(2023, 7, 20),
    "ended_on": sgz.NOT_YET,
    # The class refuses one of the first half.
    "final_report_on": date(2024, 8, 1),
}
DAYS = {
    "contract": _OF_A_YEAR,
    "staffing": _YEARS_AGO | _OF_TWO,
    # While not all have to be qualified, one has to be.
    "staffing.qualified_minimum": {name: day.replace(year=2025) for name, day in _YEARS_AGO.items()} | _OF_TWO,
}
RULESETS = [ruleset for ruleset in sgz.RULESETS.values() if not ruleset.restates]


class Claim(NamedTuple):
    """What is asked of Z3 about symbolic subjects: to be proved, or to have a counterexample."""

    of: str
    claim: Any
    about: tuple[Any, ...]
    proved: bool = True


class Theorem(NamedTuple):
    """A theorem: the clauses and requirements that it is about, its words, and its claims, one after the other."""

    id: str
    clauses: str
    zh: str
    en: str
    claims: Callable[[], Iterator[Claim]]
    requirements: frozenset[str]


def _later(ruleset: sgz.Ruleset) -> Any:
    return sgz.symbols.of(ruleset, on=LATER, members=SIZES.get(ruleset.name, 2))


def _on_any_calendar(ruleset: sgz.Ruleset) -> Any:
    from sgzlib.law.requirement import Case
    from worlds.moves import Moved

    return Moved(ruleset, Case(LATER, sgz.TIANJIN_2021), SIZES.get(ruleset.name, 2))


def _musts(ruleset: sgz.Ruleset) -> list[str]:
    return [rule.id for rule in ruleset.requirements if rule.force_under(sgz.TIANJIN_2021) is sgz.Force.MUST]


def _near(subject: Any, id_: str, claim: Any) -> Any:
    """Return a claim about a requirement with the days put in at which an example is looked for."""
    import z3

    days = DAYS.get(id_, DAYS.get(subject.ruleset.name, {}))
    found = [(one, z3.IntVal(days[path].toordinal())) for path, one in subject.facts.items() if path in days]
    put = z3.substitute(claim, *((one.value, day) for one, day in found))
    return z3.And(*(z3.And(one.known, one.value == day) for one, day in found), put)


def alive() -> Iterator[Claim]:
    import z3

    for ruleset in RULESETS:
        subject = _later(ruleset)
        for id_ in _musts(ruleset):
            for side in (subject[id_].holds, subject[id_].fails):
                yield Claim(id_, z3.Not(_near(subject, id_, side)), (subject,), proved=False)


def independent() -> Iterator[Claim]:
    import z3

    for ruleset in RULESETS:
        musts = _musts(ruleset)
        for id_ in musts:
            # Where all are to be qualified, one is not and another is: that takes two.
            two = id_ == "staffing.all_qualified"
            subject = sgz.symbols.of(ruleset, on=LATER, members=2) if two else _later(ruleset)
            alone = z3.And(subject[id_].fails, *(subject[other].holds for other in musts if other != id_))
            yield Claim(id_, z3.Not(_near(subject, id_, alone)), (subject,), proved=id_ in FOLLOWS)


def monotone() -> Iterator[Claim]:
    import z3

    for ruleset in RULESETS:
        subject = _on_any_calendar(ruleset)
        for rule in ruleset.requirements:
            answer = subject[rule.id]
            learned = [
                (one.known, z3.Or(one.known, z3.Bool(f"learned {path}")))
                for path, one in subject.facts.items()
                if path not in STATED.get(rule.id, ())
            ]
            # A sum over all districts, each known or not, is too much at once: one fact after the other is the same.
            steps = [[one] for one in learned] if rule.id == "rollout.city_total" else [learned]
            for side in (answer.holds, answer.fails):
                yield from (Claim(rule.id, z3.Implies(side, z3.substitute(side, *step)), (subject,)) for step in steps)


def single_valued() -> Iterator[Claim]:
    import z3

    for ruleset in RULESETS:
        subject = _on_any_calendar(ruleset)
        for rule in ruleset.requirements:
            answer = subject[rule.id]
            yield Claim(rule.id, z3.Not(z3.And(answer.holds, answer.fails)), (subject,))


def thresholds() -> Iterator[Claim]:
    import z3

    number, on = z3.Int("number"), z3.Int("on")
    law = sgz.TIANJIN_2021
    for name, certificate, least, most in (  # a law has no fewer hours for a higher certificate
        ("assistant_hours", sgz.Certificate.ASSISTANT, 1, law.social_worker_hours),
        ("social_worker_hours", sgz.Certificate.SOCIAL_WORKER, law.assistant_hours, law.senior_hours),
        ("senior_hours", sgz.Certificate.SENIOR, law.social_worker_hours, 10**9),
    ):
        worker = sgz.symbols.of(sgz.QUALIFICATION, on=LATER, numbers={name: number})
        answer, hours = worker["qualification.continuing_education"], worker.fact("continuing_education_hours")
        over = {"certificate": int(certificate), "registration_expires": LATER.toordinal() - 1, "registered": True}
        given = (worker.fact(path).known & (worker.fact(path).value == value) for path, value in over.items())
        without_degree = worker.fact("social_work_major").known & z3.Not(worker.fact("social_work_major").value)
        has = z3.And(*given, without_degree, hours.known, number >= least, number <= most)
        yield Claim(f"{name}: enough", z3.Implies(has, answer.holds == (hours.value >= number)), (worker,))
        yield Claim(f"{name}: too few", z3.Implies(has, answer.fails == (hours.value < number)), (worker,))
    premises = sgz.symbols.of(sgz.PREMISES, on=on, numbers={"launch_by": number})
    computer, fails = premises.fact("computer"), premises["premises.computer"].fails
    from_ = sgz.NOTICE.in_force_from.toordinal()
    lacks = z3.And(computer.known, z3.Not(computer.value), number >= from_, on > from_)
    yield Claim("launch_by", z3.Implies(lacks, fails == (on > number)), (premises,))
    contract = sgz.symbols.of(sgz.CONTRACT, on=LATER, numbers={"cycle_years": number})
    years, year, opens = (contract.fact(path) for path in ("cycle_years", "contract_year", "opens_cycle"))
    first = z3.And(years.known, year.known, year.value == 1, opens.known, opens.value, number >= 1)
    answer, right = contract["contract.cycle"], years.value == number
    same = z3.And(answer.holds == right, answer.fails == z3.Not(right))
    yield Claim("cycle_years", z3.Implies(first, same), (contract,))
    city = sgz.symbols.of(sgz.ROLLOUT, on=LATER, members=0, numbers={"city_total": number})
    answer = city["rollout.city_total"]
    built = [one for path, one in city.facts.items() if path.endswith("built_stations")]
    known, total = z3.And(*(one.known for one in built)), z3.Sum([one.value for one in built])
    same = z3.And(answer.holds == (total >= number), answer.fails == (total < number))
    yield Claim("city_total", z3.Implies(known, same), (city,))


STRICTER = (  # the number, whether more of it is stricter, and the requirement
    (sgz.QUALIFICATION, "assistant_hours", True, "qualification.continuing_education"),
    (sgz.QUALIFICATION, "social_worker_hours", True, "qualification.continuing_education"),
    (sgz.QUALIFICATION, "senior_hours", True, "qualification.continuing_education"),
    (sgz.QUALIFICATION, "first_registration_years", False, "qualification.registration"),
    (sgz.STAFFING, "minimum_qualified", True, "staffing.qualified_minimum"),
    (sgz.STAFFING, "usual_headcount_low", True, "staffing.usual_headcount"),
    (sgz.STAFFING, "usual_headcount_high", False, "staffing.usual_headcount"),
    (sgz.STAFFING, "posting_days", False, "staffing.contracted_headcount"),
    (sgz.STAFFING, "posting_days", False, "staffing.qualified_minimum"),
    (sgz.STAFFING, "posting_days", False, "staffing.posting"),
    (sgz.PREMISES, "launch_by", False, "premises.office"),
    (sgz.CATALOGUE, "launch_by", False, "catalogue.content"),
    (sgz.CATALOGUE, "posting_days", False, "catalogue.content"),
    (sgz.BUDGET, "yearly_amount", True, "budget.annual_target"),
    (sgz.CONTRACT, "launch_by", False, "contract.signed_by"),
    (sgz.PLAN, "plan_by", False, "rollout.plan_submitted"),
    (sgz.PLAN, "plan_by", False, "rollout.plan_complete"),
    (sgz.PLAN, "launch_by", False, "rollout.launched"),
    (sgz.ROLLOUT, "start_by", False, "rollout.national_start"),
    (sgz.ROLLOUT, "finish_by", False, "rollout.national_finish"),
    (sgz.ROLLOUT, "city_total", True, "rollout.city_total"),
)
QUALIFYING = (sgz.STAFFING, "qualification_years", False, "staffing.all_qualified")
ACTS = {  # an act whose last day was over before the notice binds nobody; what is to be there from then on always binds
    "staffing.posting",
    "contract.signed_by",
    "rollout.plan_submitted",
    "rollout.plan_complete",
    "rollout.launched",
    "rollout.national_start",
    "rollout.national_finish",
}
WITHOUT_ORDER = {  # of these more is neither stricter nor milder, or no requirement asks for them
    "registration_years",
    "reregistration_months",
    "degree_hours",
    "subsidy_first_year",
    "subsidy_per_household",
    "cycle_years",
    "contract_years",
    "brief_months",
    "task_year",
}


def stricter() -> Iterator[Claim]:
    for one in STRICTER:
        yield _stricter(*one)


def qualifying() -> Iterator[Claim]:
    import z3

    yield _stricter(*QUALIFYING)
    ruleset, _, _, id_ = QUALIFYING
    staffing = sgz.symbols.of(ruleset, on=LATER, members=1)
    began = staffing.fact("project_started_on")
    before = z3.And(began.known, began.value < sgz.NOTICE.in_force_from.replace(year=2019).toordinal())
    yield Claim(f"{id_}, begun before", z3.Implies(before, z3.Not(staffing[id_].fails)), (staffing,), proved=False)


def _stricter(ruleset: sgz.Ruleset, name: str, rising: bool, id_: str) -> Claim:  # noqa: FBT001 - a column of a table
    import z3

    less, more, size = z3.Int("less"), z3.Int("more"), SIZES.get(ruleset.name, 2)
    lax, strict = (
        sgz.symbols.of(ruleset, on=LATER, members=size, numbers={name: number})
        for number in ((less, more) if rising else (more, less))
    )
    rule = next(rule for rule in ruleset.requirements if rule.id == id_)
    binds = z3.Not(strict.answer(ruleset.formula("", rule, "binds")).fails) if id_ in ACTS else z3.BoolVal(True)
    claim = z3.Implies(z3.And(less <= more, binds, strict[id_].holds), lax[id_].holds)
    return Claim(f"{id_}, {name}", claim, (lax, strict))


def renewal() -> Iterator[Claim]:
    import z3

    readings = [sgz.TIANJIN_2021.readings[id_] for id_ in ("grade_above_good", "cycle_end")]
    for law in under_every_option(readings, sgz.TIANJIN_2021):
        end = sgz.symbols.of(sgz.RENEWAL, on=LATER, policy=law)
        verdict = end.verdict
        known = z3.And(*(one.known for one in end.facts.values()))
        yield Claim("total", z3.Implies(known, z3.Or(verdict.holds, verdict.fails)), (end,))
        yield Claim("single-valued", z3.Not(z3.And(verdict.holds, verdict.fails)), (end,))


def _labels(symbol: Any, labels: Any) -> Callable[..., Any]:
    """Return what says whether a symbol is one of some labels, by their Chinese names."""
    import z3

    return lambda *names: z3.Or(*(symbol.value == int(labels.of(name)) for name in names))


def _same(of: str, answer: Any, encoded: Any, about: Any, *, when: Any = True, proved: bool = True) -> Claim:
    """Claim that a requirement holds where an encoding does and fails where it does not, if all facts are known."""
    import z3

    known = z3.And(when, *(fact.known for fact in about.facts.values()))
    same = z3.And(answer.holds == encoded, answer.fails == z3.Not(encoded))
    return Claim(of, z3.Implies(known, same), (about,), proved)


def credential_by_the_notice() -> Iterator[Claim]:
    import z3

    from worlds.by_the_notice import holds_a_credential

    worker = sgz.symbols.of(sgz.QUALIFICATION, on=LATER)
    answer, education = worker["qualification.credential"], worker.fact("education")
    certificate = _labels(worker.fact("certificate"), sgz.Certificate)
    major = worker.fact("social_work_major").value
    encoded = holds_a_credential(
        related_major=major, education=_labels(education, sgz.Education), certificate=certificate
    )
    yield _same("credential", answer, encoded, worker)
    both = z3.And(encoded, certificate("助理社会工作师"))
    yield _same("a degree and a certificate", answer, both, worker, proved=False)


def renewal_by_the_notice() -> Iterator[Claim]:
    from worlds.by_the_notice import is_renewed

    end = sgz.symbols.of(sgz.RENEWAL, on=LATER)
    grade = _labels(end.fact("grade"), sgz.Grade)
    year, years, ruled_out = (end.fact(name).value for name in ("contract_year", "cycle_years", "renewal_ruled_out"))
    yield _same("renewed", end.verdict, is_renewed(grade=grade, year=year, years=years, ruled_out=ruled_out), end)
    longer = is_renewed(grade=grade, year=year, years=years + 1, ruled_out=ruled_out)
    yield _same("renewed beyond the cycle", end.verdict, longer, end, proved=False)


def premises_by_the_notice() -> Iterator[Claim]:
    import z3

    from worlds.by_the_notice import LAUNCHED_BY, is_equipped

    on = z3.Int("on")
    rooms = sgz.symbols.of(sgz.PREMISES, on=on)
    names = ("independent_office", "desks_and_chairs", "computer", "printer", "filing_cabinet")
    office, desks, computer, printer, cabinet = (rooms.fact(name).value for name in names)
    equipped = is_equipped(office=office, desks=desks, computer=computer, printer=printer, cabinet=cabinet)
    launched = on > LAUNCHED_BY.toordinal()
    yield _same("equipped", rooms.verdict, equipped, rooms, when=launched)
    both = z3.And(equipped, rooms.fact("casework_room").value)
    yield _same("equipped, with a casework room", rooms.verdict, both, rooms, when=launched, proved=False)


EVERY = frozenset(rule.id for ruleset in RULESETS for rule in ruleset.requirements)
MUST = frozenset(id_ for ruleset in RULESETS for id_ in _musts(ruleset))
OF_RENEWAL = frozenset(rule.id for rule in sgz.RENEWAL.requirements)
THEOREMS = (
    Theorem(
        "alive",
        "一、三—七",
        "每一项“应当”的要求都有符合的对象，也都有不符合的对象。",
        "Each MUST can be met and can be violated: Z3 finds a subject for both.",
        alive,
        MUST,
    ),
    Theorem(
        "independent",
        "一、三—七",
        "同一要求组内，其他各项都符合的，任何一项“应当”的要求仍可能不符合。继续教育学时除外：按默认理解，登记有效的，学时不会不符合。",
        "No MUST follows from the others of its ruleset. The exception is the hours of continuing education: under the "
        "default reading, they cannot be violated while the registration is valid.",
        independent,
        MUST - FOLLOWS,
    ),
    Theorem(
        "monotone",
        "一、三—七",
        "补充一项事实，不改变已经得出的结果。有两项例外，均以填写的为准：填写的合同约定人员全部到岗日期与在岗社工的到岗日期不一致；填写的合同期限（年）与首日、末日不一致。",
        "An additional fact never changes a result that is already known. There are two exceptions: a stated day on "
        "which the contracted number was reached overrides the workers' own days, and the stated years of a contract "
        "override its first and last day.",
        monotone,
        EVERY,
    ),
    Theorem(
        "single-valued",
        "一、三—七",
        "对同一对象，一项要求不会既符合又不符合。",
        "No requirement both holds and fails for one subject.",
        single_valued,
        EVERY,
    ),
    Theorem(
        "thresholds",
        "一、三(一)、三(二)、四(五)",
        "不论学时、期限、周期年数和全市总数规定为多少，界限都恰好是该数：达到的符合，不足的不符合；期限届满前没有办理的，不属于不符合。"
        "学时只就登记期已满的社工证明，并以等级较高的证书所需学时不少于等级较低的为前提；期限以配备电脑为例；周期年数只就周期的首份合同证明。",
        "For any hours, last day, cycle years or total that a law sets, the threshold is exactly at that number: what "
        "reaches it complies, what is below it does not, and nothing is late up to the last day. For hours, this is "
        "proved of a registration period that is over, if a higher certificate needs no fewer hours; for the last "
        "day, of the computer; for cycle years, of the first contract of a cycle.",
        thresholds,
        frozenset(("qualification.continuing_education", "premises.computer", "contract.cycle", "rollout.city_total")),
    ),
    Theorem(
        "stricter",
        "一、三(一)、三(二)、三(三)、四(四)、六(一)、六(二)",
        "按较严的数值符合要求的，按较宽的数值也符合。期限在通知印发前已过、因而不适用的除外。",
        "A subject that meets a requirement under a stricter number also meets it under a looser one. The exception is "
        "an act whose last day was before the notice: it is not binding.",
        stricter,
        frozenset(id_ for _, _, _, id_ in STRICTER),
    ),
    Theorem(
        "qualifying",
        "三(二)",
        "按较短的年限要求全员具备资质时符合的队伍，按较长的年限也符合。项目开始于通知印发两年以前的，也可能不符合该项要求。",
        "A team that complies if all have to qualify within fewer years also complies if they have more years. "
        "A team whose project began more than two years before the notice can violate the requirement too.",
        qualifying,
        frozenset(("staffing.all_qualified",)),
    ),
    Theorem(
        "renewal",
        "四(五)",
        "信息齐全的，是否续签在各种理解下都有且只有一个结论。",
        "If all facts are known, there is exactly one answer to whether a contract is renewed, under every reading.",
        renewal,
        OF_RENEWAL,
    ),
    Theorem(
        "credential-by-the-notice",
        "三(二)",
        "信息齐全的，是否具备学历或者证书，本库的结果与另行按通知原文写出的条件完全一致。",
        "If all facts are known, the library says that a worker has a degree or certificate exactly if a separate "
        "encoding of the notice's words, written without the library, says so.",
        credential_by_the_notice,
        frozenset(("qualification.credential",)),
    ),
    Theorem(
        "renewal-by-the-notice",
        "四(五)",
        "信息齐全的，是否续签，本库按默认理解得出的结果与另行按通知原文写出的条件完全一致。",
        "If all facts are known, the library says, under the default readings, that a contract is renewed exactly if a "
        "separate encoding of the notice's words, written without the library, says so.",
        renewal_by_the_notice,
        OF_RENEWAL,
    ),
    Theorem(
        "premises-by-the-notice",
        "三(一)、六(二)",
        "信息齐全的，首批社工站的启动期限届满后的任何一天，场所设置是否符合，本库的结果与另行按通知原文写出的条件完全一致。",
        "If all facts are known, on every day after the first batch's last day, the library says that the premises "
        "comply exactly if a separate encoding of the notice's words, written without the library, says so.",
        premises_by_the_notice,
        frozenset(_musts(sgz.PREMISES)),
    ),
)
