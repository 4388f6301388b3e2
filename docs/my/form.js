// My station: a form made from the facts that the rules ask for, and the library's answer as it is filled in.
const page = document.getElementById("my");
const { locale } = page.dataset;
const WORDS = {
  zh_CN: {
    loading: "正在载入，第一次约需几秒……", judging: "正在判断……", unknown: "未知", yes: "是", no: "否", none: "一个也没有",
    notYet: "尚未", howMany: "有几名（空着为未知）", why: "为什么问？", next: "先问这一项", done: "没有要问的了。", all: "全部事实",
    mend: "怎样整改", general: "基本情况", skip: "跳过", counted: (n) => `还有 ${n} 项可能影响结论`,
    broken: "打不开这个文件：", failed: "不能判断：",
  },
  en: {
    loading: "Loading; a few seconds the first time …", judging: "Judging …", unknown: "unknown", yes: "yes", no: "no",
    none: "none of them", notYet: "not yet", howMany: "how many (blank: unknown)", why: "Why do you ask?",
    next: "This first", done: "There is nothing left to ask.", all: "All the facts", mend: "What would mend it",
    general: "In general", skip: "Skip", counted: (n) => `${n} may still change the verdict`,
    broken: "This file cannot be opened: ", failed: "Cannot be judged: ",
  },
};
const words = WORDS[locale];
const NOT_YET = "9999-12-31";
const $ = (id) => document.getElementById(`my-${id}`);

const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
const waiting = new Map();
worker.onmessage = ({ data: { id, value, error } }) => {
  const [resolve, reject] = waiting.get(id);
  waiting.delete(id);
  error === undefined ? resolve(value) : reject(new Error(error));
};
let calls = 0;
const ask = (call, ...args) =>
  new Promise((resolve, reject) => {
    waiting.set(++calls, [resolve, reject]);
    worker.postMessage({ id: calls, call, args });
  });

let fields = [];
let facts = {};
let skipped = new Set();

// A path as the library writes it: team.workers[0].registered
const steps = (path) => path.replaceAll("[", ".").replaceAll("]", "").split(".");
const at = (path) => steps(path).reduce((inner, step) => inner?.[step], facts);
function put(path, value) {
  const way = steps(path);
  const name = way.pop();
  let inner = facts;
  for (const step of way) inner = inner[step] ??= {};
  if (value === undefined) delete inner[name];
  else inner[name] = value;
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

function tick(type, name, text, checked, onchange) {
  return element("label", { class: "tick" }, element("input", { type, name, checked, onchange }), ` ${text}`);
}

function inputs(field, path, name, told) {
  const value = at(path);
  const box = (type, more = {}) =>
    element("input", { type, "aria-label": field.text, value: value === NOT_YET ? "" : (value ?? ""), ...more });
  const put_text = (read) => (event) => told(event.target.value === "" ? undefined : read(event.target.value));
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
      const turned = (one) => () => {
        const now = at(path) ?? [];
        const left = now.includes(one) ? now.filter((other) => other !== one) : [...now, one];
        told(left.length ? left : undefined, true);
      };
      const boxes = field.options.map((one) =>
        tick("checkbox", name, one.text, (value ?? []).includes(one.value), turned(one.value)));
      const none = tick("checkbox", name, words.none, value?.length === 0,
        (event) => told(event.target.checked ? [] : undefined, true));
      return [...boxes, none];
    }
    case "members":
      return [element("label", {}, `${words.howMany} `, element("input", {
        type: "number", min: "0", max: "20", value: value?.length ?? "",
        onchange: put_text((text) => Array.from({ length: Math.min(20, Number(text)) }, (_, n) => value?.[n] ?? {})),
      }))];
    case "day":
      return [box("date", { onchange: put_text(String) }),
        tick("checkbox", name, words.notYet, value === NOT_YET,
          (event) => told(event.target.checked ? NOT_YET : undefined, true))];
    case "whole":
      return [box("number", { min: "0", step: "1", onchange: put_text(Number) }), ` ${field.unit}`];
    case "decimal":
      return [box("number", { min: "0", step: "any", onchange: put_text(String) }), ` ${field.unit}`];
    default:
      return [box("text", { onchange: put_text(String) })];
  }
}

