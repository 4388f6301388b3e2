"""What a subject is called: by its name, or by the label of its item, or by nothing where neither is known."""

import pytest

import sgzlib as sgz
from sgzlib.law.facts import Fact, fact, subject
from sgzlib.law.kinds import choice
from sgzlib.prose.language import Language


@subject
class Course:
    item: Fact[sgz.Education] = fact(choice(sgz.Education), "课程", "course")


@pytest.mark.parametrize(
    ("called", "name"),
    [
        (Course(item=sgz.Education.BACHELOR), "bachelor"),
        (Course(), None),
        (sgz.Worker(name="李"), "李"),
        (sgz.Premises(), None),
    ],
)
def test_a_subject_is_called_by_its_name_or_the_label_of_its_item(called: object, name: str | None) -> None:
    assert Language("en").name(called) == name
