"""四(二): the vocabulary of services (服务内容), every term of the item, in Chinese and English.

`X.of(text)` gives a member back from its name or from either label.
"""

from __future__ import annotations

from sgzlib.law.labels import Labelled


class ServiceField(Labelled):
    """A key field of a station's work (重点领域): there are four.

    >>> import sgzlib as sgz
    >>> sgz.ServiceField.of("养老服务") is sgz.ServiceField.of("elderly care")
    True
    >>> sgz.ServiceField.of("教育")
    Traceback (most recent call last):
    ...
    sgzlib.law.errors.InvalidValue: ServiceField: '教育' 不可用，应为SOCIAL_ASSISTANCE（社会救助）、...
    """

    SOCIAL_ASSISTANCE = "社会救助", "social assistance"
    ELDERLY_CARE = "养老服务", "elderly care"
    CHILDREN = "儿童关爱保护", "care and protection of children"
    COMMUNITY_GOVERNANCE = "社区治理", "community governance"


class ServiceGroup(Labelled):
    """The people whom the work serves (服务对象).

    >>> import sgzlib as sgz
    >>> [group.zh for group in sgz.ServiceGroup]
    ['特殊困难群众']
    """

    PEOPLE_IN_NEED = "特殊困难群众", "people in special need"


class ServiceAim(Labelled):
    """The aim of the work (服务目的): there are three.

    >>> import sgzlib as sgz
    >>> sgz.ServiceAim.of("社区融入").en
    'integration into the community'
    """

    BASIC_LIVELIHOOD = "基本生活保障", "basic livelihood"
    COMMUNITY_INTEGRATION = "社区融入", "integration into the community"
    SOCIAL_PARTICIPATION = "社会参与", "participation in society"


class ProfessionalService(Labelled):
    """A service given by professional social-work methods (专业服务): there are eight kinds.

    >>> import sgzlib as sgz
    >>> sgz.ProfessionalService.of("心理疏导").en
    'psychological counselling'
    """

    DISPUTE_MEDIATION = "矛盾调处", "mediation of disputes"
    HUMANE_CARE = "人文关怀", "humane care"
    PSYCHOLOGICAL_COUNSELLING = "心理疏导", "psychological counselling"
    BEHAVIOUR_CORRECTION = "行为矫治", "correction of behaviour"
    RELATIONSHIP_ADJUSTMENT = "关系调适", "adjustment of relationships"
    RESOURCE_COORDINATION = "资源协调", "coordination of resources"
    SOCIAL_FUNCTION_RESTORATION = "社会功能修复", "restoration of social functioning"
    SUPPORT_NETWORK = "社会支持体系建设", "building of social support"


class CultivationAim(Labelled):
    """What a station helps to develop (培育对象): there are two kinds.

    >>> import sgzlib as sgz
    >>> [aim.zh for aim in sgz.CultivationAim]
    ['社区社会组织', '志愿服务队伍']
    """

    COMMUNITY_ORGANISATIONS = "社区社会组织", "community social organisations"
    VOLUNTEER_TEAMS = "志愿服务队伍", "volunteer teams"


class CapacityBuilding(Labelled):
    """A capacity-building service (能力建设): there are four kinds.

    >>> import sgzlib as sgz
    >>> sgz.CapacityBuilding.of("training of personnel").zh
    '人才培训'
    """

    TALENT_TRAINING = "人才培训", "training of personnel"
    EVALUATION_AND_SUPERVISION = "项目评估及督导", "project evaluation and supervision"
    COMMUNITY_LEADERS = "社区骨干力量培养", "training of community leaders"
    HUB_ORGANISATIONS = "枢纽型社区社会组织规范化建设", "standards for hub community organisations"


class VolunteerService(Labelled):
    """A volunteering service (志愿服务): there are four kinds.

    >>> import sgzlib as sgz
    >>> sgz.VolunteerService.of("volunteer registration").zh
    '志愿者注册'
    """

    PROJECTS = "组织和实施志愿服务项目", "running volunteer projects"
    REGISTRATION = "志愿者注册", "volunteer registration"
    HOUR_RECORDS = "志愿服务时长记录", "records of volunteering hours"
    INCENTIVES = "志愿者激励与保障", "incentives and protection for volunteers"
