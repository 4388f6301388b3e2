// My station: a form made from the facts that the rules ask for, and the library's answer as it is filled in.
const page = document.getElementById("my");
const { locale } = page.dataset;
const WORDS = {
  zh_CN: {
    loading: "正在载入，第一次约需几秒……", judging: "正在核对……", unknown: "未知", yes: "是", no: "否", none: "无",
    notYet: "尚未", howMany: "项数（不填为未知）", add: "增加一项", remove: "删除这一项", why: "询问原因",
    unasked: "没有条款涉及这一项，不填不影响结论。", next: "请先填写", done: "信息已填写完毕。", nothingLeft: "无整改事项。",
    general: "基本情况", skip: "跳过（未知）", ok: "确定", counted: (n) => `还有${n}项可能影响结论`,
    passed: (n) => `已跳过${n}项，仍待核实。`,
    requirement: "已有不符合项；这一项仍须核实，也可能不符合", advice: "仅涉及指导性要求", broken: "无法打开：", failed: "暂时无法核对：", text: "文字说明",
    unloaded: "核对程序没有载入。请检查网络，再重新打开本页。", unexpected: "出现异常。请重新打开本页再试；仍有问题的，请联系本网站管理人员。",
    notKept: "该文件不是由本页“存为文件”生成的文件。", notLink: "链接不完整，请重新复制整个链接。", judged: (on) => `（自查结果 ${on}）`,
    notHere: (name) => `本页没有文件中的自查对象“${name}”。`, notDay: (on) => `文件中的核对日期“${on}”不是日期，请按“2024-03-01”的格式填写。`, template: "填报模板",
    receipt: "核对凭据", report: "自查报告",
    copied: "链接已复制。链接包含填写的情况和核对所需的名称（如站名），不含个人姓名。",
    copy: "请复制该链接。链接包含填写的情况和核对所需的名称（如站名），不含个人姓名。",
    working: "正在处理……", printed: "自查表", saved: (name) => `已存为 ${name}`,
  },
  en: {
    loading: "Loading (a few seconds the first time) …", judging: "Checking …", unknown: "unknown", yes: "yes", no: "no",
    none: "none of them", notYet: "not yet", howMany: "how many (blank: unknown)", add: "Add one", remove: "Remove this one",
    why: "Why is this asked?", unasked: "No clause asks for this. If it is left blank, no verdict changes.",
    next: "Next question", done: "Everything is filled in.", nothingLeft: "No action needed.",
    general: "In general", skip: "Skip (unknown)", ok: "OK", counted: (n) => `Facts that may still change the verdict: ${n}`,
    passed: (n) => `Skipped and still to be established: ${n}.`,
    requirement: "A requirement is violated already. This fact may show another violation, so it still has to be checked.",
    advice: "Only recommendations depend on this",
    broken: "Cannot be opened: ", failed: "Cannot be checked yet: ", text: "In words",
    unloaded: "The program did not load. Check the network and open this page again.",
    unexpected: "An unexpected error occurred. Open this page again. If the error remains, tell the people who run this site.",
    notKept: "this file was not saved by this page.", notLink: "the link is incomplete: copy the whole link.",
    judged: (on) => ` (checked ${on})`, template: "template", receipt: "receipt", report: "report",
    notHere: (name) => `the file is about ${name}, which this page does not have.`,
    notDay: (on) => `“${on}” in the file is not a day. Write it as 2024-03-01.`,
    copied: "Link copied. It contains the facts and the names that rules compare (such as the station's), and no person's name.",
    copy: "Copy this link. It contains the facts and the names that rules compare (such as the station's), and no person's name.",
    working: "Working …", printed: "self-check form", saved: (name) => `Saved as ${name}`,
  },
};
const words = WORDS[locale];
const NOT_YET = "NOT_YET";
const MOST = 60;
const LINK = "#facts=";
const PAUSE = 300;
const $ = (id) => document.getElementById(`my-${id}`);

