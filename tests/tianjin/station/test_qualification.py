"""三(二), last sentence, and the documents behind its "relevant rules": claim by claim."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import attrs
import pytest
from hypothesis import given

import sgzlib as sgz
from sgzlib import TIANJIN_2021, UNKNOWN, Certificate, Education, Status, Truth, Worker, check_qualification
from sgzlib.bridges.strategies import workers
from sgzlib.tianjin.readings import EducationHours, RegistrationScope

ON = date(2022, 3, 1)
T, F, U = True, False, UNKNOWN
HOLDERS_ALONE = TIANJIN_2021.under(registration_scope=RegistrationScope.CERTIFICATE_HOLDERS)
NO_HOURS = TIANJIN_2021.under(education_hours=EducationHours.NONE)


def holds(requirement: str, worker: Worker, policy: sgz.Policy = TIANJIN_2021) -> Truth:
    return check_qualification(worker, on=ON, policy=policy)[f"qualification.{requirement}"].holds


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

    @given(workers(unknown=False))
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
        worker = Worker(registered=registered, registration_expires=expires)
        assert holds("registration", worker) is expected

    @pytest.mark.parametrize(
        ("major", "education", "certificate", "expected"),
        [
            (T, Education.BACHELOR, Certificate.NONE, T),
            (T, Education.BACHELOR, Certificate.TIANJIN, F),
            (F, Education.BACHELOR, Certificate.NONE, F),
            (T, Education.BACHELOR, U, U),
        ],
    )
    def test_read_as_binding_holders_alone_it_spares_those_with_a_degree_alone(
        self, major: Truth, education: Education, certificate: Certificate, expected: Truth
    ) -> None:
        worker = Worker(social_work_major=major, education=education, certificate=certificate, registered=False)
        assert holds("registration", worker, HOLDERS_ALONE) is expected
        assert holds("registration", worker) is False


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
        worker = Worker(certificate=certificate, continuing_education_hours=hours)
        assert holds("continuing_education", worker) is expected

    @pytest.mark.parametrize(
        ("certificate", "hours", "expected"),
        [(Certificate.TIANJIN, 0, T), (Certificate.NONE, 0, T), (Certificate.ASSISTANT, 71, F), (U, 0, U)],
    )
    def test_read_as_asking_none_of_the_unnamed_it_spares_them(
        self, certificate: Certificate, hours: int, expected: Truth
    ) -> None:
        worker = Worker(certificate=certificate, continuing_education_hours=hours)
        assert holds("continuing_education", worker, NO_HOURS) is expected

    def test_read_as_binding_holders_alone_it_spares_those_with_a_degree_alone(self) -> None:
        worker = Worker(
            social_work_major=True,
            education=Education.BACHELOR,
            certificate=Certificate.NONE,
            continuing_education_hours=0,
        )
        assert holds("continuing_education", worker, HOLDERS_ALONE) is True
        assert holds("continuing_education", worker) is False

    def test_a_level_may_ask_more_than_the_one_below_under_another_policy(self) -> None:
        policy = attrs.evolve(TIANJIN_2021, social_worker_hours=80, senior_hours=100)
        asked = dict.fromkeys(Certificate, 72) | {
            Certificate.SOCIAL_WORKER: 80,
            Certificate.SENIOR: 100,
        }
        for (certificate, needed), by in product(asked.items(), (-1, 0)):
            worker = Worker(certificate=certificate, continuing_education_hours=needed + by)
            assert holds("continuing_education", worker, policy) is (by == 0)


class TestQualified:
    """All three hold; what is missing is what can still change that."""

    @pytest.mark.parametrize(
        ("facts", "verdict", "missing"),
        [
            ({"registered": False}, F, ()),
            ({"registration_expires": ON - timedelta(days=1)}, F, ()),
            ({"continuing_education_hours": 71}, F, ()),
            ({"certificate": Certificate.NONE, "social_work_major": False}, F, ()),
            (
                {"certificate": Certificate.SENIOR, "continuing_education_hours": 90},
                U,
                ("registered", "registration_expires"),
            ),
            (
                {"certificate": Certificate.SENIOR, "registered": True, "registration_expires": ON},
                U,
                ("continuing_education_hours",),
            ),
            (
                {"registered": True, "registration_expires": ON, "continuing_education_hours": 72},
                U,
                ("social_work_major", "education", "certificate"),
            ),
            (
                {
                    "social_work_major": True,
                    "education": Education.BACHELOR,
                    "registered": True,
                    "registration_expires": ON,
                    "continuing_education_hours": 90,
                },
                T,
                (),
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
        finding = check_qualification(Worker(registered=True), on=ON)["qualification.registration"]
        assert (finding.status, finding.missing) == (Status.UNDETERMINED, ("registration_expires",))
        decided = check_qualification(Worker(registered=False), on=ON)["qualification.registration"]
        assert decided.missing == ()

    @pytest.mark.parametrize(
        "policy", [TIANJIN_2021, HOLDERS_ALONE, NO_HOURS, HOLDERS_ALONE.under(education_hours=EducationHours.NONE)]
    )
    def test_the_verdict_is_exact_on_the_whole_of_the_small_domain(self, policy: sgz.Policy) -> None:
        """Every worker over these values, each fact known or not, against every completion."""
        domain: dict[str, list[object]] = {
            "social_work_major": [T, F],
            "education": [Education.SENIOR_HIGH, Education.JUNIOR_COLLEGE],
            "certificate": list(Certificate),
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
        assert len(agreed) == 3 * 3 * 6 * 3 * 3 * 4
        for facts, truths in agreed.items():
            worker = Worker(**dict(zip(domain, facts, strict=True)))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
            verdict = check_qualification(worker, on=ON, policy=policy).verdict
            assert verdict is (truths.pop() if len(truths) == 1 else UNKNOWN)


class TestReadings:
    def test_a_finding_says_on_which_readings_it_hangs(self) -> None:
        worker = Worker(
            social_work_major=True,
            education=Education.BACHELOR,
            certificate=Certificate.NONE,
            registered=False,
            continuing_education_hours=10,
        )
        assessment = check_qualification(worker, on=ON)
        assert [[reading.id for reading in finding.readings] for finding in assessment.findings] == [
            [],
            ["registration_scope"],
            ["registration_scope", "education_hours"],
        ]
        assert assessment["qualification.registration"].reading is sgz.TIANJIN_2021.readings["registration_scope"]
        assert assessment["qualification.credential"].reading is None

    def test_a_finding_that_is_the_same_under_both_hangs_on_none(self) -> None:
        worker = Worker(certificate=Certificate.SENIOR, registered=False, continuing_education_hours=90)
        assert all(finding.readings == () for finding in check_qualification(worker, on=ON).findings)
