// The qualification of a worker, 三(二), and the renewal of a contract, 四(五), written from the clauses alone, for
// Node and without dependencies. It reads a case a line and writes an answer a line:
//
//     python -m sgzlib.vectors run --ruleset qualification --ruleset renewal -- node examples/oracle-js/oracle.js
"use strict";

const IN_FORCE_FROM = "2021-05-26";
const EDUCATION = ["PRIMARY", "JUNIOR_HIGH", "SENIOR_HIGH", "JUNIOR_COLLEGE", "BACHELOR", "MASTER", "DOCTOR"];
const CERTIFICATES = ["NONE", "TIANJIN", "ASSISTANT", "SOCIAL_WORKER", "SENIOR"];
const GRADES = ["NOT_EVALUATED", "UNQUALIFIED", "QUALIFIED", "GOOD", "EXCELLENT"];

// Truths are true, false and null; null is what is not known.
const not = (one) => (one === null ? null : !one);
const and = (...all) => (all.includes(false) ? false : all.includes(null) ? null : true);
const or = (...all) => not(and(...all.map(not)));
const told = (fact) => (fact === undefined ? null : fact);
const compare = (one, other, holds) => (one === null || other === null ? null : holds(one, other));
const atLeast = (one, other) => compare(one, other, (a, b) => a >= b);
const below = (one, other) => not(atLeast(one, other));
const rank = (levels, level) => (told(level) === null ? null : levels.indexOf(level));

// 民法典: a year ends on the corresponding day, or on the last day of that month where there is none.
function yearAfter(day) {
  // An act that is NOT_YET done comes after every day, as its name does after every digit; the calendar ends with 9999.
  if (day === null || day === "NOT_YET") return day;
  if (day.startsWith("9999")) return "NOT_YET";
  const [year, month, date] = day.split("-");
  const next = String(Number(year) + 1).padStart(4, "0");
  return month === "02" && date === "29" ? `${next}-02-28` : `${next}-${month}-${date}`;
}

// 民法典: a last day that is a rest day gives way to the next working day. Without a calendar of the year it is not known
// of a Saturday or Sunday whether it is one: from the last day itself to the Monday after it, the answer is open.
function notAfter(on, last) {
  if (on === null || last === null || last === "NOT_YET" || on <= last) return atLeast(last, on);
  const monday = new Date(`${last}T00:00:00Z`);
  while ([0, 6].includes(monday.getUTCDay())) monday.setUTCDate(monday.getUTCDate() + 1);
  return on <= monday.toISOString().slice(0, 10) ? null : false;
}

function status({ applies = true, holds, inTime = false, over = false }) {
  if (applies === false || over === true) return "NOT_APPLICABLE";
  if (holds === true) return "MET";
  if (inTime === true) return "NOT_DUE";
  return applies === true && or(holds, inTime) === false ? "UNMET" : "UNDETERMINED";
}

const HOLDS = { MET: true, NOT_DUE: true, NOT_APPLICABLE: true, UNMET: false, UNDETERMINED: null };

// 三(二): 社会工作或相关专业大专以上学历，或者职业水平证书; 登记 and 继续教育 as the rules on certificates have them.
function qualification(worker, on, readings) {
  const degree = and(
    told(worker.social_work_major),
    atLeast(rank(EDUCATION, worker.education), rank(EDUCATION, "JUNIOR_COLLEGE")),
  );
  const certified = atLeast(rank(CERTIFICATES, worker.certificate), 1);
  const registered = told(worker.registered);
  const expires = told(worker.registration_expires);
  const valid = atLeast(expires, on);

  // Whom registration binds: all, or those whom nothing but the certificate qualifies.
  const bound = readings.registration_scope === "EVERYONE" ? true : and(certified, not(degree));
  // 登记办法: a first registration is accepted for one year from the examination on.
  const passed = told(worker.certificate_passed_on);
  const firstYear =
    readings.first_registration === "AT_ONCE"
      ? false
      : and(certified, atLeast(on, passed), notAfter(on, yearAfter(passed)));
  const mayWait = and(not(registered), firstYear);
  const registration = { holds: and(registered, valid), inTime: and(firstYear, not(and(registered, not(valid)))) };

  // 继续教育办法: 72 hours for assistants, 90 above, by the end of the registration period.
  const asked = { NONE: 72, TIANJIN: 72, ASSISTANT: 72, SOCIAL_WORKER: 90, SENIOR: 90 };
  if (readings.education_hours === "NONE") asked.NONE = asked.TIANJIN = 0;
  const hours = told(worker.continuing_education_hours) === null ? null : Number(worker.continuing_education_hours);
  const possible = told(worker.certificate) === null ? CERTIFICATES : [worker.certificate];
  const enough = possible.map((certificate) => (asked[certificate] === 0 ? true : atLeast(hours, asked[certificate])));
  const atEnd = readings.education_due === "AT_END";
  const education = {
    holds: enough.every((one) => one === enough[0]) ? enough[0] : null,
    inTime: atEnd ? or(valid, below(expires, IN_FORCE_FROM), on <= IN_FORCE_FROM) : false,
    over: atEnd ? below(expires, IN_FORCE_FROM) : false,
  };

  const statuses = {
    "qualification.credential": status({ holds: or(degree, certified) }),
    "qualification.registration": status({ applies: bound, ...registration }),
    "qualification.continuing_education": status({ applies: and(bound, not(mayWait)), ...education }),
  };
  // By the degree, or by the certificate with all that belongs to it.
  const byCertificate = and(
    certified,
    or(registration.holds, registration.inTime),
    or(education.holds, education.inTime, mayWait),
  );
  const together = readings.registration_scope === "EVERYONE" ? true : or(degree, byCertificate);
  const each = and(...Object.values(statuses).map((one) => HOLDS[one]));
  return { statuses, verdict: each === null ? and(each, together) : each };
}

// 四(五): 良好 or 合格 renews, as long as the cycle has contract years left.
function renewal(end, _on, readings) {
  const grade = rank(GRADES, end.grade);
  const aboveGood = readings.grade_above_good === "RENEWS" ? true : told(end.above_good_renews);
  const good = and(atLeast(grade, 2), or(atLeast(3, grade), aboveGood));
  const [year, years] = [told(end.contract_year), told(end.cycle_years)];
  const left = and(below(year, years), atLeast(years, 2));
  const goesOn = readings.cycle_end === "NOT_COVERED" ? not(told(end.cycle_end_procures)) : false;
  const statuses = {
    "renewal.grade": status({ holds: good }),
    "renewal.years_left": status({ holds: or(left, goesOn) }),
    "renewal.not_ruled_out": status({ holds: not(told(end.renewal_ruled_out)) }),
  };
  return { statuses, verdict: and(...Object.values(statuses).map((one) => HOLDS[one])) };
}

const RULES = { qualification, renewal };

function answer({ id, ruleset, on, readings, facts }) {
  const { statuses, verdict } = RULES[ruleset](facts, on, readings);
  if (on >= IN_FORCE_FROM) return { id, verdict, statuses };
  for (const name of Object.keys(statuses)) statuses[name] = "NOT_APPLICABLE";
  return { id, verdict: null, statuses };
}

const lines = require("node:fs").readFileSync(0, "utf8").split("\n").filter(Boolean);
process.stdout.write(lines.map((line) => JSON.stringify(answer(JSON.parse(line))) + "\n").join(""));
