"""Every sentence of Tianjin's notice, by its digest, and where it is accounted for: the ledger (逐句台账).

`sentences` says how the text is cut and digested, and so what a row stands for. The wording itself is not held here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sgzlib.law.ledger import Sentence

_HEADING: Final = ("标题", "a heading")
_SALUTATION: Final = ("称谓", "the salutation")
_GROUNDS: Final = ("制发依据，所引文件列在 NOTICE.references", "its grounds; NOTICE.references lists what it cites")
_AIM: Final = ("理念和目标，没有可供判断的行为", "an aim, with no conduct of its own to judge")
_PERMISSION: Final = ("许可，不课以职责", "a permission, which lays no duty on anyone")
_DATE: Final = ("成文日期，即 NOTICE.issued_on", "the day of issue, held as NOTICE.issued_on")


def _clause(locator: str, *rows: tuple[str, str | tuple[str, str]], first: int = 0) -> Iterator[Sentence]:
    """Return a clause's sentences: of each its digest, and either ids of requirements, ids of duties, or a reason."""
    for ordinal, (digest, account) in enumerate(rows, first):
        if isinstance(account, tuple):
            yield Sentence(locator, ordinal, digest, reason=account)
        else:
            ids = tuple(account.split())
            duties = tuple(id_ for id_ in ids if id_.startswith("duties."))
            yield Sentence(locator, ordinal, digest, tuple(id_ for id_ in ids if id_ not in duties), duties)


