"""The made-up city of the examples on tables (示例城市): what its two files call the facts, and what is judged."""

from pathlib import Path

import sgzlib as sgz

DATA = Path(__file__).parent / "data"
STATION_COLUMNS = {
    "合同人数": "team__contracted_headcount",
    "承接日期": "team__project_started_on",
    "签约日期": "team__contract_signed_on",
    "启动日期": "team__service_started_on",
    "独立办公室": "premises__independent_office",
    "办公桌椅": "premises__desks_and_chairs",
    "电脑": "premises__computer",
    "打印机": "premises__printer",
    "档案柜": "premises__filing_cabinet",
}
WORKER_COLUMNS = {
    "学历": "education",
    "社工专业": "social_work_major",
    "证书": "certificate",
    "已登记": "registered",
    "登记有效期至": "registration_expires",
    "学时": "continuing_education_hours",
    "劳动合同": "contracted",
    "专职": "full_time",
    "岗前培训": "trained",
    "到岗日期": "posted_on",
}
RULES = sgz.Ruleset(
    "audit",
    sgz.Station,
    (),
    zh="场所与人员",
    en="Premises and staffing",
    law=sgz.TIANJIN_2021,
    parts=(("premises", sgz.PREMISES), ("team", sgz.STAFFING)),
)
