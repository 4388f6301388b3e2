"""三(二), last sentence, and the documents behind its "relevant rules": claim by claim."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import given

import sgzlib as sgz
from sgzlib import TIANJIN_2021, UNKNOWN, Certificate, Education, Pending, Status, Truth, Worker, check_qualification
from sgzlib.bridges.strategies import workers
from sgzlib.tianjin.readings import EducationDue, EducationHours, FirstRegistration, RegistrationScope

ON = date(2022, 3, 1)
T, F, U = True, False, UNKNOWN
EVERYONE = TIANJIN_2021.under(registration_scope=RegistrationScope.EVERYONE)
ALWAYS = TIANJIN_2021.under(education_due=EducationDue.ALWAYS)
ALWAYS_AND_EVERYONE = EVERYONE.under(education_due=EducationDue.ALWAYS)
AT_ONCE = TIANJIN_2021.under(first_registration=FirstRegistration.AT_ONCE)
NO_HOURS = ALWAYS.under(education_hours=EducationHours.NONE)
evolve: Any = attrs.evolve

HOLDER = Worker(
    education=Education.SENIOR_HIGH,
    social_work_major=False,
    certificate=Certificate.SOCIAL_WORKER,
    certificate_passed_on=date(2018, 6, 17),
    registered=True,
    registration_expires=date(2030, 1, 1),
    continuing_education_hours=90,
)


def holds(requirement: str, worker: Worker, policy: sgz.Policy = TIANJIN_2021) -> Truth:
    return check_qualification(worker, on=ON, policy=policy)[f"qualification.{requirement}"].holds


def status(requirement: str, worker: Worker, policy: sgz.Policy = TIANJIN_2021) -> Status:
    return check_qualification(worker, on=ON, policy=policy)[f"qualification.{requirement}"].status


class TestCredential:
    """A related major at 大专 or higher, or a national certificate, or the Tianjin one."""

    @pytest.mark.parametrize(
        ("major", "education", "certificate", "expected"),
        [
            (T, Education.SENIOR_HIGH, Certificate.NONE, F),
            (T, Education.JUNIOR_COLLEGE, Certificate.NONE, T),
            (T, Education.DOCTOR, Certificate.NONE, T),
            (F, Education.DOCTOR, Certificate.NONE, F),
            (F, Education.SENIOR_HIGH, Certificate.TIANJIN, T),
            (F, Education.PRIMARY, Certificate.ASSISTANT, T),
            (F, Education.PRIMARY, Certificate.SENIOR, T),
            (U, Education.SENIOR_HIGH, Certificate.NONE, F),
            (U, Education.JUNIOR_COLLEGE, Certificate.NONE, U),
            (T, U, U, U),
            (U, U, Certificate.TIANJIN, T),
        ],
    )
    def test_a_degree_or_a_certificate(
        self, major: Truth, education: Education, certificate: Certificate, expected: Truth
    ) -> None:
        worker = Worker(social_work_major=major, education=education, certificate=certificate)
        assert holds("credential", worker) is expected

    @given(workers(known=True))
    def test_it_is_the_sentence_word_for_word(self, worker: Worker) -> None:
        degree = worker.social_work_major is True and worker.education in {
            Education.JUNIOR_COLLEGE,
            Education.BACHELOR,
            Education.MASTER,
            Education.DOCTOR,
        }
        assert holds("credential", worker) is (degree or worker.certificate is not Certificate.NONE)


class TestRegistration:
    """Registered in Tianjin, and not run out on the day asked about (`registration-2009`)."""

    @pytest.mark.parametrize(
        ("registered", "expires", "expected"),
        [
            (T, ON + timedelta(days=1), T),
            (T, ON, T),
            (T, ON - timedelta(days=1), F),
            (F, ON + timedelta(days=900), F),
            (F, U, F),
            (U, ON - timedelta(days=1), F),
            (U, ON, U),
            (T, U, U),
        ],
    )
    def test_the_last_day_of_the_registration_counts(self, registered: Truth, expires: date, expected: Truth) -> None:
        worker = evolve(HOLDER, registered=registered, registration_expires=expires)
        assert holds("registration", worker) is expected

    @pytest.mark.parametrize(
        ("major", "education", "certificate", "expected"),
        [
            (T, Education.BACHELOR, Certificate.NONE, T),
            (T, Education.BACHELOR, Certificate.TIANJIN, T),
            (F, Education.BACHELOR, Certificate.NONE, T),
            (F, Education.BACHELOR, Certificate.TIANJIN, F),
            (T, Education.BACHELOR, U, T),
            (F, Education.BACHELOR, U, U),
        ],
    )
    def test_it_binds_those_whose_credential_is_the_certificate_unless_read_as_binding_everyone(
        self, major: Truth, education: Education, certificate: Certificate, expected: Truth
    ) -> None:
        worker = evolve(HOLDER, social_work_major=major, education=education, certificate=certificate, registered=False)
        assert holds("registration", worker) is expected
        assert holds("registration", worker, EVERYONE) is False

    @pytest.mark.parametrize(
        ("passed", "registered", "expected"),
        [
            (date(2021, 3, 1), F, Status.NOT_DUE),
            (date(2021, 2, 28), F, Status.UNMET),
            (date(2018, 6, 17), F, Status.UNMET),
            (U, F, Status.UNDETERMINED),
            (date(2021, 3, 1), T, Status.UNDETERMINED),
            (date(2021, 3, 1), U, Status.UNDETERMINED),
        ],
    )
    def test_the_year_after_passing_is_given(self, passed: date, registered: Truth, expected: Status) -> None:
        worker = evolve(HOLDER, certificate_passed_on=passed, registered=registered, registration_expires=UNKNOWN)
        assert status("registration", worker) is expected
        at_once = TIANJIN_2021.under(first_registration=FirstRegistration.AT_ONCE)
        assert status("registration", worker, at_once) is not Status.NOT_DUE

    def test_who_need_not_have_registered_has_no_period_of_hours(self) -> None:
        worker = evolve(HOLDER, certificate_passed_on=date(2021, 3, 1), registered=False)
        assert status("continuing_education", worker) is Status.NOT_APPLICABLE
        assert check_qualification(worker, on=ON).verdict is True

    def test_without_a_certificate_no_year_is_given(self) -> None:
        worker = evolve(HOLDER, certificate=Certificate.NONE, certificate_passed_on=ON, registered=False)
        assert status("registration", worker, EVERYONE) is Status.UNMET

    def test_the_finding_has_a_last_day_where_it_binds(self) -> None:
        worker = evolve(HOLDER, certificate_passed_on=date(2021, 3, 1), registered=False)
        assert check_qualification(worker, on=ON)["qualification.registration"].due == date(2022, 3, 1)
        graduate = evolve(worker, social_work_major=True, education=Education.BACHELOR)
        assert check_qualification(graduate, on=ON)["qualification.registration"].due is None


class TestContinuingEducation:
    """Hours of the current registration period reach what the certificate asks (`education-2009`)."""

    @pytest.mark.parametrize(
        ("certificate", "hours", "expected"),
        [
            (Certificate.ASSISTANT, 71, F),
            (Certificate.ASSISTANT, 72, T),
            (Certificate.ASSISTANT, 73, T),
            (Certificate.ASSISTANT, Decimal("71.9"), F),
            (Certificate.SOCIAL_WORKER, 89, F),
            (Certificate.SOCIAL_WORKER, 90, T),
            (Certificate.SENIOR, 89, F),
            (Certificate.SENIOR, 90, T),
            (Certificate.TIANJIN, 71, F),
            (Certificate.TIANJIN, 72, T),
            (Certificate.NONE, 71, F),
            (Certificate.NONE, 72, T),
            (U, 90, T),
            (U, 89, U),
            (U, 71, F),
            (Certificate.SENIOR, U, U),
        ],
    )
    def test_the_hours_asked_follow_the_certificate(
        self, certificate: Certificate, hours: int, expected: Truth
    ) -> None:
        worker = evolve(HOLDER, certificate=certificate, continuing_education_hours=hours)
        assert holds("continuing_education", worker, ALWAYS_AND_EVERYONE) is expected

    @pytest.mark.parametrize(
        ("on", "hours", "expected"),
        [
            (date(2030, 1, 1), 71, Status.NOT_DUE),
            (date(2030, 1, 1), U, Status.NOT_DUE),
            (date(2030, 1, 1), 72, Status.MET),
            (date(2030, 1, 2), 71, Status.UNMET),
            (date(2030, 1, 2), U, Status.UNDETERMINED),
            (date(2030, 1, 2), 72, Status.MET),
        ],
    )
    def test_they_are_due_by_the_end_of_the_period(self, on: date, hours: Any, expected: Status) -> None:
        worker = evolve(HOLDER, certificate=Certificate.ASSISTANT, continuing_education_hours=hours)
        finding = check_qualification(worker, on=on)["qualification.continuing_education"]
        assert (finding.status, finding.due) == (expected, date(2030, 1, 1))
        lacking = hours is not UNKNOWN and hours < 72
        assert finding.pending == ((Pending("continuing_education_hours", date(2030, 1, 1)),) if lacking else ())

    @pytest.mark.parametrize(
        ("certificate", "hours", "expected"),
        [(Certificate.TIANJIN, 0, T), (Certificate.NONE, 0, T), (Certificate.ASSISTANT, 71, F), (U, 0, U)],
    )
    def test_read_as_asking_none_of_the_unnamed_it_spares_them(
        self, certificate: Certificate, hours: int, expected: Truth
    ) -> None:
        worker = evolve(HOLDER, certificate=certificate, continuing_education_hours=hours)
        policy = ALWAYS_AND_EVERYONE.under(education_hours=EducationHours.NONE)
        assert holds("continuing_education", worker, policy) is expected

    def test_it_binds_those_whose_credential_is_the_certificate_unless_read_as_binding_everyone(self) -> None:
        worker = evolve(HOLDER, social_work_major=True, education=Education.BACHELOR, continuing_education_hours=0)
        assert status("continuing_education", worker, ALWAYS) is Status.NOT_APPLICABLE
        assert status("continuing_education", worker, ALWAYS_AND_EVERYONE) is Status.UNMET

    def test_a_level_may_ask_more_than_the_one_below_under_another_policy(self) -> None:
        policy = attrs.evolve(ALWAYS_AND_EVERYONE, social_worker_hours=80, senior_hours=100)
        asked = dict.fromkeys(Certificate, 72) | {
            Certificate.SOCIAL_WORKER: 80,
            Certificate.SENIOR: 100,
        }
        for (certificate, needed), by in product(asked.items(), (-1, 0)):
            worker = evolve(HOLDER, certificate=certificate, continuing_education_hours=needed + by)
            assert holds("continuing_education", worker, policy) is (by == 0)


class TestQualified:
    """By the degree, or by the certificate with what goes with it; what is missing is what can still change that."""

    @pytest.mark.parametrize(
        ("facts", "verdict", "missing"),
        [
            ({"certificate": Certificate.NONE, "social_work_major": False}, F, ()),
            ({"social_work_major": False, "registered": True, "registration_expires": ON - timedelta(days=1)}, F, ()),
            ({"social_work_major": True, "education": Education.BACHELOR}, T, ()),
            (
                {"social_work_major": False, "certificate": Certificate.SENIOR, "registered": True},
                U,
                ("registration_expires",),
            ),
            (
                {"social_work_major": False, "certificate": Certificate.SENIOR, "registered": False},
                U,
                ("certificate_passed_on",),
            ),
            (
                {"registered": True, "registration_expires": ON},
                U,
                ("social_work_major", "education", "certificate"),
            ),
            (
                {"registered": True, "registration_expires": ON - timedelta(days=1)},
                U,
                ("social_work_major", "education"),
            ),
        ],
    )
    def test_missing_names_the_facts_that_still_decide(
        self, facts: dict[str, object], verdict: Truth, missing: tuple[str, ...]
    ) -> None:
        worker = Worker(**facts)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
        assessment = check_qualification(worker, on=ON)
        assert assessment.verdict is verdict
        assert assessment.missing == missing

    def test_each_finding_says_what_it_misses_itself(self) -> None:
        worker = evolve(HOLDER, registration_expires=UNKNOWN)
        finding = check_qualification(worker, on=ON)["qualification.registration"]
        assert (finding.status, finding.missing) == (Status.UNDETERMINED, ("registration_expires",))
        decided = check_qualification(HOLDER, on=ON)["qualification.registration"]
        assert decided.missing == ()

    def test_what_fails_is_no_violation(self) -> None:
        assessment = check_qualification(evolve(HOLDER, registered=False), on=ON)
        assert (assessment.verdict, assessment.violations, assessment.advisories) == (False, (), ())
        assert [finding.requirement.id for finding in assessment.unmet] == ["qualification.registration"]

    @pytest.mark.parametrize("policy", [TIANJIN_2021, EVERYONE, ALWAYS, ALWAYS_AND_EVERYONE, AT_ONCE, NO_HOURS])
    def test_the_verdict_is_exact_on_the_whole_of_the_small_domain(self, policy: sgz.Policy) -> None:
        """Every worker over these values, each fact known or not, against every completion."""
        domain: dict[str, list[object]] = {
            "social_work_major": [T, F],
            "education": [Education.SENIOR_HIGH, Education.JUNIOR_COLLEGE],
            "certificate": list(Certificate),
            "certificate_passed_on": [date(2018, 6, 17), date(2021, 6, 20)],
            "registered": [T, F],
            "registration_expires": [ON - timedelta(days=1), ON],
            "continuing_education_hours": [71, 72, 90],
        }
        known: dict[tuple[object, ...], bool] = {}
        for facts in product(*domain.values()):
            worker = Worker(**dict(zip(domain, facts, strict=True)))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
            known[facts] = check_qualification(worker, on=ON, policy=policy).verdict is True
        agreed: dict[tuple[object, ...], set[bool]] = {facts: {truth} for facts, truth in known.items()}
        for place, values in enumerate(domain.values()):
            for facts in {(*key[:place], None, *key[place + 1 :]) for key in agreed}:
                agreed[facts] = set().union(*(agreed[(*facts[:place], v, *facts[place + 1 :])] for v in values))
        assert len(agreed) == 3 * 3 * 6 * 3 * 3 * 3 * 4
        for facts, truths in agreed.items():
            worker = Worker(**dict(zip(domain, facts, strict=True)))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
            verdict = check_qualification(worker, on=ON, policy=policy).verdict
            assert verdict is (truths.pop() if len(truths) == 1 else UNKNOWN)


class TestReadings:
    def test_a_finding_says_on_which_readings_it_hangs(self) -> None:
        worker = evolve(
            HOLDER,
            social_work_major=True,
            education=Education.BACHELOR,
            certificate=Certificate.NONE,
            registered=False,
            registration_expires=date(2022, 1, 1),
            continuing_education_hours=10,
        )
        assessment = check_qualification(worker, on=ON, policy=EVERYONE)
        assert [[reading.id for reading in finding.readings] for finding in assessment.findings] == [
            [],
            ["registration_scope"],
            ["registration_scope", "education_hours"],
        ]
        assert assessment["qualification.registration"].reading is sgz.TIANJIN_2021.readings["registration_scope"]
        assert assessment["qualification.credential"].reading is None

    def test_a_finding_that_is_the_same_under_both_hangs_on_none(self) -> None:
        assert all(finding.readings == () for finding in check_qualification(HOLDER, on=ON).findings)


class TestADayOfPassingToCome:
    """A day that has not come is that of nothing: no certificate was passed on it."""

    @pytest.mark.parametrize(
        ("passed_on", "status", "pending"),
        [
            (ON, Status.NOT_DUE, (Pending("registered", date(2023, 3, 1)),)),
            (date(2022, 3, 2), Status.UNMET, ()),
            (date(2030, 1, 1), Status.UNMET, ()),
            (sgz.NOT_YET, Status.UNMET, ()),
        ],
    )
    def test_it_opens_no_year_for_registering(
        self, passed_on: date, status: Status, pending: tuple[Pending, ...]
    ) -> None:
        worker = Worker(
            education=Education.SENIOR_HIGH,
            certificate=Certificate.ASSISTANT,
            registered=False,
            certificate_passed_on=passed_on,
        )
        finding = check_qualification(worker, on=ON)["qualification.registration"]
        assert (finding.status, finding.pending) == (status, pending)