SENTENCES: tuple[Sentence, ...] = (
    *_clause(
        "前言",
        ("77de10545a0d3e5a3569da8f5a64fb244143a7c3d3f709e23c18a4eea08ebc49", _SALUTATION),
        ("a7ef18e7880d8d858830504de35446d938353df2011bfeaa9fad8a821e1bc574", _GROUNDS),
        first=1,
    ),
    *_clause(
        "一",
        ("bb4762fe4c79bd93851be6f244e1028c6907028856722f5fdc8e0b17b7e1be52", _HEADING),
        ("9b8f3a85951c976ec57df0a9137b86e558223d4aedbf85a8fc8f08f27221231f", "duties.choose_places"),
    ),
    *_clause(
        "二",
        ("3101921112f2a593e7ad972e0c2ace879a5e052366e7ccadac223acaba94f42e", _HEADING),
    ),
    *_clause(
        "二(一)",
        ("76af169c6cce8808b21c513fa9045fb56ab5a196acd3386410a5c60ef3e95296", _HEADING),
        ("3c6429da40d26ae27d7673fa409f51b22bbe65c6487c059f69a96e9fe5cefb60", "duties.party_leadership"),
    ),
    *_clause(
        "二(二)",
        ("4dc8d1b7f67a5163c24373efed0b36f7a2be1ee377f3b58c91950242bf8574b9", _HEADING),
        ("9abd63f84ad0323f913221bba69e65bd89e482843362fdd36fd6d61c6b7e5066", _AIM),
    ),
    *_clause(
        "二(三)",
        ("c77bd4571488e74c237711f2190f9c51b10898975454ac00e8403127dce2b2c5", _HEADING),
        ("a776e7e5b70aadc1fd0c03ed598b426b19337985689c9ea27d6ced110f1b96cf", "duties.professional_lead"),
    ),
    *_clause(
        "二(四)",
        ("bad6201acf5085d23a9b378dd80ab29b1d363b1b9648766486fb47831b095d6b", _HEADING),
        (
            "adadd1d071992a72ecfd096972a7966c8e0830d3ee1f5bab83e3becb26d50b7c",
            "duties.purchase_mechanism duties.welcome_support",
        ),
    ),
    *_clause(
        "三",
        ("167d5417255e30f791124ccd53866d2317545b500696c76ee70b2c5f2bfd720d", _HEADING),
        (
            "b46b9c848f629b0dc221550560e21f391a7f386aac09049b03a33955db73424e",
            "station.premises station.equipment station.workers station.projects station.process station.rules",
        ),
    ),
    *_clause(
        "三(一)",
        ("e84f94a5393df8403e35992ab89a1bf2b0258260ccde93bbffcdaae98db5ec35", _HEADING),
        ("1b897dfa25a98544814c0ec440c65a3afcec36ea3480743d975d93c3de4893e8", "duties.pool_facilities"),
        (
            "4776a9f2d20d05abd3f912711db763772ae8cae17840d9f721fc8da83b682802",
            "premises.casework_room premises.group_room",
        ),
    ),
    *_clause(
        "三(二)",
        ("049f948d6275b669576a44de5791ea3689f1b6a47d2fdad33e7f73febdbd3e14", _HEADING),
        (
            "5e6e62e3ef0ff380788ab840808603e59d740e2e3da3c78496da7473e5cbdafb",
            "staffing.contracted_headcount staffing.employment staffing.full_time",
        ),
        (
            "d0a15d31d88ed15dbe4806deabe5b8fadcab28996fda0f08d341d4fb2dabbd0e",
            "staffing.usual_headcount staffing.qualified_minimum",
        ),
        ("6784f7b578c81fd68d32217df762c964bbbe3e32fad2120b1c03047e925b3a57", "staffing.all_qualified"),
        (
            "75e2912f48cb7ea40eb4bf4e78747d29fe758decb86de2ef9adf702a6383a696",
            "qualification.credential qualification.registration qualification.continuing_education",
        ),
    ),
    *_clause(
        "三(三)",
        ("1f1c154d454b5a98330f08afec2a2923df784fc586d173d5f510e138a5d3f196", _HEADING),
        (
            "69d57f29891afde938af097a495e0587bfa5430835957dcab476c9301cd386b5",
            "catalogue.content catalogue.directory catalogue.duties catalogue.posted",
        ),
    ),
    *_clause(
        "三(四)",
        ("7120e5c5afabd9dc3d9cf18b0b7c47e8b933f55346c74559d9ee6be85eab2dc1", _HEADING),
        (
            "5dae5d2cc8be04e0b38bc78ea40fcdbe44324aa5d52c81de650b2780382a1b98",
            (
                "management.process management.standards management.personnel management.projects "
                "management.supervision management.volunteers management.premises management.archives"
            ),
        ),
    ),
    *_clause(
        "三(五)",
        ("9ba0ac211345da3e9d87e60700ecece7b5159233ce455278ce228093a52f2da6", _HEADING),
        (
            "77174755b4f8b3a857efce1b43050f384c15c55c967e2917a262be989335f6a8",
            "sign.emblems sign.name sign.prominent sign.dominant_emblem sign.whole_emblem",
        ),
    ),
    *_clause(
        "四",
        ("322177f345ec714a14ee3f917e8661a390a2c624f1714d3f7daae8461dff8b6e", _HEADING),
    ),
    *_clause(
        "四(一)",
        ("39f27d0b1a4db78b0dcbb0e5fa1cdb3125f538a3fc3913a1a1f5e61af9282de6", _HEADING),
        ("2ce61b283dbacb60be382330be8e8fd1c88adbc21c2b896360d647eac5d4c602", "purchaser.kind"),
        ("618163464a4453c7b627a466140721de55726bf4c050f21db68df35919d8e2c7", "purchaser.kind purchaser.own_initiative"),
        (
            "c0d52e4ef22bd03fb7ca90d14a0987ed5b944aad7fbb51c049f911c552c358eb",
            (
                "contractor.registered contractor.purpose contractor.finance contractor.tax "
                "contractor.office contractor.team contractor.lawful contractor.reputation"
            ),
        ),
        (
            "895af6a1cd840039c02587cc56bafad51717a1f9ce1df131c9ee4a3ba4ba13be",
            "contractor.registered contractor.purpose",
        ),
        (
            "9de84aa171ad8352127b45ef8ce9551b48d315d2d429a519459cdf713601ac81",
            "contractor.finance contractor.tax contractor.office contractor.team",
        ),
        ("d315cce8f4c410f864aa0d4f54cf34afea00df6ddf1a4cf8b23ab2acf715ab82", "contractor.lawful contractor.reputation"),
    ),
    *_clause(
        "四(二)",
        ("bb6713a5b6a054195684ea1c18eb56f856c3017e8519eae998e84eea86fa2196", _HEADING),
        ("28d3e1dfa1d0090304890a6faed02ac201776b3a4a516d87edc2a7bf1399cbdb", "catalogue.key_fields"),
        ("48df4d8b8f813bb584ee9af7979cdb67cdfb4179813949c008634e943c4a9d9f", "duties.eight_services"),
        ("ad8f668c336b54ad6657a5bf3ca60408c39693455cd3613fbf00ce4f38c72175", "duties.cultivation"),
        ("dc6071750038abb2a592e675c53f03ba1c6c405a98a1b3527cec695b68772c7e", "duties.volunteering"),
    ),
    *_clause(
        "四(三)",
        ("185e54005b2109db3536cd8d96ce0be448bd7905124fa940fc2eb5cfd26af19f", _HEADING),
        ("3ed4665b0c1373f7dcc9258ba8eb62152d20ca6de1c990cfcda2a6315ca5fd10", "duties.lasting_funds"),
        ("f59a4c95490ff8d472184da52f2596a729094c9ffa099cf7e8273e9d11fa0ddb", "duties.subsidy_rules"),
        ("2085d252bfbc583349335aaa20e8cdc13fb25c02e4006a704d237f1f6d355284", "duties.assistance_rules"),
    ),
    *_clause(
        "四(四)",
        ("86ad224a88ae28da768055a3739f4c9d08e10f26175ac5cd7cf0f27d16c21ac5", _HEADING),
        ("7e068136025a677f0ed5c3e730d36abf4dd9afc55a633de327223efa55c7902e", "budget.annual_target"),
        ("96a6af581b70123bcfccedfef83f5f55839ace1026fa34fcb66d8f7bfb5d7ef1", "budget.categories budget.other_category"),
    ),
    *_clause(
        "四(五)",
        ("bf0bd6ec6265d026d9165227e4087dbb6e776e01644c3c8d0ccc1f3791c2f15b", _HEADING),
        ("75b881e2d2b3c53591ac9ffad7319303898025f420c7929b39e126df2ff75978", "contract.annual contract.cycle"),
        ("82772de64a03610ded500a78e76b0608b8d8fde63b89b187bde5b2cb4e1b6a78", "renewal.grade renewal.years_left"),
    ),
    *_clause(
        "五",
        ("8a1f9dd295eab2d0cb05575555152af141376ca68d3a726127d455b0e2a975cd", _HEADING),
    ),
    *_clause(
        "五(一)",
        ("44d5a53e9ddeab8508ebc0f5c161edfa08ed656e76965ba5a9eea84054502baf", _HEADING),
        ("fa72963e74fe07835f99edd6990ac94ddbdd78c0ca71023713b868424aaeb221", "duties.city_rules"),
        ("b8e87a1102549bdb6a8d301ffb89ff1389b7076e973826defea63588e1c2011b", "duties.city_training"),
        (
            "51f8bf04c6ddb10f78a7851163955f1da44955312bab8d5e5ea4a94c35999c20",
            "duties.encourage_examination duties.registration_service",
        ),
        ("0b3372b5dbce0f06a5745698129891288b044123f5ef3de189d1fcc01abb5bad", "duties.supervision_platform"),
        ("23de293eb7134321f390b8b16330124850b64c595ca647277e98723d9714663b", "duties.review"),
    ),
    *_clause(
        "五(二)",
        ("f00099cb003801c5488f3f8dc51341c04eba5da62f17ecffae650be7ca2e44a6", _HEADING),
        ("8638cfa9af5b8605c44e6b678a5ae35882111bfa430d6307c28d9b792ba6de35", "duties.district_lead"),
        ("fd3f46e995ea0b4542ed4b441dd1c5b0cdccebb0a253dc586ff17abd632de0f7", "duties.needs_survey"),
        ("bb50b38b83a104e6523cdf584773d29b0774f4dc836edf17fba3a9ba3f4100c7", "duties.district_funds duties.oversight"),
        ("6589e016d30b258dd3ff34b4cbcd9a5ad4f6cbf971d3c85fee629ed52d5fd8bc", "duties.guidance_centre"),
        ("7256d1421cddc4932e9c4a4eda7ad5d33ebd2a851e4122be7b27cc257bd83090", _PERMISSION),
    ),
    *_clause(
        "五(三)",
        ("faca1bbf41f25eda167b7c4e0fdb59214c7a2c075e2d4a7ba88a59564d80f617", _HEADING),
        (
            "6f26fdbf9af69a4cc8eec3ae5f152400de104342eaf1336163c95a5b2d06b9e3",
            "duties.street_layout duties.street_coordination",
        ),
        (
            "61fbadb774da96f6e3fd0225e8b9002483b58bc9842c3a178440f7ce95304fef",
            "duties.guide_committees duties.guide_workstations",
        ),
    ),
    *_clause(
        "五(四)",
        ("0148393ce50bc147222b2eacc51000d685ef37070ed3e2bb43f078ccaddb3a79", _HEADING),
        (
            "2606e5a40013606d4cfcf96628b828f081746d828efe5ab013cdefcda9a4bc5d",
            ("duties.post_workers duties.surveys duties.service_plans duties.services duties.records duties.reports"),
        ),
    ),
    *_clause(
        "六",
        ("b10e2a3685db870425b711dca01c959fa550aeea961dfe943bb1173644f2ba62", _HEADING),
    ),
    *_clause(
        "六(一)",
        ("a7e0ff8ee0d331e68b727561d9839521603b75b001076e73902956a4227f8582", _HEADING),
        ("526f37e011dca50254c4b10609b846f3890d6fc8f53b432c3b11e298b4a2ec99", "duties.work_plan"),
        ("92895b275c8449b74da1a632831c6154b3ccf7e6135fec80bf6f8bdf787d27cd", "rollout.district_quota"),
    ),
    *_clause(
        "六(二)",
        ("6db3db41813fabd798da8457f4b23823793489d6994c64df4d1fba1fd901a4ee", _HEADING),
        ("1c79e40f6fc5c0fb10dc7c44896f62a4909a24fd623b05bb0705d56e0ffc6dcd", "rollout.launched contract.signed_by"),
        ("02fdaa4843560ae93c3775f76e297e296974d2376ae4d483b65c08b9a9ad1a38", "staffing.posting"),
    ),
    *_clause(
        "六(三)",
        ("9013a4e5fd43572f0523972f93dc5521dada1c11e6c819b903ca169f57d717b2", _HEADING),
        (
            "4a9153b1beb7c375015a291567379eb29f7231b006798b83f18b00122567bd53",
            "duties.district_evaluation duties.street_evaluation",
        ),
        ("ddd916fbd8d0e32e6404da0019e3c73b5540956a5a48d22265a85ff4a7b3a4c3", "duties.inspection"),
    ),
    *_clause(
        "七",
        ("4b0d59eb54d25abba2732fcbd8cc4f358ec1b63283989b083bda10bac61aee3c", _HEADING),
    ),
    *_clause(
        "七(一)",
        ("35b95a2f200c984f0925b74d55c4d67ee6cb6dbe9f72ee8aa206b0b29c66fa32", _HEADING),
        ("1d18da6f82312d9285c2a890c579a48faa670203dbbf7cbf1d73b1d11a6ebb7c", "duties.working_mechanism"),
    ),
    *_clause(
        "七(二)",
        ("a44fe47e71f2bf4eee26f85a3a4dddb3e09f017aede8887bc51a816f073bd1cb", _HEADING),
        ("13d1b0dfef80c20db149aa745acde260e4f6e09f6bffd681f1ccb7cc3696eff0", "duties.donations"),
    ),
    *_clause(
        "七(三)",
        ("7830cdd0c34825fc109f0d5ba9e3b7651d8bc34e82d0de05069493f15eb9ec3f", _HEADING),
        ("2fa216d8ad8ef8294acd85268b17f76f8efaf2d4de6086498b9479b1bfcd536c", "duties.publicity"),
    ),
    *_clause(
        "附件",
        ("67d7648037ff5cbe86a7b70e21ee53045872d1563e18192f31e704d847d57b5e", _HEADING),
        ("f414c84683c83411ea84f4b5cb095da915b0ad8e8504888399834a6255eb917a", _DATE),
    ),
)
