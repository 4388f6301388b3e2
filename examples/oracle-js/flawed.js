// Whether a contract is renewed, 四(五), as somebody wrote it who forgot that the last year of the cycle is not.
"use strict";

const lines = require("node:fs").readFileSync(0, "utf8").split("\n").filter(Boolean);
for (const line of lines) {
  const { id, facts } = JSON.parse(line);
  const verdict = ["QUALIFIED", "GOOD", "EXCELLENT"].includes(facts.grade);
  console.log(JSON.stringify({ id, verdict }));
}
