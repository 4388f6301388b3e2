// My station: one question a page, the answers to check, then the result. The library works beside the page.
const root = document.getElementById("my");
const { locale } = root.dataset;
const WORDS = {
  zh_CN: {
    loading: "正在载入，请稍候……", judging: "正在核对……", unknown: "未知", yes: "是", no: "否", none: "无",
    notYet: "尚未", howMany: "数量", add: "增加一项", remove: "删除这一项", why: "询问原因",
    unasked: "没有条款涉及这一项，不填不影响结论。", nothingLeft: "无整改事项。", general: "基本情况",
    next: "继续", skip: "不清楚，跳过", back: "上一页", toCheck: "核对填写内容", toResult: "查看结果", change: "修改",
    day: "按哪一天的情况核对？", evidence: "可查材料：", blank: "未填写", wanted: "待填写",
    counted: (n) => `还有${n}项待填写`, complete: "信息已填写完毕。", open: (n) => `还有${n}项未填写，不清楚的可以不填。`,
    checking: "核对填写内容", advice: "仅涉及指导性要求，可以跳过。", due: (day) => `，完成时限${day}`,
    broken: "无法打开：", failed: "暂时无法核对：", text: "文字说明",
    unloaded: "核对程序没有载入。请检查网络，再重新打开本页。", unexpected: "出现异常。请重新打开本页再试；仍有问题的，请联系本网站管理人员。",
    notKept: "该文件不是由本页“存为文件”生成的文件。", notLink: "链接不完整，请重新复制整个链接。", judged: (on) => `（自查结果 ${on}）`,
    notHere: (name) => `本页没有文件中的自查对象“${name}”。`, notDay: (on) => `文件中的核对日期“${on}”不是日期，请按“2024-03-01”的格式填写。`, template: "填报模板",
    receipt: "核对凭据", report: "自查报告",
    copied: "链接已复制。链接包含填写的情况和核对所需的名称（如站名），不含个人姓名。",
    copy: "请复制该链接。链接包含填写的情况和核对所需的名称（如站名），不含个人姓名。",
    working: "正在处理……", printed: "自查表", saved: (name) => `已存为 ${name}`,
  },
  en: {
    loading: "Loading …", judging: "Checking …", unknown: "unknown", yes: "yes", no: "no",
    none: "none of them", notYet: "not yet", howMany: "how many", add: "Add one", remove: "Remove this one",
    why: "Why is this asked?", unasked: "No clause asks for this. If it is left blank, no result changes.",
    nothingLeft: "No action needed.", general: "In general",
    next: "Continue", skip: "Not known, skip", back: "Back", toCheck: "Check your answers", toResult: "See the result", change: "Change",
    day: "For which day should this be checked?", evidence: "Where to look: ", blank: "not filled in", wanted: "to be filled in",
    counted: (n) => `Questions left: ${n}`, complete: "Everything is filled in.",
    open: (n) => `Not filled in: ${n}. Leave blank what you do not know.`,
    checking: "Check your answers", advice: "Only recommendations depend on this. You can skip it.", due: (day) => `, due ${day}`,
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
const PARTS = "一二三四五六七";
const NOT_YET = "NOT_YET";
const MOST = 60;
const LINK = "#facts=";
const $ = (id) => document.getElementById(`my-${id}`);

class Refused extends Error {
  constructor(problems) {
    super(problems.map(({ path, text }) => [label(path), text].filter(Boolean).join(" ")).join("\n"));
    this.problems = problems;
  }
}

// What the page loads is kept for when there is no network, where the browser allows it: on https, or on this machine.
const OFFLINE = new URL("../offline.js", import.meta.url);
const KEPT = "my-station";
const PATIENCE = 2000;
async function offline() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  const taken = new Promise((done) => serviceWorker.addEventListener("controllerchange", done, { once: true }));
  await serviceWorker.register(OFFLINE);
  if (!serviceWorker.controller) await Promise.race([taken, new Promise((done) => setTimeout(done, PATIENCE))]);
}
// What came before the service worker did is asked for once more: most browsers have it at hand.
async function keep() {
  if (!navigator.serviceWorker?.controller) return;
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const kept = await caches.open(KEPT);
  for (const address of [location.href, ...loaded].map((name) => name.split("#")[0])) {
    if (address.startsWith(location.origin) && !await kept.match(address)) await fetch(address).catch(() => null);
  }
}

const waiting = new Map();
const working_in = offline().catch(console.warn).then(() => {
  const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
  worker.onmessage = ({ data: { id, value, problems, failed, loaded, total } }) => {
    if (loaded) return arrived(loaded, total);
    const [resolve, reject] = waiting.get(id);
    waiting.delete(id);
    if (failed) reject(new Error(words[failed]));
    else problems ? reject(new Refused(problems)) : resolve(value);
  };
  worker.onerror = () => say(words.unloaded);
  return worker;
});
// Once all has come, the bar shows that Python is starting.
function arrived(loaded, total) {
  $("progress").max = total;
  if (loaded < total) $("progress").value = loaded;
  else $("progress").removeAttribute("value");
}
let calls = 0;
const ask = (call, ...args) =>
  new Promise((resolve, reject) => {
    const id = ++calls;
    waiting.set(id, [resolve, reject]);
    working_in.then((worker) => worker.postMessage({ id, call, args: [ruleset, locale, ...args] }));
  });

// What is checked, on which day, and what is known of it; `asked` has the questions in the order of the form.
let ruleset = $("ruleset").value;
let on = "";
let facts = {};
let fields = [];
let asked = [];
let skipped = new Set();
let dated = false;
let ready;

// The pages that are no question about a fact.
const START = "start";
const DAY = "day";
const CHECK = "check";
const RESULT = "result";

// A path as the library writes it: team.workers[0].registered
const steps = (path) => path.replaceAll("[", ".").replaceAll("]", "").split(".");
const value_at = (path) => steps(path).reduce((inner, step) => inner?.[step], facts) ?? undefined;
function put(path, value) {
  const way = steps(path);
  const name = way.pop();
  let inner = facts;
  for (const step of way) inner = inner[step] ??= {};
  if (value !== undefined) inner[name] = value;
  else delete inner[name];
}
const field_of = (path) => fields.find((field) => field.path === path.replace(/\[\d+\]/, "[]"));
const group_of = (path) => path.match(/^(.*)\[(\d+)\]/);
function member_label(path) {
  const [, group, number] = group_of(path);
  const name = value_at(`${group}[${number}].name`);
  return [`${field_of(group).text} ${Number(number) + 1}`, name].filter(Boolean).join(" ");
}
function label(path) {
  const field = field_of(path);
  return [group_of(path) ? member_label(path) : "", field?.text ?? (path.includes("]") ? "" : path)].filter(Boolean).join(" · ");
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
const primary = { class: "md-button md-button--primary" };
const tick = (type, text, checked, onchange, value = "") =>
  element("label", { class: "tick" }, element("input", { type, name: "answer", value, checked, onchange }), ` ${text}`);
const say = (text) => {
  $("status").textContent = text;
};
const busy = (now) => root.setAttribute("aria-busy", String(now));

// What a field takes, other than yes or no; `told` takes the value, and whether the boxes are to be drawn anew.
function inputs(field, value, told) {
  const named = { "aria-labelledby": "my-question" };
  const box = (type, read, more = {}) => element("input", { type, ...named, value: value === NOT_YET ? "" : (value ?? ""), ...more,
    onchange: ({ target }) => told(target.value === "" ? undefined : read(target.value)) });
  switch (field.form) {
    case "label":
      return field.options.map((option) => element("p", {},
        tick("radio", option.text, value === option.value, () => told(option.value), option.value)));
    case "several": {
      // Ticked in their order: that of the emblems on a sign is asked about.
      const turned = (option) => {
        const left = (value ?? []).includes(option) ? value.filter((kept) => kept !== option) : [...(value ?? []), option];
        told(left.length ? left : undefined, true);
      };
      const place = (option) => ((value ?? []).includes(option.value) ? ` (${value.indexOf(option.value) + 1})` : "");
      const boxes = field.options.map((option) => tick(
        "checkbox", option.text + place(option), (value ?? []).includes(option.value), () => turned(option.value), option.value));
      const none = tick("checkbox", words.none, value?.length === 0,
        ({ target }) => told(target.checked ? [] : undefined, true));
      return [...boxes, none].map((line) => element("p", {}, line));
    }
    case "members": {
      const count = (text) => Array.from({ length: Number(text) }, (_, place) => value?.[place] ?? {});
      return [box("number", count, { min: "0", max: String(MOST), step: "1", value: value?.length ?? "" })];
    }
    case "day":
      return [box("date", String), ...(field.path === DAY ? [] : [" ",
        tick("checkbox", words.notYet, value === NOT_YET, ({ target }) => told(target.checked ? NOT_YET : undefined, true))])];
    case "whole":
      return [box("number", Number, { min: "0", step: "1" }), ` ${field.unit}`];
    case "decimal":
      return [box("number", String, { min: "0", step: "any" }), ` ${field.unit}`];
    default:
      return [box("text", String, { autocomplete: "off" })];
  }
}

// A value as it is read, in the list of answers.
function in_words(field, value) {
  if (value === undefined) return words.blank;
  if (value === NOT_YET) return words.notYet;
  const named = (option) => field.options.find((known) => known.value === option)?.text ?? option;
  switch (field.form) {
    case "truth": return value ? words.yes : words.no;
    case "label": return named(value);
    case "several": return value.map(named).join(locale === "en" ? ", " : "、") || words.none;
    case "members": return String(value.length);
    default: return [value, field.unit].filter(Boolean).join(" ");
  }
}

const is_open = ({ path, hangs }) => hangs && value_at(path) === undefined && !skipped.has(path);
const left = () => asked.filter(is_open);

// The next question that is open: behind a page, or else from the first one on. The day comes behind the place.
function next_after(page) {
  const first = asked[0]?.path === "jurisdiction" && is_open(asked[0]) ? asked[0].path : DAY;
  if (!dated) return page === START ? first : DAY;
  const place = asked.findIndex(({ path }) => path === page);
  const open = left();
  return (open.find((question) => asked.indexOf(question) > place) ?? open[0])?.path ?? CHECK;
}

// Each page is one step back in the browser.
function go(page, more = {}) {
  history.pushState({ page, ...more }, "");
  show({ page, ...more });
}

const shows = (page) => {
  root.dataset.page = page;
  for (const part of root.querySelectorAll("[data-pages]")) part.hidden = !part.dataset.pages.split(" ").includes(page);
};

function show({ page = START, change = false } = {}) {
  const fitting = page === START || fields.length === 0 ? START
    : [DAY, CHECK, RESULT].includes(page) || (field_of(page) && asked.some(({ path }) => path === page)) ? page : CHECK;
  say("");
  shows([START, CHECK, RESULT].includes(fitting) ? fitting : "question");
  $("link").hidden = true;
  if (fitting === START) $("page").replaceChildren();
  else if (fitting === CHECK) draw_check();
  else if (fitting === RESULT) $("page").replaceChildren();
  else draw_question(fitting, change);
  if (fitting === RESULT) judge();
  (fitting === START ? null : root.querySelector(fitting === RESULT ? "#verdict" : "#my-question"))?.focus();
  if (fitting !== START) root.scrollIntoView();
}

// One question: yes and no are confirmed by choosing, any other answer by going on.
function draw_question(path, change) {
  const field = path === DAY ? { path: DAY, form: "day", text: words.day, clauses: [] } : field_of(path);
  const question = path === DAY ? { text: words.day } : asked.find((each) => each.path === path);
  let value = path === DAY ? on : value_at(path);
  const tell = (given) => answered(path, given, change);
  const boxes = element("div", { class: "boxes" });
  const draw_boxes = () => {
    const place = [...boxes.querySelectorAll("input")].indexOf(document.activeElement);
    boxes.replaceChildren(...inputs(field, value, (given, anew) => {
      value = given;
      if (anew) draw_boxes();
    }));
    if (place >= 0) boxes.querySelectorAll("input")[place].focus();
  };
  if (field.form === "truth") {
    for (const [answer, text] of [[true, words.yes], [false, words.no]]) {
      const chosen = value === answer ? { ...primary, "aria-pressed": "true" } : {};
      boxes.append(button(text, () => tell(answer), chosen), " ");
    }
  } else draw_boxes();
  const open = left().length;
  const hints = [
    question.evidence && words.evidence + question.evidence,
    question.hangs === "advice" && words.advice,
  ].filter(Boolean).map((text) => element("p", { class: "pale" }, text));
  const why = element("details", {}, element("summary", {}, words.why),
    ...(field.clauses.length ? field.clauses : [words.unasked]).map((clause) => element("p", {}, clause)));
  const submit = field.form === "truth" ? [] : [element("button", primary, words.next), " "];
  const skip = path === DAY ? [] : [button(words.skip, () => tell(undefined))];
  $("page").replaceChildren(
    element("p", { class: "pale" }, dated ? words.counted(open) : ""),
    element("form", { class: "question", "data-path": path, onsubmit: (event) => (event.preventDefault(), tell(value)) },
      element("fieldset", {}, element("legend", {}, element("h2", { id: "my-question", tabindex: "-1" }, question.text)),
        ...hints, boxes, element("p", { class: "problem", role: "alert" })),
      element("p", { class: "bar" }, ...submit, ...skip)),
    ...(path === DAY ? [] : [why]),
    element("p", { class: "bar ways" }, button(words.back, () => history.back()),
      button(words.toCheck, () => go(CHECK)), button(words.toResult, () => go(RESULT))));
}

// The answer counts once the library takes it: what it refuses is told beside the question.
async function answered(path, value, change) {
  if (root.getAttribute("aria-busy") === "true") return;
  const before = JSON.stringify(facts);
  const on_before = on;
  if (path === DAY) {
    if (!value) return;
    on = value;
    dated = true;
  } else {
    put(path, value);
    if (value === undefined) skipped.add(path);
    else skipped.delete(path);
  }
  try {
    await update();
  } catch (error) {
    facts = JSON.parse(before);
    on = on_before;
    const own = error.problems?.length === 1 && error.problems[0].path === path;
    $("page").querySelector(".problem").textContent = own ? error.problems[0].text : error.message;
    $("page").querySelector("input, button")?.focus();
    return;
  }
  go(change ? CHECK : next_after(path));
}

// The library says which facts there are now, and what still hangs on which.
async function update() {
  busy(true);
  try {
    const known = await ask("questions", JSON.stringify(facts), on);
    facts = known.facts;
    asked = known.asked.filter(({ path }) => field_of(path));
    root.dataset.answered = "true";
  } finally {
    busy(false);
  }
}

function draw_check() {
  const groups = new Map();
  const add = (title, ...made) => groups.set(title, [...(groups.get(title) ?? []), ...made]);
  const changed = (work) => async () => {
    work();
    await update();
    show({ page: CHECK });
  };
  for (const question of asked) {
    const { path } = question;
    const field = field_of(path);
    const value = value_at(path);
    const title = group_of(path) ? member_label(path) : field.group || words.general;
    const name = group_of(path) ? field.text : label(path);
    const told = in_words(field, value) + (value === undefined && question.hangs ? ` · ${words.wanted}` : "");
    const change = button(words.change, () => go(path, { change: true }), { "aria-label": `${words.change}: ${label(path)}` });
    const more = field.form === "members"
      ? [" ", button(words.add, changed(() => put(path, [...(value ?? []), {}])), { disabled: value?.length >= MOST })] : [];
    add(title, element("div", { "data-path": path, class: value === undefined ? "pale" : "" },
      element("dt", {}, name), element("dd", {}, told), element("dd", {}, change, ...more)));
    const last = group_of(path) && asked[asked.indexOf(question) + 1];
    if (group_of(path) && group_of(last?.path ?? "")?.[0] !== group_of(path)[0]) {
      const [, group, number] = group_of(path);
      const remove = changed(() => put(group, value_at(group).filter((_member, place) => place !== Number(number))));
      add(title, element("div", {}, element("dt", {}), element("dd", {}),
        element("dd", {}, button(words.remove, remove, { "aria-label": `${words.remove}: ${title}` }))));
    }
  }
  const open = asked.filter(({ path, hangs }) => hangs && value_at(path) === undefined).length;
  const day = element("div", { "data-path": DAY }, element("dt", {}, words.day), element("dd", {}, on),
    element("dd", {}, button(words.change, () => go(DAY, { change: true }), { "aria-label": `${words.change}: ${words.day}` })));
  groups.set(words.general, [day, ...(groups.get(words.general) ?? [])]);
  const general = [words.general, groups.get(words.general)];
  groups.delete(words.general);
  $("page").replaceChildren(
    element("h2", { id: "my-question", tabindex: "-1" }, words.checking),
    element("p", {}, open ? words.open(open) : words.complete),
    element("p", { class: "bar" }, button(words.toResult, () => go(RESULT), primary),
      ...(left().length ? [button(words.next, () => go(next_after(START)))] : []),
      button(words.back, () => history.back())),
    ...[general, ...groups].flatMap(([title, rows]) => [element("h3", {}, title), element("dl", { class: "answers" }, ...rows)]),
    element("p", { class: "bar" }, button(words.toResult, () => go(RESULT), primary)));
}

function refuse(error) {
  say(error instanceof Refused ? words.failed + error.message : error.message);
}

// What is shown of the result, in the order in which it is worked out.
const clause_of = ({ clause, locator }) => {
  const page = root.dataset.clauses.replace("{part}", PARTS.indexOf(locator[0]) + 1);
  return element("a", { href: `${page}#${locator}` }, clause).outerHTML;
};
const PANELS = {
  violated: (rules) => (rules.length ? element("ul", {}).outerHTML.replace("</ul>", `${rules.map((rule) =>
    `<li>${element("span", {}, rule.text).innerHTML} · ${clause_of(rule)}${rule.due ? words.due(rule.due) : ""}</li>`).join("")}</ul>`) : ""),
  remedies: (html) => html || element("p", {}, words.nothingLeft).outerHTML,
  report: (html) => html,
  picture: (html) => html,
  timeline: ({ svg, text }) => `<div class="scroll">${svg}</div>`
    + element("details", {}, element("summary", {}, words.text), element("pre", {}, text)).outerHTML,
  readings: (html) => html,
};
const given = () => [JSON.stringify(facts), on];
let shown = 0;

async function judge() {
  const mine = ++shown;
  busy(true);
  say(words.judging);
  const current = given();
  for (const part of Object.keys(PANELS).map((name) => $(name).closest("section, details"))) {
    part.hidden = true;
    part.open = false;
  }
  try {
    $("verdict").textContent = await ask("verdict", ...current);
    say("");
    for (const [name, drawn] of Object.entries(PANELS)) {
      if (mine !== shown || root.dataset.page !== RESULT) return;
      const html = await ask(name, ...current).then(drawn).catch((error) => (refuse(error), ""));
      $(name).innerHTML = html;
      $(name).closest("section, details").hidden = !html;
    }
  } catch (error) {
    $("verdict").textContent = "";
    refuse(error);
  } finally {
    if (mine === shown) busy(false);
  }
  // What scrolls has to be reached by keyboard.
  for (const wide of root.querySelectorAll(".scroll")) wide.tabIndex = 0;
}

async function begin(known) {
  const made = await ask("form");
  fields = made.fields;
  facts = known ?? made.facts;
  skipped = new Set();
  dated = known !== undefined;
  await update();
}

function give(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  element("a", { href: url, download: name }).click();
  URL.revokeObjectURL(url);
  say(words.saved(name));
}

// A file's name says what it is about, what it is, and of which day.
const named = (what, ending) => {
  const about = [$("ruleset").selectedOptions[0].text, what, what === words.template ? "" : on];
  return `${about.filter(Boolean).join("-")}.${ending}`;
};

const kept = () => ({ ruleset, on, subject: facts });

// What was kept is taken up, or refused with what was filled in left as it is.
async function take_up(held, taken_up = () => {}) {
  const before = kept();
  if (typeof held.ruleset !== "string" || !held.subject || typeof held.subject !== "object") throw new Error(words.notKept);
  if (![...$("ruleset").options].some((option) => option.value === held.ruleset)) throw new Error(words.notHere(held.ruleset));
  if (!/^\d{4}-\d{2}-\d{2}$/.test(held.on) || Number.isNaN(Date.parse(held.on))) throw new Error(words.notDay(held.on ?? ""));
  const taken = async (what) => {
    ({ ruleset, on } = what);
    $("ruleset").value = ruleset;
    $("on").value = on;
    await begin(what.subject);
  };
  try {
    await taken(held);
  } catch (error) {
    await taken(before);
    throw error;
  }
  taken_up();
  go(RESULT);
}

const guarded = (work) => async (event) => {
  try {
    await work(event);
  } catch (error) {
    say(words.broken + error.message);
  }
};

const open_file = guarded(async ({ target }) => {
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
  const link = location.href.split("#")[0] + LINK + packed;
  $("link").value = link;
  $("link").hidden = false;
  $("link").select();
  say(await navigator.clipboard.writeText(link).then(() => words.copied, () => words.copy));
}

const bytes_of = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const open_link = guarded(async () => {
  const packed = location.hash.slice(LINK.length).replaceAll("-", "+").replaceAll("_", "/");
  let text = "";
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes_of(packed));
  } catch {
    throw new Error(words.notLink);
  }
  await take_up(parsed(text, words.notLink), () => history.replaceState(null, "", location.pathname));
});

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const working = (work) => guarded(async (event) => {
  say(words.working);
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
on = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
$("on").value = on;
$("ruleset").addEventListener("change", ({ target }) => {
  ruleset = target.value;
  fields = [];
  ready = begin().catch(refuse);
});
$("start").addEventListener("click", async () => {
  await ready;
  if (fields.length) go(next_after(START));
});
$("save").addEventListener("click", () => give(named("", "json"), "application/json", JSON.stringify(kept(), null, 2)));
$("open").addEventListener("change", open_file);
$("share").addEventListener("click", share);
$("again").addEventListener("click", () => go(CHECK));
$("anew").addEventListener("click", async () => {
  await begin().catch(refuse);
  go(START);
});
// What is printed is the form that is filed, and nothing else of the page.
$("print").addEventListener("click", working(async () => {
  const frame = element("iframe", { title: words.printed, class: "printed", srcdoc: await ask("printed", ...given()) });
  frame.addEventListener("load", () => {
    frame.contentWindow.addEventListener("afterprint", () => frame.remove());
    frame.contentWindow.print();
  });
  document.body.append(frame);
  say("");
}));
$("sheet").addEventListener("click", working(async () =>
  give(named(words.printed, "xlsx"), XLSX, bytes_of(await ask("sheet", ...given())))));
$("html").addEventListener("click", working(async () => give(named(words.report, "html"), "text/html", await ask("whole_report", ...given()))));
$("receipt").addEventListener("click", working(async () =>
  give(named(words.receipt, "json"), "application/json", await ask("receipt", ...given()))));
$("template").addEventListener("click", working(async () =>
  give(named(words.template, "xlsx"), XLSX, bytes_of(await ask("template")))));
$("workbook").addEventListener("change", judge_book);
addEventListener("popstate", ({ state }) => {
  if (location.hash.startsWith(LINK)) open_link();
  else show(state ?? {});
});
shows(START);
say(words.loading);
ready = (async () => {
  if (location.hash.startsWith(LINK)) await open_link();
  if (!fields.length) await begin().then(() => say(""), refuse);
  $("progress").hidden = true;
  await keep();
})();