class Refused extends Error {
  constructor(problems) {
    super(problems.map((one) => [label(one.path), one.text].filter(Boolean).join(" ")).join("\n"));
    this.problems = problems;
  }
}

const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
const waiting = new Map();
worker.onmessage = ({ data: { id, value, problems, failed } }) => {
  const [resolve, reject] = waiting.get(id);
  waiting.delete(id);
  if (failed) reject(new Error(words[failed]));
  else problems ? reject(new Refused(problems)) : resolve(value);
};
worker.onerror = () => {
  $("status").textContent = words.unloaded;
};
let calls = 0;
const ask = (call, ...args) =>
  new Promise((resolve, reject) => {
    waiting.set(++calls, [resolve, reject]);
    worker.postMessage({ id: calls, call, args: [$("ruleset").value, locale, ...args] });
  });

let fields = [];
let facts = {};
let skipped = new Set();

// A path as the library writes it: team.workers[0].registered
const steps = (path) => path.replaceAll("[", ".").replaceAll("]", "").split(".");
const at = (path) => steps(path).reduce((inner, step) => inner?.[step], facts) ?? undefined;
function put(path, value) {
  const way = steps(path);
  const name = way.pop();
  let inner = facts;
  for (const step of way) inner = inner[step] ??= {};
  if (value !== undefined) inner[name] = value;
  else delete inner[name];
}
const of_path = (path) => fields.find((one) => one.path === path.replace(/\[\d+\]/, "[]"));
function label(path) {
  const field = of_path(path);
  const number = path.match(/\[(\d+)\]/);
  const whole = number && of_path(path.slice(0, number.index));
  return [whole ? `${whole.text} ${Number(number[1]) + 1}` : "", field ? field.text : whole ? "" : path].filter(Boolean).join(" · ");
}

function element(tag, attributes = {}, ...content) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (typeof value === "boolean") made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...content);
  return made;
}
const button = (text, onclick, more = {}) =>
  element("button", { type: "button", class: "md-button", onclick, ...more }, text);
const tick = (type, name, text, checked, onchange) =>
  element("label", { class: "tick" }, element("input", { type, name, checked, onchange }), ` ${text}`);

// The inputs of a field; `told` takes the value, and whether the field is to be drawn anew.
function inputs(field, path, name, value, told) {
  const box = (type, more = {}) =>
    element("input", { type, "aria-label": field.text, value: value === NOT_YET ? "" : (value ?? ""), ...more });
  const put_text = (read) => ({ target }) => target.reportValidity() && told(target.value === "" ? undefined : read(target.value));
  switch (field.form) {
    case "truth":
      return [[true, words.yes], [false, words.no], [undefined, words.unknown]].map(([of, text]) =>
        tick("radio", name, text, value === of, () => told(of)));
    case "label": {
      const options = field.options.map((one) =>
        element("option", { value: one.value, selected: value === one.value }, one.text));
      return [element("select", { "aria-label": field.text, onchange: put_text(String) },
        element("option", { value: "" }, words.unknown), ...options)];
    }
    case "several": {
      // Ticked in their order: that of the emblems on a sign is asked about.
      const turned = (one) => {
        const left = (value ?? []).includes(one) ? value.filter((other) => other !== one) : [...(value ?? []), one];
        told(left.length ? left : undefined, true);
      };
      const place = (one) => ((value ?? []).includes(one.value) ? ` (${value.indexOf(one.value) + 1})` : "");
      const boxes = field.options.map((one) => tick(
        "checkbox", name, one.text + place(one), (value ?? []).includes(one.value), () => turned(one.value)));
      const none = tick("checkbox", name, words.none, value?.length === 0,
        ({ target }) => told(target.checked ? [] : undefined, true));
      return [...boxes, none];
    }
    case "members": {
      const count = (text) => Array.from({ length: Number(text) }, (_, n) => value?.[n] ?? {});
      return [element("label", {}, `${words.howMany} `, element("input", {
        type: "number", min: "0", max: String(MOST), step: "1", value: value?.length ?? "",
        onchange: put_text(count) }))];
    }
    case "day":
      return [box("date", { onchange: put_text(String) }), " ",
        tick("checkbox", name, words.notYet, value === NOT_YET, ({ target }) => told(target.checked ? NOT_YET : undefined, true))];
    case "whole":
      return [box("number", { min: "0", step: "1", onchange: put_text(Number) }), ` ${field.unit}`];
    case "decimal":
      return [box("number", { min: "0", step: "any", onchange: put_text(String) }), ` ${field.unit}`];
    default:
      return [box("text", { onchange: put_text(String) })];
  }
}

