# language: zh-CN
功能: 三(四) 制度建设
  社工站建立运行流程和管理标准，制定人员、项目、督导、志愿者、服务场所使用、文书档案六类管理制度。

  场景大纲: 三(四) 2021年8月17日“<事实>”为<有无>：<结果>
    假如 制度建设：
      | 事实   | 取值   |
      | <事实> | <有无> |
    当 在2021年8月17日核对制度建设
    那么 “<要求>”<结果>

    例子: 流程和标准
      | 事实     | 要求                 | 有无 | 结果       |
      | 运行流程 | management.process   | 是   | 符合       |
      | 运行流程 | management.process   | 否   | 不符合     |
      | 运行流程 | management.process   | 未知 | 暂无法判定 |
      | 管理标准 | management.standards | 是   | 符合       |
      | 管理标准 | management.standards | 否   | 不符合     |
      | 管理标准 | management.standards | 未知 | 暂无法判定 |

    例子: 六类制度
      | 事实             | 要求                   | 有无 | 结果       |
      | 人员管理制度     | management.personnel   | 是   | 符合       |
      | 人员管理制度     | management.personnel   | 否   | 不符合     |
      | 人员管理制度     | management.personnel   | 未知 | 暂无法判定 |
      | 项目管理制度     | management.projects    | 是   | 符合       |
      | 项目管理制度     | management.projects    | 否   | 不符合     |
      | 项目管理制度     | management.projects    | 未知 | 暂无法判定 |
      | 督导制度         | management.supervision | 是   | 符合       |
      | 督导制度         | management.supervision | 否   | 不符合     |
      | 督导制度         | management.supervision | 未知 | 暂无法判定 |
      | 志愿者管理制度   | management.volunteers  | 是   | 符合       |
      | 志愿者管理制度   | management.volunteers  | 否   | 不符合     |
      | 志愿者管理制度   | management.volunteers  | 未知 | 暂无法判定 |
      | 服务场所使用制度 | management.premises    | 是   | 符合       |
      | 服务场所使用制度 | management.premises    | 否   | 不符合     |
      | 服务场所使用制度 | management.premises    | 未知 | 暂无法判定 |
      | 文书档案管理制度 | management.archives    | 是   | 符合       |
      | 文书档案管理制度 | management.archives    | 否   | 不符合     |
      | 文书档案管理制度 | management.archives    | 未知 | 暂无法判定 |

  场景大纲: 三(四)、六(二) 督导制度尚无，<某日>：<结果>
    假如 制度建设：
      | 事实     | 取值 |
      | 督导制度 | 否   |
    当 在<某日>核对制度建设
    那么 “management.supervision”<结果>
    而且 “management.supervision”的期限为2021年8月15日

    例子:
      | 某日          | 结果       |
      | 2021年8月14日 | 尚未到期   |
      | 2021年8月15日 | 尚未到期   |
      | 2021年8月16日 | 暂无法判定 |
      | 2021年8月18日 | 不符合     |

  场景: 三(四) 流程、标准和六类制度齐备的，符合
    假如 制度建设：
      | 事实             | 取值 |
      | 运行流程         | 是   |
      | 管理标准         | 是   |
      | 人员管理制度     | 是   |
      | 项目管理制度     | 是   |
      | 督导制度         | 是   |
      | 志愿者管理制度   | 是   |
      | 服务场所使用制度 | 是   |
      | 文书档案管理制度 | 是   |
    当 在2022年3月1日核对制度建设
    那么 结论为符合
    而且 符合8项

  场景: 三(四) 六类制度中只缺文书档案制度的，不符合一项
    假如 制度建设：
      | 事实             | 取值 |
      | 运行流程         | 是   |
      | 管理标准         | 是   |
      | 人员管理制度     | 是   |
      | 项目管理制度     | 是   |
      | 督导制度         | 是   |
      | 志愿者管理制度   | 是   |
      | 服务场所使用制度 | 是   |
      | 文书档案管理制度 | 否   |
    当 在2022年3月1日核对制度建设
    那么 结论为不符合
    而且 不符合1项

  场景: 三(四) 制度是对社工站的要求，承接主体和街道（乡镇）共同负责
    假如 制度建设：
      | 事实     | 取值 |
      | 运行流程 | 否   |
    当 在2022年3月1日核对制度建设
    那么 “management.process”的责任单位为承接主体、街道（乡镇）
