"""四(二): every term of the item, in both languages, and back again."""

import pytest

import sgzlib as sgz
from sgzlib.law.labels import Labelled

VOCABULARY: dict[type[Labelled], list[str]] = {
    sgz.ServiceField: ["社会救助", "养老服务", "儿童关爱保护", "社区治理"],
    sgz.ProfessionalService: [
        "矛盾调处",
        "人文关怀",
        "心理疏导",
        "行为矫治",
        "关系调适",
        "资源协调",
        "社会功能修复",
        "社会支持体系建设",
    ],
    sgz.CultivationAim: ["社区社会组织", "志愿服务队伍"],
    sgz.CapacityBuilding: ["人才培训", "项目评估及督导", "社区骨干力量培养", "枢纽型社区社会组织规范化建设"],
    sgz.VolunteerService: ["组织和实施志愿服务项目", "志愿者注册", "志愿服务时长记录", "志愿者激励与保障"],
}


@pytest.mark.parametrize(("terms", "labels"), VOCABULARY.items(), ids=lambda it: getattr(it, "__name__", ""))
class TestVocabulary:
    def test_the_terms_are_the_notices_in_its_order(self, terms: type[Labelled], labels: list[str]) -> None:
        assert [term.zh for term in terms] == labels

    def test_every_term_is_read_back_from_its_name_and_either_label(
        self, terms: type[Labelled], labels: list[str]
    ) -> None:
        for term in terms:
            assert terms.of(term.zh) is terms.of(term.en) is terms.of(term.name) is term

    def test_no_two_terms_share_a_label(self, terms: type[Labelled], labels: list[str]) -> None:
        assert len({term.en for term in terms}) == len(labels)

    def test_another_word_is_refused_with_what_is_allowed(self, terms: type[Labelled], labels: list[str]) -> None:
        with pytest.raises(sgz.InvalidValue, match=f"{terms.__name__}: '讲座' 不可用.*{labels[0]}"):
            terms.of("讲座")