const why = (field) => element("details", {}, element("summary", {}, words.why),
  ...(field.clauses.length ? field.clauses : [words.unasked]).map((clause) => element("p", {}, clause)));

// What had the focus has it again after what it stands in was drawn anew.
function redrawn(where, ...made) {
  const held = document.activeElement;
  const fact = where.contains(held) && held.closest("[data-path]");
  const same = (one) => [...one.querySelectorAll("input, select, button, summary")];
  const place = fact && same(fact).indexOf(held);
  where.replaceChildren(...made);
  if (!fact) return;
  const again = where.querySelector(`[data-path="${fact.dataset.path}"]`) ?? where;
  (same(again)[again === where ? 0 : place] ?? same(where)[0])?.focus();
}

function draw_fact(field, path) {
  const told = async (value, again = false) => {
    put(path, value);
    if (field.form === "members") return reshape();
    if (again) draw();
    judge();
  };
  const value = at(path);
  const more = () => told([...(value ?? []), {}]);
  return element("fieldset", { "data-path": path, class: "fact" }, element("legend", {}, field.text),
    ...inputs(field, path, `form-${path}`, value, told),
    ...(field.form === "members" ? [" ", button(words.add, more, { disabled: value?.length >= MOST })] : []), why(field));
}

function draw() {
  const open = new Set([...$("form").querySelectorAll("details.group[open]")].map((one) => one.dataset.group));
  const groups = new Map();
  const add = (title, ...made) => groups.set(title, [...(groups.get(title) ?? []), ...made]);
  for (const field of fields.filter((one) => !one.path.includes("[]"))) {
    add(field.group || words.general, draw_fact(field, field.path));
    if (field.form !== "members") continue;
    const inner = fields.filter((one) => one.path.startsWith(`${field.path}[].`));
    (at(field.path) ?? []).forEach((_, n) => {
      const remove = () => {
        put(field.path, at(field.path).filter((_one, other) => other !== n));
        reshape();
      };
      add(`${field.text} ${n + 1}`, ...inner.map((one) => draw_fact(one, one.path.replace("[]", `[${n}]`))),
        element("p", {}, button(words.remove, remove)));
    });
  }
  redrawn($("form"), ...[...groups].map(([title, made]) =>
    element("details", { class: "group", "data-group": title, open: groups.size < 4 || open.has(title) },
      element("summary", {}, title), ...made)));
}

// One question: what is chosen counts when it is confirmed; yes and no are confirmed by choosing.
function draw_card(field, path, text) {
  let value = at(path);
  const tell = () => {
    put(path, value);
    field.form === "members" ? reshape() : (draw(), judge());
  };
  const kept = element("span");
  const drawn = () => redrawn(kept, ...inputs({ ...field, text }, path, `card-${path}`, value, (given, again) => {
    value = given;
    if (again) drawn();
  }));
  const chosen = (of) => () => {
    value = of;
    tell();
  };
  if (field.form === "truth") {
    kept.append(button(words.yes, chosen(true)), " ", button(words.no, chosen(false)), " ");
  } else drawn();
  return element("form", { onsubmit: (event) => (event.preventDefault(), tell()) },
    element("fieldset", { "data-path": path, class: "fact" }, element("legend", {}, text), kept, " ",
      ...(field.form === "truth" ? [] : [element("button", { class: "md-button md-button--primary" }, words.ok)]),
      why(field)));
}

