WITH "sgz_subjects" AS MATERIALIZED (
  SELECT
    "区" AS "sgz_区",
    "街道" AS "sgz_街道",
    CASE "独立办公室" WHEN 1 THEN 1 WHEN 0 THEN 0 END AS "premises__independent_office",
    CASE WHEN DATE("签约日期") = "签约日期" THEN "签约日期" END AS "team__contract_signed_on",
    CASE "办公桌椅" WHEN 1 THEN 1 WHEN 0 THEN 0 END AS "premises__desks_and_chairs",
    CASE "电脑" WHEN 1 THEN 1 WHEN 0 THEN 0 END AS "premises__computer",
    CASE "打印机" WHEN 1 THEN 1 WHEN 0 THEN 0 END AS "premises__printer",
    CASE "档案柜" WHEN 1 THEN 1 WHEN 0 THEN 0 END AS "premises__filing_cabinet",
    CASE WHEN TYPEOF("合同人数") IN ('integer') THEN "合同人数" END AS "team__contracted_headcount",
    CASE
      WHEN "team__follows" IN ('NOTHING', '首份合同', 'no earlier contract')
      THEN 0
      WHEN "team__follows" IN ('SAME_CONTRACTOR', '接续同一承接主体', 'the same contractor''s contract')
      THEN 1
      WHEN "team__follows" IN ('ANOTHER_CONTRACTOR', '接续其他承接主体', 'another contractor''s contract')
      THEN 2
    END AS "team__follows",
    CASE WHEN DATE("承接日期") = "承接日期" THEN "承接日期" END AS "team__project_started_on",
    CASE WHEN DATE("启动日期") = "启动日期" THEN "启动日期" END AS "team__service_started_on"
  FROM "stations"
), "sgz_team__workers" AS MATERIALIZED (
  SELECT
    "街道" AS "sgz_街道",
    CASE WHEN DATE("到岗日期") = "到岗日期" THEN "到岗日期" END AS "posted_on",
    CASE "劳动合同" WHEN 1 THEN 1 WHEN 0 THEN 0 END AS "contracted",
    CASE "专职" WHEN 1 THEN 1 WHEN 0 THEN 0 END AS "full_time",
    CASE "社工专业" WHEN 1 THEN 1 WHEN 0 THEN 0 END AS "social_work_major",
    CASE
      WHEN "学历" IN ('PRIMARY', '小学', 'primary school')
      THEN 1
      WHEN "学历" IN ('JUNIOR_HIGH', '初中', 'junior high school')
      THEN 2
      WHEN "学历" IN (
        'SENIOR_HIGH',
        '高中（中专）',
        'senior high or secondary vocational school',
        '高中',
        '中专',
        '中技',
        '职高'
      )
      THEN 3
      WHEN "学历" IN ('JUNIOR_COLLEGE', '大专', 'junior college', '专科', '大学专科')
      THEN 4
      WHEN "学历" IN ('BACHELOR', '本科', 'bachelor', '大学本科', '学士')
      THEN 5
      WHEN "学历" IN ('MASTER', '硕士', 'master', '硕士研究生')
      THEN 6
      WHEN "学历" IN ('DOCTOR', '博士', 'doctor', '博士研究生')
      THEN 7
    END AS "education",
    CASE
      WHEN "证书" IN ('NONE', '无证书', 'none', '无', '没有')
      THEN 0
      WHEN "证书" IN ('TIANJIN', '天津市社会工作员', 'Tianjin social-work practitioner')
      THEN 1
      WHEN "证书" IN (
        'ASSISTANT',
        '助理社会工作师',
        'assistant social worker',
        '初级',
        '初级社会工作师',
        '助理社工师',
        '初级社工师'
      )
      THEN 2
      WHEN "证书" IN ('SOCIAL_WORKER', '社会工作师', 'social worker', '中级', '中级社会工作师', '中级社工师')
      THEN 3
      WHEN "证书" IN ('SENIOR', '高级社会工作师', 'senior social worker', '高级', '高级社工师')
      THEN 4
    END AS "certificate",
    CASE "已登记" WHEN 1 THEN 1 WHEN 0 THEN 0 END AS "registered",
    CASE WHEN DATE("登记有效期至") = "登记有效期至" THEN "登记有效期至" END AS "registration_expires",
    CASE WHEN TYPEOF("学时") IN ('integer', 'real') THEN "学时" END AS "continuing_education_hours",
    CASE "岗前培训" WHEN 1 THEN 1 WHEN 0 THEN 0 END AS "trained"
  FROM "workers"
), "sgz_team__workers_said" AS MATERIALIZED (
  SELECT
    "sgz_team__workers"."sgz_街道",
    "sgz_team__workers"."posted_on" <= '2022-03-01' AS "on_post",
    "sgz_team__workers"."posted_on" > '2022-03-01'
    OR "sgz_team__workers"."contracted" AS "contracted_if_on_post",
    NOT (
      "sgz_team__workers"."posted_on" <= '2022-03-01'
      AND "sgz_team__workers"."posted_on" >= '2021-05-26'
    )
    OR "sgz_team__workers"."contracted" AS "contracted_if_new",
    "sgz_team__workers"."posted_on" > '2022-03-01' OR "sgz_team__workers"."full_time" AS "full_time_if_on_post",
    NOT (
      "sgz_team__workers"."posted_on" <= '2022-03-01'
      AND "sgz_team__workers"."posted_on" >= '2021-05-26'
    )
    OR "sgz_team__workers"."full_time" AS "full_time_if_new",
    "sgz_team__workers"."posted_on" <= '2022-03-01'
    AND (
      (
        "sgz_team__workers"."social_work_major" AND "sgz_team__workers"."education" >= 4
      )
      OR (
        "sgz_team__workers"."certificate" >= 1
        AND (
          (
            "sgz_team__workers"."registered"
            AND "sgz_team__workers"."registration_expires" >= '2022-03-01'
          )
          OR (
            "sgz_team__workers"."certificate" >= 1
            AND NULL
            AND NOT (
              "sgz_team__workers"."registered"
              AND "sgz_team__workers"."registration_expires" < '2022-03-01'
            )
          )
        )
        AND (
          "sgz_team__workers"."continuing_education_hours" >= 90
          OR (
            "sgz_team__workers"."continuing_education_hours" >= 72
            AND "sgz_team__workers"."certificate" <= 2
          )
          OR "sgz_team__workers"."registration_expires" >= '2022-03-01'
          OR "sgz_team__workers"."registration_expires" < '2021-05-26'
          OR (
            NOT "sgz_team__workers"."registered"
            AND "sgz_team__workers"."certificate" >= 1
            AND NULL
          )
        )
      )
    )
    AND (
      (
        "sgz_team__workers"."social_work_major" AND "sgz_team__workers"."education" >= 4
      )
      OR "sgz_team__workers"."certificate" >= 1
    )
    AND (
      NOT (
        "sgz_team__workers"."certificate" >= 1
        AND NOT (
          "sgz_team__workers"."social_work_major" AND "sgz_team__workers"."education" >= 4
        )
      )
      OR (
        "sgz_team__workers"."registered"
        AND "sgz_team__workers"."registration_expires" >= '2022-03-01'
      )
      OR (
        "sgz_team__workers"."certificate" >= 1
        AND NULL
        AND NOT (
          "sgz_team__workers"."registered"
          AND "sgz_team__workers"."registration_expires" < '2022-03-01'
        )
      )
    )
    AND (
      NOT (
        "sgz_team__workers"."certificate" >= 1
        AND NOT (
          "sgz_team__workers"."social_work_major" AND "sgz_team__workers"."education" >= 4
        )
        AND NOT (
          NOT "sgz_team__workers"."registered"
          AND "sgz_team__workers"."certificate" >= 1
          AND NULL
        )
      )
      OR "sgz_team__workers"."continuing_education_hours" >= 90
      OR (
        "sgz_team__workers"."continuing_education_hours" >= 72
        AND "sgz_team__workers"."certificate" <= 2
      )
      OR "sgz_team__workers"."registration_expires" >= '2022-03-01'
      OR "sgz_team__workers"."registration_expires" < '2021-05-26'
    ) AS "qualified_on_post",
    "sgz_team__workers"."posted_on" > '2022-03-01'
    OR (
      (
        (
          "sgz_team__workers"."social_work_major" AND "sgz_team__workers"."education" >= 4
        )
        OR (
          "sgz_team__workers"."certificate" >= 1
          AND (
            (
              "sgz_team__workers"."registered"
              AND "sgz_team__workers"."registration_expires" >= '2022-03-01'
            )
            OR (
              "sgz_team__workers"."certificate" >= 1
              AND NULL
              AND NOT (
                "sgz_team__workers"."registered"
                AND "sgz_team__workers"."registration_expires" < '2022-03-01'
              )
            )
          )
          AND (
            "sgz_team__workers"."continuing_education_hours" >= 90
            OR (
              "sgz_team__workers"."continuing_education_hours" >= 72
              AND "sgz_team__workers"."certificate" <= 2
            )
            OR "sgz_team__workers"."registration_expires" >= '2022-03-01'
            OR "sgz_team__workers"."registration_expires" < '2021-05-26'
            OR (
              NOT "sgz_team__workers"."registered"
              AND "sgz_team__workers"."certificate" >= 1
              AND NULL
            )
          )
        )
      )
      AND (
        (
          "sgz_team__workers"."social_work_major" AND "sgz_team__workers"."education" >= 4
        )
        OR "sgz_team__workers"."certificate" >= 1
      )
      AND (
        NOT (
          "sgz_team__workers"."certificate" >= 1
          AND NOT (
            "sgz_team__workers"."social_work_major" AND "sgz_team__workers"."education" >= 4
          )
        )
        OR (
          "sgz_team__workers"."registered"
          AND "sgz_team__workers"."registration_expires" >= '2022-03-01'
        )
        OR (
          "sgz_team__workers"."certificate" >= 1
          AND NULL
          AND NOT (
            "sgz_team__workers"."registered"
            AND "sgz_team__workers"."registration_expires" < '2022-03-01'
          )
        )
      )
      AND (
        NOT (
          "sgz_team__workers"."certificate" >= 1
          AND NOT (
            "sgz_team__workers"."social_work_major" AND "sgz_team__workers"."education" >= 4
          )
          AND NOT (
            NOT "sgz_team__workers"."registered"
            AND "sgz_team__workers"."certificate" >= 1
            AND NULL
          )
        )
        OR "sgz_team__workers"."continuing_education_hours" >= 90
        OR (
          "sgz_team__workers"."continuing_education_hours" >= 72
          AND "sgz_team__workers"."certificate" <= 2
        )
        OR "sgz_team__workers"."registration_expires" >= '2022-03-01'
        OR "sgz_team__workers"."registration_expires" < '2021-05-26'
      )
    ) AS "qualified_if_on_post",
    NOT (
      "sgz_team__workers"."posted_on" <= '2022-03-01'
      AND "sgz_team__workers"."posted_on" >= '2021-05-26'
    )
    OR "sgz_team__workers"."trained" AS "trained_if_new",
    (
      NULL
      AND "sgz_subjects"."team__follows" = 0
      AND (
        "sgz_subjects"."team__contract_signed_on" > '2022-03-01'
        OR "sgz_subjects"."team__contract_signed_on" < '2021-05-26'
      )
      AND CASE
        WHEN '2021-08-15' >= "sgz_team__workers"."posted_on"
        THEN TRUE
        WHEN '2021-08-16' < "sgz_team__workers"."posted_on"
        THEN FALSE
      END
    )
    OR (
      NOT (
        NULL
        AND "sgz_subjects"."team__follows" = 0
        AND (
          "sgz_subjects"."team__contract_signed_on" > '2022-03-01'
          OR "sgz_subjects"."team__contract_signed_on" < '2021-05-26'
        )
      )
      AND (
        (
          "sgz_subjects"."team__contract_signed_on" < '2021-05-26'
          AND '2021-06-10' >= "sgz_team__workers"."posted_on"
        )
        OR (
          "sgz_subjects"."team__contract_signed_on" >= '2021-05-26'
          AND CASE
            WHEN CASE
              WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
              THEN '9999-12-31'
              ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
            END >= "sgz_team__workers"."posted_on"
            THEN TRUE
            WHEN CASE (
                STRFTIME(
                  '%w',
                  CASE
                    WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
                    THEN '9999-12-31'
                    ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
                  END
                ) + 6
              ) % 7 + 1
              WHEN 6
              THEN CASE
                WHEN CASE
                  WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
                  THEN '9999-12-31'
                  ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
                END > '9999-12-29'
                THEN '9999-12-31'
                ELSE DATE(
                  CASE
                    WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
                    THEN '9999-12-31'
                    ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
                  END,
                  2 || ' days'
                )
              END
              WHEN 7
              THEN CASE
                WHEN CASE
                  WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
                  THEN '9999-12-31'
                  ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
                END > '9999-12-30'
                THEN '9999-12-31'
                ELSE DATE(
                  CASE
                    WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
                    THEN '9999-12-31'
                    ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
                  END,
                  1 || ' days'
                )
              END
              ELSE CASE
                WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
                THEN '9999-12-31'
                ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
              END
            END < "sgz_team__workers"."posted_on"
            THEN FALSE
          END
        )
        OR (
          '2021-06-10' >= "sgz_team__workers"."posted_on"
          AND CASE
            WHEN CASE
              WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
              THEN '9999-12-31'
              ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
            END >= "sgz_team__workers"."posted_on"
            THEN TRUE
            WHEN CASE (
                STRFTIME(
                  '%w',
                  CASE
                    WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
                    THEN '9999-12-31'
                    ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
                  END
                ) + 6
              ) % 7 + 1
              WHEN 6
              THEN CASE
                WHEN CASE
                  WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
                  THEN '9999-12-31'
                  ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
                END > '9999-12-29'
                THEN '9999-12-31'
                ELSE DATE(
                  CASE
                    WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
                    THEN '9999-12-31'
                    ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
                  END,
                  2 || ' days'
                )
              END
              WHEN 7
              THEN CASE
                WHEN CASE
                  WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
                  THEN '9999-12-31'
                  ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
                END > '9999-12-30'
                THEN '9999-12-31'
                ELSE DATE(
                  CASE
                    WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
                    THEN '9999-12-31'
                    ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
                  END,
                  1 || ' days'
                )
              END
              ELSE CASE
                WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
                THEN '9999-12-31'
                ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
              END
            END < "sgz_team__workers"."posted_on"
            THEN FALSE
          END
        )
      )
    )
    OR (
      CASE
        WHEN '2021-08-15' >= "sgz_team__workers"."posted_on"
        THEN TRUE
        WHEN '2021-08-16' < "sgz_team__workers"."posted_on"
        THEN FALSE
      END
      AND (
        (
          "sgz_subjects"."team__contract_signed_on" < '2021-05-26'
          AND '2021-06-10' >= "sgz_team__workers"."posted_on"
        )
        OR (
          "sgz_subjects"."team__contract_signed_on" >= '2021-05-26'
          AND CASE
            WHEN CASE
              WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
              THEN '9999-12-31'
              ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
            END >= "sgz_team__workers"."posted_on"
            THEN TRUE
            WHEN CASE (
                STRFTIME(
                  '%w',
                  CASE
                    WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
                    THEN '9999-12-31'
                    ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
                  END
                ) + 6
              ) % 7 + 1
              WHEN 6
              THEN CASE
                WHEN CASE
                  WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
                  THEN '9999-12-31'
                  ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
                END > '9999-12-29'
                THEN '9999-12-31'
                ELSE DATE(
                  CASE
                    WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
                    THEN '9999-12-31'
                    ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
                  END,
                  2 || ' days'
                )
              END
              WHEN 7
              THEN CASE
                WHEN CASE
                  WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
                  THEN '9999-12-31'
                  ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
                END > '9999-12-30'
                THEN '9999-12-31'
                ELSE DATE(
                  CASE
                    WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
                    THEN '9999-12-31'
                    ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
                  END,
                  1 || ' days'
                )
              END
              ELSE CASE
                WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
                THEN '9999-12-31'
                ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
              END
            END < "sgz_team__workers"."posted_on"
            THEN FALSE
          END
        )
        OR (
          '2021-06-10' >= "sgz_team__workers"."posted_on"
          AND CASE
            WHEN CASE
              WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
              THEN '9999-12-31'
              ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
            END >= "sgz_team__workers"."posted_on"
            THEN TRUE
            WHEN CASE (
                STRFTIME(
                  '%w',
                  CASE
                    WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
                    THEN '9999-12-31'
                    ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
                  END
                ) + 6
              ) % 7 + 1
              WHEN 6
              THEN CASE
                WHEN CASE
                  WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
                  THEN '9999-12-31'
                  ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
                END > '9999-12-29'
                THEN '9999-12-31'
                ELSE DATE(
                  CASE
                    WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
                    THEN '9999-12-31'
                    ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
                  END,
                  2 || ' days'
                )
              END
              WHEN 7
              THEN CASE
                WHEN CASE
                  WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
                  THEN '9999-12-31'
                  ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
                END > '9999-12-30'
                THEN '9999-12-31'
                ELSE DATE(
                  CASE
                    WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
                    THEN '9999-12-31'
                    ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
                  END,
                  1 || ' days'
                )
              END
              ELSE CASE
                WHEN "sgz_subjects"."team__contract_signed_on" > '9999-12-16'
                THEN '9999-12-31'
                ELSE DATE("sgz_subjects"."team__contract_signed_on", 15 || ' days')
              END
            END < "sgz_team__workers"."posted_on"
            THEN FALSE
          END
        )
      )
    ) AS "posted_on",
    "sgz_team__workers"."posted_on" <= '2021-05-25' AS "posted_on_9",
    "sgz_team__workers"."posted_on" <= '2022-03-01'
    AND "sgz_team__workers"."contracted"
    AND "sgz_team__workers"."full_time"
    AND (
      "sgz_team__workers"."trained" OR "sgz_team__workers"."posted_on" < '2021-05-26'
    ) AS "fit",
    "sgz_team__workers"."posted_on" <= '2022-03-01'
    AND "sgz_team__workers"."contracted"
    AND "sgz_team__workers"."full_time"
    AND (
      "sgz_team__workers"."trained" OR "sgz_team__workers"."posted_on" < '2021-05-26'
    )
    AND (
      (
        "sgz_team__workers"."social_work_major" AND "sgz_team__workers"."education" >= 4
      )
      OR (
        "sgz_team__workers"."certificate" >= 1
        AND (
          (
            "sgz_team__workers"."registered"
            AND "sgz_team__workers"."registration_expires" >= '2022-03-01'
          )
          OR (
            "sgz_team__workers"."certificate" >= 1
            AND NULL
            AND NOT (
              "sgz_team__workers"."registered"
              AND "sgz_team__workers"."registration_expires" < '2022-03-01'
            )
          )
        )
        AND (
          "sgz_team__workers"."continuing_education_hours" >= 90
          OR (
            "sgz_team__workers"."continuing_education_hours" >= 72
            AND "sgz_team__workers"."certificate" <= 2
          )
          OR "sgz_team__workers"."registration_expires" >= '2022-03-01'
          OR "sgz_team__workers"."registration_expires" < '2021-05-26'
          OR (
            NOT "sgz_team__workers"."registered"
            AND "sgz_team__workers"."certificate" >= 1
            AND NULL
          )
        )
      )
    )
    AND (
      (
        "sgz_team__workers"."social_work_major" AND "sgz_team__workers"."education" >= 4
      )
      OR "sgz_team__workers"."certificate" >= 1
    )
    AND (
      NOT (
        "sgz_team__workers"."certificate" >= 1
        AND NOT (
          "sgz_team__workers"."social_work_major" AND "sgz_team__workers"."education" >= 4
        )
      )
      OR (
        "sgz_team__workers"."registered"
        AND "sgz_team__workers"."registration_expires" >= '2022-03-01'
      )
      OR (
        "sgz_team__workers"."certificate" >= 1
        AND NULL
        AND NOT (
          "sgz_team__workers"."registered"
          AND "sgz_team__workers"."registration_expires" < '2022-03-01'
        )
      )
    )
    AND (
      NOT (
        "sgz_team__workers"."certificate" >= 1
        AND NOT (
          "sgz_team__workers"."social_work_major" AND "sgz_team__workers"."education" >= 4
        )
        AND NOT (
          NOT "sgz_team__workers"."registered"
          AND "sgz_team__workers"."certificate" >= 1
          AND NULL
        )
      )
      OR "sgz_team__workers"."continuing_education_hours" >= 90
      OR (
        "sgz_team__workers"."continuing_education_hours" >= 72
        AND "sgz_team__workers"."certificate" <= 2
      )
      OR "sgz_team__workers"."registration_expires" >= '2022-03-01'
      OR "sgz_team__workers"."registration_expires" < '2021-05-26'
    ) AS "fit_and_qualified"
  FROM "sgz_team__workers"
  JOIN "sgz_subjects"
    ON "sgz_team__workers"."sgz_街道" = "sgz_subjects"."sgz_街道"
), "sgz_team__workers_counts" AS MATERIALIZED (
  SELECT
    "sgz_街道",
    SUM(CASE WHEN "on_post" THEN 1 ELSE 0 END) AS "team__workers_on_post_sure",
    SUM(CASE WHEN NOT "on_post" THEN 0 ELSE 1 END) AS "team__workers_on_post_possible",
    SUM(CASE WHEN "contracted_if_on_post" THEN 1 ELSE 0 END) AS "team__workers_contracted_if_on_post_sure",
    SUM(CASE WHEN NOT "contracted_if_on_post" THEN 0 ELSE 1 END) AS "team__workers_contracted_if_on_post_possible",
    COUNT(*) AS "team__workers_size",
    SUM(CASE WHEN "contracted_if_new" THEN 1 ELSE 0 END) AS "team__workers_contracted_if_new_sure",
    SUM(CASE WHEN NOT "contracted_if_new" THEN 0 ELSE 1 END) AS "team__workers_contracted_if_new_possible",
    SUM(CASE WHEN "full_time_if_on_post" THEN 1 ELSE 0 END) AS "team__workers_full_time_if_on_post_sure",
    SUM(CASE WHEN NOT "full_time_if_on_post" THEN 0 ELSE 1 END) AS "team__workers_full_time_if_on_post_possible",
    SUM(CASE WHEN "full_time_if_new" THEN 1 ELSE 0 END) AS "team__workers_full_time_if_new_sure",
    SUM(CASE WHEN NOT "full_time_if_new" THEN 0 ELSE 1 END) AS "team__workers_full_time_if_new_possible",
    SUM(CASE WHEN "qualified_on_post" THEN 1 ELSE 0 END) AS "team__workers_qualified_on_post_sure",
    SUM(CASE WHEN NOT "qualified_on_post" THEN 0 ELSE 1 END) AS "team__workers_qualified_on_post_possible",
    SUM(CASE WHEN "qualified_if_on_post" THEN 1 ELSE 0 END) AS "team__workers_qualified_if_on_post_sure",
    SUM(CASE WHEN NOT "qualified_if_on_post" THEN 0 ELSE 1 END) AS "team__workers_qualified_if_on_post_possible",
    SUM(CASE WHEN "trained_if_new" THEN 1 ELSE 0 END) AS "team__workers_trained_if_new_sure",
    SUM(CASE WHEN NOT "trained_if_new" THEN 0 ELSE 1 END) AS "team__workers_trained_if_new_possible",
    SUM(CASE WHEN "posted_on" THEN 1 ELSE 0 END) AS "team__workers_posted_on_sure",
    SUM(CASE WHEN NOT "posted_on" THEN 0 ELSE 1 END) AS "team__workers_posted_on_possible",
    SUM(CASE WHEN "posted_on_9" THEN 1 ELSE 0 END) AS "team__workers_posted_on_9_sure",
    SUM(CASE WHEN NOT "posted_on_9" THEN 0 ELSE 1 END) AS "team__workers_posted_on_9_possible",
    SUM(CASE WHEN "fit" THEN 1 ELSE 0 END) AS "team__workers_fit_sure",
    SUM(CASE WHEN NOT "fit" THEN 0 ELSE 1 END) AS "team__workers_fit_possible",
    SUM(CASE WHEN "fit_and_qualified" THEN 1 ELSE 0 END) AS "team__workers_fit_and_qualified_sure",
    SUM(CASE WHEN NOT "fit_and_qualified" THEN 0 ELSE 1 END) AS "team__workers_fit_and_qualified_possible"
  FROM "sgz_team__workers_said"
  GROUP BY
    "sgz_街道"
), "sgz_joined" AS MATERIALIZED (
  SELECT
    "sgz_subjects".*,
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_on_post_sure"
    END AS "team__workers_on_post_sure",
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_on_post_possible"
    END AS "team__workers_on_post_possible",
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_contracted_if_on_post_sure"
    END AS "team__workers_contracted_if_on_post_sure",
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_contracted_if_on_post_possible"
    END AS "team__workers_contracted_if_on_post_possible",
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_size"
    END AS "team__workers_size",
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_contracted_if_new_sure"
    END AS "team__workers_contracted_if_new_sure",
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_contracted_if_new_possible"
    END AS "team__workers_contracted_if_new_possible",
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_full_time_if_on_post_sure"
    END AS "team__workers_full_time_if_on_post_sure",
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_full_time_if_on_post_possible"
    END AS "team__workers_full_time_if_on_post_possible",
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_full_time_if_new_sure"
    END AS "team__workers_full_time_if_new_sure",
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_full_time_if_new_possible"
    END AS "team__workers_full_time_if_new_possible",
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_qualified_on_post_sure"
    END AS "team__workers_qualified_on_post_sure",
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_qualified_on_post_possible"
    END AS "team__workers_qualified_on_post_possible",
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_qualified_if_on_post_sure"
    END AS "team__workers_qualified_if_on_post_sure",
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_qualified_if_on_post_possible"
    END AS "team__workers_qualified_if_on_post_possible",
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_trained_if_new_sure"
    END AS "team__workers_trained_if_new_sure",
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_trained_if_new_possible"
    END AS "team__workers_trained_if_new_possible",
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_posted_on_sure"
    END AS "team__workers_posted_on_sure",
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_posted_on_possible"
    END AS "team__workers_posted_on_possible",
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_posted_on_9_sure"
    END AS "team__workers_posted_on_9_sure",
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_posted_on_9_possible"
    END AS "team__workers_posted_on_9_possible",
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_fit_sure"
    END AS "team__workers_fit_sure",
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_fit_possible"
    END AS "team__workers_fit_possible",
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_fit_and_qualified_sure"
    END AS "team__workers_fit_and_qualified_sure",
    CASE
      WHEN "sgz_team__workers_counts"."sgz_街道" IS NULL
      THEN 0
      ELSE "sgz_team__workers_counts"."team__workers_fit_and_qualified_possible"
    END AS "team__workers_fit_and_qualified_possible"
  FROM "sgz_subjects"
  LEFT JOIN "sgz_team__workers_counts"
    ON "sgz_subjects"."sgz_街道" = "sgz_team__workers_counts"."sgz_街道"
), "sgz_truths" AS MATERIALIZED (
  SELECT
    "sgz_区",
    "sgz_街道",
    "premises__independent_office"
    OR (
      NOT NULL
      AND "team__contract_signed_on" >= '2021-05-26'
      AND (
        "team__contract_signed_on" >= '2022-02-14'
        OR (
          "team__contract_signed_on" >= '2022-02-14' AND NULL
        )
      )
    ) AS "premises.office",
    "premises__desks_and_chairs"
    OR (
      NOT NULL
      AND "team__contract_signed_on" >= '2021-05-26'
      AND (
        "team__contract_signed_on" >= '2022-02-14'
        OR (
          "team__contract_signed_on" >= '2022-02-14' AND NULL
        )
      )
    ) AS "premises.desks_and_chairs",
    "premises__computer"
    OR (
      NOT NULL
      AND "team__contract_signed_on" >= '2021-05-26'
      AND (
        "team__contract_signed_on" >= '2022-02-14'
        OR (
          "team__contract_signed_on" >= '2022-02-14' AND NULL
        )
      )
    ) AS "premises.computer",
    "premises__printer"
    OR (
      NOT NULL
      AND "team__contract_signed_on" >= '2021-05-26'
      AND (
        "team__contract_signed_on" >= '2022-02-14'
        OR (
          "team__contract_signed_on" >= '2022-02-14' AND NULL
        )
      )
    ) AS "premises.printer",
    "premises__filing_cabinet"
    OR (
      NOT NULL
      AND "team__contract_signed_on" >= '2021-05-26'
      AND (
        "team__contract_signed_on" >= '2022-02-14'
        OR (
          "team__contract_signed_on" >= '2022-02-14' AND NULL
        )
      )
    ) AS "premises.filing_cabinet",
    NULL AS "premises.casework_room",
    NULL AS "premises.group_room",
    NOT (
      "team__contract_signed_on" <= '2022-03-01'
      AND "team__contracted_headcount" < 1000000000
    )
    OR "team__contracted_headcount" <= 0
    OR CASE
      WHEN "team__workers_on_post_sure" >= "team__contracted_headcount"
      THEN TRUE
      WHEN "team__workers_on_post_possible" < "team__contracted_headcount"
      THEN FALSE
    END
    OR (
      NOT (
        NULL AND "team__follows" = 0
      )
      AND "team__contract_signed_on" >= '2021-05-26'
      AND (
        "team__contract_signed_on" >= '2022-02-14'
        OR (
          "team__contract_signed_on" >= '2022-02-14' AND NULL
        )
      )
    ) AS "staffing.contracted_headcount",
    CASE
      WHEN "team__workers_contracted_if_on_post_sure" >= "team__workers_size"
      THEN TRUE
      WHEN "team__workers_contracted_if_on_post_possible" < "team__workers_size"
      THEN FALSE
    END
    OR (
      NOT (
        NULL AND "team__follows" = 0
      )
      AND "team__contract_signed_on" >= '2021-05-26'
      AND (
        "team__contract_signed_on" >= '2022-02-14'
        OR (
          "team__contract_signed_on" >= '2022-02-14' AND NULL
        )
      )
      AND CASE
        WHEN "team__workers_contracted_if_new_sure" >= "team__workers_size"
        THEN TRUE
        WHEN "team__workers_contracted_if_new_possible" < "team__workers_size"
        THEN FALSE
      END
    ) AS "staffing.employment",
    CASE
      WHEN "team__workers_full_time_if_on_post_sure" >= "team__workers_size"
      THEN TRUE
      WHEN "team__workers_full_time_if_on_post_possible" < "team__workers_size"
      THEN FALSE
    END
    OR (
      NOT (
        NULL AND "team__follows" = 0
      )
      AND "team__contract_signed_on" >= '2021-05-26'
      AND (
        "team__contract_signed_on" >= '2022-02-14'
        OR (
          "team__contract_signed_on" >= '2022-02-14' AND NULL
        )
      )
      AND CASE
        WHEN "team__workers_full_time_if_new_sure" >= "team__workers_size"
        THEN TRUE
        WHEN "team__workers_full_time_if_new_possible" < "team__workers_size"
        THEN FALSE
      END
    ) AS "staffing.full_time",
    (
      CASE
        WHEN "team__workers_on_post_sure" >= 2
        THEN TRUE
        WHEN "team__workers_on_post_possible" < 2
        THEN FALSE
      END
      AND CASE
        WHEN 3 >= "team__workers_on_post_possible"
        THEN TRUE
        WHEN 3 < "team__workers_on_post_sure"
        THEN FALSE
      END
    )
    OR (
      NOT (
        NULL AND "team__follows" = 0
      )
      AND "team__contract_signed_on" >= '2021-05-26'
      AND (
        "team__contract_signed_on" >= '2022-02-14'
        OR (
          "team__contract_signed_on" >= '2022-02-14' AND NULL
        )
      )
    ) AS "staffing.usual_headcount",
    CASE
      WHEN "team__workers_qualified_on_post_sure" >= 1
      THEN TRUE
      WHEN "team__workers_qualified_on_post_possible" < 1
      THEN FALSE
    END
    OR (
      NOT (
        NULL AND "team__follows" = 0
      )
      AND "team__contract_signed_on" >= '2021-05-26'
      AND (
        "team__contract_signed_on" >= '2022-02-14'
        OR (
          "team__contract_signed_on" >= '2022-02-14' AND NULL
        )
      )
    ) AS "staffing.qualified_minimum",
    CASE
      WHEN "team__workers_qualified_if_on_post_sure" >= "team__workers_size"
      THEN TRUE
      WHEN "team__workers_qualified_if_on_post_possible" < "team__workers_size"
      THEN FALSE
    END
    OR "team__project_started_on" >= '2020-03-01' AS "staffing.all_qualified",
    CASE
      WHEN "team__workers_trained_if_new_sure" >= "team__workers_size"
      THEN TRUE
      WHEN "team__workers_trained_if_new_possible" < "team__workers_size"
      THEN FALSE
    END AS "staffing.training",
    (
      (
        "team__contracted_headcount" <= 0
        OR "team__contracted_headcount" >= 1000000000
        OR (
          (
            CASE
              WHEN "team__workers_posted_on_sure" >= "team__contracted_headcount"
              THEN TRUE
              WHEN "team__workers_posted_on_possible" < "team__contracted_headcount"
              THEN FALSE
            END
            OR CASE
              WHEN "team__workers_posted_on_9_sure" >= "team__contracted_headcount"
              THEN TRUE
              WHEN "team__workers_posted_on_9_possible" < "team__contracted_headcount"
              THEN FALSE
            END
          )
          AND CASE
            WHEN "team__workers_on_post_sure" >= "team__contracted_headcount"
            THEN TRUE
            WHEN "team__workers_on_post_possible" < "team__contracted_headcount"
            THEN FALSE
          END
        )
        OR NULL
      )
      AND (
        (
          NULL
          AND "team__follows" = 0
          AND (
            "team__contract_signed_on" > '2022-03-01'
            OR "team__contract_signed_on" < '2021-05-26'
          )
          AND CASE
            WHEN '2021-08-15' >= "team__service_started_on"
            THEN TRUE
            WHEN '2021-08-16' < "team__service_started_on"
            THEN FALSE
          END
        )
        OR (
          NOT (
            NULL
            AND "team__follows" = 0
            AND (
              "team__contract_signed_on" > '2022-03-01'
              OR "team__contract_signed_on" < '2021-05-26'
            )
          )
          AND (
            (
              "team__contract_signed_on" < '2021-05-26'
              AND '2021-06-10' >= "team__service_started_on"
            )
            OR (
              "team__contract_signed_on" >= '2021-05-26'
              AND CASE
                WHEN CASE
                  WHEN "team__contract_signed_on" > '9999-12-16'
                  THEN '9999-12-31'
                  ELSE DATE("team__contract_signed_on", 15 || ' days')
                END >= "team__service_started_on"
                THEN TRUE
                WHEN CASE (
                    STRFTIME(
                      '%w',
                      CASE
                        WHEN "team__contract_signed_on" > '9999-12-16'
                        THEN '9999-12-31'
                        ELSE DATE("team__contract_signed_on", 15 || ' days')
                      END
                    ) + 6
                  ) % 7 + 1
                  WHEN 6
                  THEN CASE
                    WHEN CASE
                      WHEN "team__contract_signed_on" > '9999-12-16'
                      THEN '9999-12-31'
                      ELSE DATE("team__contract_signed_on", 15 || ' days')
                    END > '9999-12-29'
                    THEN '9999-12-31'
                    ELSE DATE(
                      CASE
                        WHEN "team__contract_signed_on" > '9999-12-16'
                        THEN '9999-12-31'
                        ELSE DATE("team__contract_signed_on", 15 || ' days')
                      END,
                      2 || ' days'
                    )
                  END
                  WHEN 7
                  THEN CASE
                    WHEN CASE
                      WHEN "team__contract_signed_on" > '9999-12-16'
                      THEN '9999-12-31'
                      ELSE DATE("team__contract_signed_on", 15 || ' days')
                    END > '9999-12-30'
                    THEN '9999-12-31'
                    ELSE DATE(
                      CASE
                        WHEN "team__contract_signed_on" > '9999-12-16'
                        THEN '9999-12-31'
                        ELSE DATE("team__contract_signed_on", 15 || ' days')
                      END,
                      1 || ' days'
                    )
                  END
                  ELSE CASE
                    WHEN "team__contract_signed_on" > '9999-12-16'
                    THEN '9999-12-31'
                    ELSE DATE("team__contract_signed_on", 15 || ' days')
                  END
                END < "team__service_started_on"
                THEN FALSE
              END
            )
            OR (
              '2021-06-10' >= "team__service_started_on"
              AND CASE
                WHEN CASE
                  WHEN "team__contract_signed_on" > '9999-12-16'
                  THEN '9999-12-31'
                  ELSE DATE("team__contract_signed_on", 15 || ' days')
                END >= "team__service_started_on"
                THEN TRUE
                WHEN CASE (
                    STRFTIME(
                      '%w',
                      CASE
                        WHEN "team__contract_signed_on" > '9999-12-16'
                        THEN '9999-12-31'
                        ELSE DATE("team__contract_signed_on", 15 || ' days')
                      END
                    ) + 6
                  ) % 7 + 1
                  WHEN 6
                  THEN CASE
                    WHEN CASE
                      WHEN "team__contract_signed_on" > '9999-12-16'
                      THEN '9999-12-31'
                      ELSE DATE("team__contract_signed_on", 15 || ' days')
                    END > '9999-12-29'
                    THEN '9999-12-31'
                    ELSE DATE(
                      CASE
                        WHEN "team__contract_signed_on" > '9999-12-16'
                        THEN '9999-12-31'
                        ELSE DATE("team__contract_signed_on", 15 || ' days')
                      END,
                      2 || ' days'
                    )
                  END
                  WHEN 7
                  THEN CASE
                    WHEN CASE
                      WHEN "team__contract_signed_on" > '9999-12-16'
                      THEN '9999-12-31'
                      ELSE DATE("team__contract_signed_on", 15 || ' days')
                    END > '9999-12-30'
                    THEN '9999-12-31'
                    ELSE DATE(
                      CASE
                        WHEN "team__contract_signed_on" > '9999-12-16'
                        THEN '9999-12-31'
                        ELSE DATE("team__contract_signed_on", 15 || ' days')
                      END,
                      1 || ' days'
                    )
                  END
                  ELSE CASE
                    WHEN "team__contract_signed_on" > '9999-12-16'
                    THEN '9999-12-31'
                    ELSE DATE("team__contract_signed_on", 15 || ' days')
                  END
                END < "team__service_started_on"
                THEN FALSE
              END
            )
          )
        )
        OR (
          CASE
            WHEN '2021-08-15' >= "team__service_started_on"
            THEN TRUE
            WHEN '2021-08-16' < "team__service_started_on"
            THEN FALSE
          END
          AND (
            (
              "team__contract_signed_on" < '2021-05-26'
              AND '2021-06-10' >= "team__service_started_on"
            )
            OR (
              "team__contract_signed_on" >= '2021-05-26'
              AND CASE
                WHEN CASE
                  WHEN "team__contract_signed_on" > '9999-12-16'
                  THEN '9999-12-31'
                  ELSE DATE("team__contract_signed_on", 15 || ' days')
                END >= "team__service_started_on"
                THEN TRUE
                WHEN CASE (
                    STRFTIME(
                      '%w',
                      CASE
                        WHEN "team__contract_signed_on" > '9999-12-16'
                        THEN '9999-12-31'
                        ELSE DATE("team__contract_signed_on", 15 || ' days')
                      END
                    ) + 6
                  ) % 7 + 1
                  WHEN 6
                  THEN CASE
                    WHEN CASE
                      WHEN "team__contract_signed_on" > '9999-12-16'
                      THEN '9999-12-31'
                      ELSE DATE("team__contract_signed_on", 15 || ' days')
                    END > '9999-12-29'
                    THEN '9999-12-31'
                    ELSE DATE(
                      CASE
                        WHEN "team__contract_signed_on" > '9999-12-16'
                        THEN '9999-12-31'
                        ELSE DATE("team__contract_signed_on", 15 || ' days')
                      END,
                      2 || ' days'
                    )
                  END
                  WHEN 7
                  THEN CASE
                    WHEN CASE
                      WHEN "team__contract_signed_on" > '9999-12-16'
                      THEN '9999-12-31'
                      ELSE DATE("team__contract_signed_on", 15 || ' days')
                    END > '9999-12-30'
                    THEN '9999-12-31'
                    ELSE DATE(
                      CASE
                        WHEN "team__contract_signed_on" > '9999-12-16'
                        THEN '9999-12-31'
                        ELSE DATE("team__contract_signed_on", 15 || ' days')
                      END,
                      1 || ' days'
                    )
                  END
                  ELSE CASE
                    WHEN "team__contract_signed_on" > '9999-12-16'
                    THEN '9999-12-31'
                    ELSE DATE("team__contract_signed_on", 15 || ' days')
                  END
                END < "team__service_started_on"
                THEN FALSE
              END
            )
            OR (
              '2021-06-10' >= "team__service_started_on"
              AND CASE
                WHEN CASE
                  WHEN "team__contract_signed_on" > '9999-12-16'
                  THEN '9999-12-31'
                  ELSE DATE("team__contract_signed_on", 15 || ' days')
                END >= "team__service_started_on"
                THEN TRUE
                WHEN CASE (
                    STRFTIME(
                      '%w',
                      CASE
                        WHEN "team__contract_signed_on" > '9999-12-16'
                        THEN '9999-12-31'
                        ELSE DATE("team__contract_signed_on", 15 || ' days')
                      END
                    ) + 6
                  ) % 7 + 1
                  WHEN 6
                  THEN CASE
                    WHEN CASE
                      WHEN "team__contract_signed_on" > '9999-12-16'
                      THEN '9999-12-31'
                      ELSE DATE("team__contract_signed_on", 15 || ' days')
                    END > '9999-12-29'
                    THEN '9999-12-31'
                    ELSE DATE(
                      CASE
                        WHEN "team__contract_signed_on" > '9999-12-16'
                        THEN '9999-12-31'
                        ELSE DATE("team__contract_signed_on", 15 || ' days')
                      END,
                      2 || ' days'
                    )
                  END
                  WHEN 7
                  THEN CASE
                    WHEN CASE
                      WHEN "team__contract_signed_on" > '9999-12-16'
                      THEN '9999-12-31'
                      ELSE DATE("team__contract_signed_on", 15 || ' days')
                    END > '9999-12-30'
                    THEN '9999-12-31'
                    ELSE DATE(
                      CASE
                        WHEN "team__contract_signed_on" > '9999-12-16'
                        THEN '9999-12-31'
                        ELSE DATE("team__contract_signed_on", 15 || ' days')
                      END,
                      1 || ' days'
                    )
                  END
                  ELSE CASE
                    WHEN "team__contract_signed_on" > '9999-12-16'
                    THEN '9999-12-31'
                    ELSE DATE("team__contract_signed_on", 15 || ' days')
                  END
                END < "team__service_started_on"
                THEN FALSE
              END
            )
          )
        )
        OR "team__service_started_on" < '2021-05-26'
      )
      AND "team__service_started_on" <= '2022-03-01'
    )
    OR (
      NOT (
        NULL
        AND "team__follows" = 0
        AND (
          "team__contract_signed_on" > '2022-03-01'
          OR "team__contract_signed_on" < '2021-05-26'
        )
      )
      AND "team__contract_signed_on" >= '2021-05-26'
      AND (
        "team__contract_signed_on" >= '2022-02-14'
        OR (
          "team__contract_signed_on" >= '2022-02-14' AND NULL
        )
      )
    )
    OR (
      NOT (
        NULL
        AND "team__follows" = 0
        AND (
          "team__contract_signed_on" > '2022-03-01'
          OR "team__contract_signed_on" < '2021-05-26'
        )
      )
      AND "team__contract_signed_on" >= '2021-05-26'
      AND NOT (
        "team__contract_signed_on" >= '2021-05-11'
        OR (
          "team__contract_signed_on" >= '2021-05-11' AND NULL
        )
      )
    ) AS "staffing.posting",
    (
      (
        (
          NOT (
            "team__contract_signed_on" <= '2022-03-01'
            AND "team__contracted_headcount" < 1000000000
          )
          OR "team__contracted_headcount" <= 0
          OR CASE
            WHEN "team__workers_fit_sure" >= "team__contracted_headcount"
            THEN TRUE
            WHEN "team__workers_fit_possible" < "team__contracted_headcount"
            THEN FALSE
          END
        )
        AND CASE
          WHEN "team__workers_fit_and_qualified_sure" >= 1
          THEN TRUE
          WHEN "team__workers_fit_and_qualified_possible" < 1
          THEN FALSE
        END
      )
      OR (
        NOT (
          NULL AND "team__follows" = 0
        )
        AND "team__contract_signed_on" >= '2021-05-26'
        AND (
          "team__contract_signed_on" >= '2022-02-14'
          OR (
            "team__contract_signed_on" >= '2022-02-14' AND NULL
          )
        )
      )
    )
    AND (
      NOT (
        "team__contract_signed_on" <= '2022-03-01'
        AND "team__contracted_headcount" < 1000000000
      )
      OR "team__contracted_headcount" <= 0
      OR CASE
        WHEN "team__workers_fit_and_qualified_sure" >= "team__contracted_headcount"
        THEN TRUE
        WHEN "team__workers_fit_and_qualified_possible" < "team__contracted_headcount"
        THEN FALSE
      END
      OR "team__project_started_on" >= '2020-03-01'
      OR (
        NOT (
          NULL AND "team__follows" = 0
        )
        AND "team__contract_signed_on" >= '2021-05-26'
        AND (
          "team__contract_signed_on" >= '2022-02-14'
          OR (
            "team__contract_signed_on" >= '2022-02-14' AND NULL
          )
        )
      )
    ) AS "staffing, implied",
    TRUE AS "applicable"
  FROM "sgz_joined"
)
SELECT
  "sgz_区" AS "区",
  "sgz_街道" AS "街道",
  CASE WHEN "premises.office" THEN 1 WHEN NOT "premises.office" THEN 0 END AS "premises.office", /* 三（一） 有独立的办公用房 */
  CASE
    WHEN "premises.desks_and_chairs"
    THEN 1
    WHEN NOT "premises.desks_and_chairs"
    THEN 0
  END AS "premises.desks_and_chairs", /* 三（一） 配有桌椅 */
  CASE WHEN "premises.computer" THEN 1 WHEN NOT "premises.computer" THEN 0 END AS "premises.computer", /* 三（一） 配有电脑 */
  CASE WHEN "premises.printer" THEN 1 WHEN NOT "premises.printer" THEN 0 END AS "premises.printer", /* 三（一） 配有打印机 */
  CASE
    WHEN "premises.filing_cabinet"
    THEN 1
    WHEN NOT "premises.filing_cabinet"
    THEN 0
  END AS "premises.filing_cabinet", /* 三（一） 配有档案柜 */
  CASE
    WHEN "premises.casework_room"
    THEN 1
    WHEN NOT "premises.casework_room"
    THEN 0
  END AS "premises.casework_room", /* 三（一） 设有个案咨询室 */
  CASE WHEN "premises.group_room" THEN 1 WHEN NOT "premises.group_room" THEN 0 END AS "premises.group_room", /* 三（一） 设有小组活动室 */
  CASE
    WHEN "staffing.contracted_headcount"
    THEN 1
    WHEN NOT "staffing.contracted_headcount"
    THEN 0
  END AS "staffing.contracted_headcount", /* 三（二） 在岗驻站社工人数不少于购买合同约定人数 */
  CASE WHEN "staffing.employment" THEN 1 WHEN NOT "staffing.employment" THEN 0 END AS "staffing.employment", /* 三（二） 每名在岗驻站社工均与承接主体签订劳动合同 */
  CASE WHEN "staffing.full_time" THEN 1 WHEN NOT "staffing.full_time" THEN 0 END AS "staffing.full_time", /* 三（二） 每名在岗驻站社工均为专职 */
  CASE
    WHEN "staffing.usual_headcount"
    THEN 1
    WHEN NOT "staffing.usual_headcount"
    THEN 0
  END AS "staffing.usual_headcount", /* 三（二） 在岗驻站社工为2至3名 */
  CASE
    WHEN "staffing.qualified_minimum"
    THEN 1
    WHEN NOT "staffing.qualified_minimum"
    THEN 0
  END AS "staffing.qualified_minimum", /* 三（二） 具有社会工作专业资质的在岗驻站社工不少于1名 */
  CASE
    WHEN "staffing.all_qualified"
    THEN 1
    WHEN NOT "staffing.all_qualified"
    THEN 0
  END AS "staffing.all_qualified", /* 三（二） 承接社工站项目2个年度内，在岗驻站社工全部具备社会工作专业资质 */
  CASE WHEN "staffing.training" THEN 1 WHEN NOT "staffing.training" THEN 0 END AS "staffing.training", /* 五（四） 每名在岗驻站社工上岗前均经培训合格 */
  CASE WHEN "staffing.posting" THEN 1 WHEN NOT "staffing.posting" THEN 0 END AS "staffing.posting", /* 六（二） 合同签订后15天内，约定人数的驻站社工到岗，服务启动 */
  CASE
    WHEN COALESCE("staffing, implied", TRUE)
    AND "premises.office"
    AND "premises.desks_and_chairs"
    AND "premises.computer"
    AND "premises.printer"
    AND "premises.filing_cabinet"
    AND "staffing.contracted_headcount"
    AND "staffing.employment"
    AND "staffing.full_time"
    AND "staffing.qualified_minimum"
    AND "staffing.all_qualified"
    AND "staffing.training"
    AND "staffing.posting"
    THEN 1
    WHEN NOT (
      COALESCE("staffing, implied", TRUE)
      AND "premises.office"
      AND "premises.desks_and_chairs"
      AND "premises.computer"
      AND "premises.printer"
      AND "premises.filing_cabinet"
      AND "staffing.contracted_headcount"
      AND "staffing.employment"
      AND "staffing.full_time"
      AND "staffing.qualified_minimum"
      AND "staffing.all_qualified"
      AND "staffing.training"
      AND "staffing.posting"
    )
    THEN 0
  END AS "verdict",
  CASE WHEN "applicable" THEN 1 WHEN NOT "applicable" THEN 0 END AS "applicable"
FROM "sgz_truths"