function asked(field, path, where) {
  const told = (value, again = false) => {
    put(path, value);
    if (again || where === "card" || field.form === "members") draw();
    judge();
  };
  return element("fieldset", { "data-path": path, class: "fact" },
    element("legend", {}, field.text),
    ...inputs(field, path, `${where}-${path}`, told),
    element("details", {}, element("summary", {}, words.why),
      ...field.clauses.map((clause) => element("p", {}, clause))));
}

function draw() {
  const open = new Set([...$("form").querySelectorAll("details.group[open]")].map((one) => one.dataset.group));
  const groups = new Map();
  const add = (title, ...made) => groups.set(title, [...(groups.get(title) ?? []), ...made]);
  for (const field of fields.filter((one) => !one.path.includes("[]"))) {
    add(field.group || words.general, asked(field, field.path, "form"));
    if (field.form !== "members") continue;
    const inner = fields.filter((one) => one.path.startsWith(`${field.path}[].`));
    (at(field.path) ?? []).forEach((_, n) =>
      add(`${field.text} ${n + 1}`, ...inner.map((one) => asked(one, one.path.replace("[]", `[${n}]`), "form"))));
  }
  $("form").replaceChildren(...[...groups].map(([title, made]) =>
    element("details", { class: "group", "data-group": title, open: groups.size === 1 || open.has(title) },
      element("summary", {}, title), ...made)));
}

function draw_next(questions) {
  const left = questions.filter((one) => !skipped.has(one.path));
  if (!left.length) {
    $("next").replaceChildren(words.done);
    return;
  }
  const [{ path, text }] = left;
  const field = fields.find((one) => one.path === path.replace(/\[\d+\]/, "[]"));
  const skip = () => {
    skipped.add(path);
    draw_next(questions);
  };
  $("next").replaceChildren(
    element("p", {}, element("strong", {}, words.next), ` · ${words.counted(left.length)}`),
    asked({ ...field, text }, path, "card"),
    element("button", { type: "button", onclick: skip, class: "md-button" }, words.skip));
}

const given = () => [$("ruleset").value, locale, JSON.stringify(facts), $("on").value];
let running = false;
let again = false;

async function judge() {
  again = true;
  if (running) return;
  running = true;
  while (again) {
    again = false;
    page.setAttribute("aria-busy", "true");
    $("status").textContent = words.judging;
    $("remedies").replaceChildren();
    try {
      $("report").innerHTML = await ask("judge", ...given());
      if (!again) draw_next(await ask("questions", ...given()));
      $("status").textContent = "";
    } catch (error) {
      $("status").textContent = words.failed + error.message;
    }
  }
  running = false;
  page.setAttribute("aria-busy", "false");
}

async function begin(known = {}) {
  facts = known;
  skipped = new Set();
  fields = await ask("form", $("ruleset").value, locale);
  draw();
  await judge();
}

function save() {
  const kept = { ruleset: $("ruleset").value, on: $("on").value, subject: facts };
  const url = URL.createObjectURL(new Blob([JSON.stringify(kept, null, 2)], { type: "application/json" }));
  element("a", { href: url, download: `${kept.ruleset}.json` }).click();
  URL.revokeObjectURL(url);
}

async function open_file(event) {
  try {
    const { ruleset, on, subject } = JSON.parse(await event.target.files[0].text());
    if (![...$("ruleset").options].some((one) => one.value === ruleset) || typeof subject !== "object") {
      throw new Error(String(ruleset));
    }
    $("ruleset").value = ruleset;
    $("on").value = on;
    await begin(subject);
  } catch (error) {
    $("status").textContent = words.broken + error.message;
  }
}

async function mend() {
  $("status").textContent = words.judging;
  try {
    $("remedies").innerHTML = await ask("remedies", ...given());
    $("status").textContent = "";
  } catch (error) {
    $("status").textContent = words.failed + error.message;
  }
}

const now = new Date();
$("on").value = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
$("on").addEventListener("change", judge);
$("ruleset").addEventListener("change", () => begin());
$("save").addEventListener("click", save);
$("open").addEventListener("change", open_file);
$("print").addEventListener("click", () => window.print());
$("mend").addEventListener("click", mend);
$("status").textContent = words.loading;
begin().catch((error) => {
  $("status").textContent = words.failed + error.message;
});