function draw_next(questions) {
  const left = questions.filter((one) => !skipped.has(one.path) && of_path(one.path));
  if (!left.length) {
    const passed = questions.filter((one) => of_path(one.path)).length;
    redrawn($("next"), element("p", {}, passed ? words.passed(passed) : words.done));
    return;
  }
  const [{ path, text, hangs }] = left;
  const skip = () => {
    skipped.add(path);
    draw_next(questions);
  };
  const said = hangs === "verdict" ? words.counted(left.length) : words[hangs];
  const card = draw_card(of_path(path), path, text);
  card.querySelector("fieldset > details").before(" ", button(words.skip, skip));
  redrawn($("next"), element("p", {}, element("strong", {}, words.next), ` · ${said}`), card);
}

const given = () => [JSON.stringify(facts), $("on").value];

function refuse(error) {
  $("status").textContent = error instanceof Refused ? words.failed + error.message : error.message;
  for (const { path, text } of error.problems ?? []) {
    for (const place of page.querySelectorAll(`fieldset[data-path="${CSS.escape(path)}"]`)) {
      place.classList.add("wrong");
      place.querySelector("details").before(element("p", { class: "problem" }, text));
    }
  }
}

// What is shown beside the report, in the order in which it is worked out once nobody is typing.
const PANELS = {
  picture: (html) => html,
  timeline: ({ svg, text }) => `<div class="scroll">${svg}</div>`
    + element("details", {}, element("summary", {}, words.text), element("pre", {}, text)).outerHTML,
  remedies: (html) => html || element("p", {}, words.nothingLeft).outerHTML,
  readings: (html) => html,
};
let running = false;
let again = false;

async function judge() {
  again = true;
  if (running) return;
  running = true;
  page.setAttribute("aria-busy", "true");
  while (again) {
    again = false;
    for (const old of page.querySelectorAll(".problem")) old.remove();
    for (const old of page.querySelectorAll(".wrong")) old.classList.remove("wrong");
    $("status").textContent = words.judging;
    const facts_now = given();
    try {
      $("status").textContent = await ask("verdict", ...facts_now);
      page.dataset.answered = "true";
      if (again) continue;
      $("report").innerHTML = await ask("judge", ...facts_now);
      page.querySelector(".answers").hidden = false;
      if (!again) draw_next(await ask("questions", ...facts_now));
    } catch (error) {
      page.querySelector(".answers").hidden = true;
      refuse(error);
      continue;
    }
    if (!again && page.dataset.paused !== undefined) await new Promise((done) => setTimeout(done, PAUSE));
    page.dataset.paused = "";
    for (const [name, shown] of Object.entries(PANELS)) {
      if (again) break;
      const html = await ask(name, ...facts_now).then(shown).catch((error) => (refuse(error), ""));
      $(name).innerHTML = html;
      $(name).closest("section").hidden = !html;
    }
    // What scrolls has to be reached by keyboard.
    for (const wide of page.querySelectorAll(".scroll")) wide.tabIndex = 0;
  }
  running = false;
  page.setAttribute("aria-busy", "false");
}

// The number of members has changed: the library may know of more of them.
async function reshape() {
  draw();
  facts = await ask("facts", JSON.stringify(facts)).catch(() => facts);
  draw();
  await judge();
}

async function begin(known) {
  const made = await ask("form");
  fields = made.fields;
  facts = known ? await ask("facts", JSON.stringify(known)) : made.facts;
  skipped = new Set();
  draw();
  await judge();
}

function give(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  element("a", { href: url, download: name }).click();
  URL.revokeObjectURL(url);
  $("status").textContent = words.saved(name);
}

// A file's name says what it is about, what it is, and of which day.
const named = (what, ending) => {
  const about = [$("ruleset").selectedOptions[0].text, what, what === words.template ? "" : $("on").value];
  return `${about.filter(Boolean).join("-")}.${ending}`;
};

const kept = () => ({ ruleset: $("ruleset").value, on: $("on").value, subject: facts });

// What was kept is taken up, or refused with what was filled in left as it is.
async function take_up({ ruleset, on, subject }) {
  const before = kept();
  if (typeof ruleset !== "string" || !subject || typeof subject !== "object") throw new Error(words.notKept);
  if (![...$("ruleset").options].some((one) => one.value === ruleset)) throw new Error(words.notHere(ruleset));
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on) || Number.isNaN(Date.parse(on))) throw new Error(words.notDay(on ?? ""));
  $("ruleset").value = ruleset;
  $("on").value = on;
  try {
    await begin(subject);
  } catch (error) {
    $("ruleset").value = before.ruleset;
    $("on").value = before.on;
    await begin(before.subject);
    throw error;
  }
}

const told = (work) => async (event) => {
  try {
    await work(event);
  } catch (error) {
    $("status").textContent = words.broken + error.message;
  }
};

const open_file = told(async ({ target }) => {
  const [file] = target.files;
  target.value = "";
  await take_up(parsed(await file.text(), words.notKept));
});

function parsed(text, otherwise) {
  try {
    return Object(JSON.parse(text));
  } catch {
    throw new Error(otherwise);
  }
}

// Persons' names stay here.
async function share() {
  const subject = await ask("shared", JSON.stringify(facts));
  const bytes = new TextEncoder().encode(JSON.stringify({ ...kept(), subject }));
  const packed = btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  history.replaceState(null, "", LINK + packed);
  $("link").value = location.href;
  $("link").hidden = false;
  $("link").select();
  $("status").textContent = await navigator.clipboard.writeText(location.href).then(() => words.copied, () => words.copy);
}

const bytes_of = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
const open_link = told(async () => {
  const packed = location.hash.slice(LINK.length).replaceAll("-", "+").replaceAll("_", "/");
  let text = "";
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes_of(packed));
  } catch {
    throw new Error(words.notLink);
  }
  await take_up(parsed(text, words.notLink));
});

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const working = (work) => told(async (event) => {
  $("status").textContent = words.working;
  await work(event);
});
const judge_book = working(async ({ target }) => {
  const [file] = target.files;
  target.value = "";
  let data = "";
  for (const byte of new Uint8Array(await file.arrayBuffer())) data += String.fromCharCode(byte);
  const judged = bytes_of(await ask("workbook", btoa(data), $("on").value));
  give(file.name.replace(/(\.[^.]*)?$/, `${words.judged($("on").value)}.xlsx`), XLSX, judged);
});

const now = new Date();
$("on").value = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
$("on").addEventListener("change", ({ target }) => target.value && judge());
$("ruleset").addEventListener("change", () => begin());
$("save").addEventListener("click", () => give(named("", "json"), "application/json", JSON.stringify(kept(), null, 2)));
$("open").addEventListener("change", open_file);
$("share").addEventListener("click", share);
// What is printed is the form that is filed, and nothing else of the page.
$("print").addEventListener("click", working(async () => {
  const frame = element("iframe", { title: words.printed, class: "printed", srcdoc: await ask("printed", ...given()) });
  frame.addEventListener("load", () => {
    frame.contentWindow.addEventListener("afterprint", () => frame.remove());
    frame.contentWindow.print();
  });
  document.body.append(frame);
  $("status").textContent = "";
}));
$("sheet").addEventListener("click", working(async () =>
  give(named(words.printed, "xlsx"), XLSX, bytes_of(await ask("sheet", ...given())))));
$("html").addEventListener("click", working(async () => give(named(words.report, "html"), "text/html", await ask("report", ...given()))));
$("receipt").addEventListener("click", working(async () =>
  give(named(words.receipt, "json"), "application/json", await ask("receipt", ...given()))));
$("template").addEventListener("click", working(async () =>
  give(named(words.template, "xlsx"), XLSX, bytes_of(await ask("template")))));
$("workbook").addEventListener("change", judge_book);
addEventListener("hashchange", () => location.hash.startsWith(LINK) && open_link());
$("status").textContent = words.loading;
if (location.hash.startsWith(LINK)) await open_link();
if (!fields.length) await begin().catch(refuse);
