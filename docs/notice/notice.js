// The pages of the notice: a reader's own copy beside the rules, and scenarios that run where they are read.
import ledger from "./ledger.js";

const WORDS = {
  zh: {
    running: "正在运行，首次运行须先载入程序……", holds: "与所列结果一致", wrong: "不一致：", asks: "运行",
    absent: "网站尚未放入核对程序。请在源码目录运行 make station，再用 python3 -m http.server 打开网站。",
    insecure: "浏览器只在 https 或者本机地址（localhost）上计算校验值，当前地址不支持。",
    none: "没有与通知一致的语句，请检查文本是否完整。",
    all: (n) => `全部${n}句与通知一致，原文已列在各条之下。`,
    some: (found, n, places) => `${n}句中有${found}句与通知一致，已列在各条之下。不一致或者缺少的：${places}`,
    more: (n) => `另有${n}句不是通知的内容。`,
  },
  en: {
    running: "Running (the program loads the first time) …", holds: "agrees with the library", wrong: "differs: ", asks: "Run",
    absent: "The site was built without the library. Run make station in the source tree, then serve the site with python3 -m http.server.",
    insecure: "Browsers compute digests only on https or on localhost. This address is neither.",
    none: "No sentence matches the notice. Check that the text is complete.",
    all: (n) => `All ${n} sentences match the notice. They are shown below their clauses.`,
    some: (found, n, places) => `${found} of ${n} sentences match the notice and are shown below their clauses. Different or missing: ${places}`,
    more: (n) => `${n} more are not in the notice.`,
  },
};
const chinese = document.documentElement.lang.startsWith("zh");
const words = WORDS[chinese ? "zh" : "en"];

// How a text is cut and digested: as sgzlib.law.ledger does it.
const SPACE = /[\s\u001c-\u001f\u0085\u200b-\u200f\u2060\ufeff]+/gu;
const ENDS = "。｡；;：:";
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const item_of = (clause) => /^.+[(（](.+)[)）]$/.exec(clause.locator)?.[1];

function found_at(clause, text, at, limit) {
  const item = item_of(clause);
  const mark = item ? `[(（]${item}[)）]`
    : /^[一二三四五六七八九十]+$/.test(clause.locator) ? `${clause.locator}、` : `${escaped(clause.locator)}[：:]?`;
  const heading = `${mark}(?:${escaped(clause.title)}[。｡]?)?`;
  for (const [behind, flags] of [["", "uy"], [item ? "" : `(?<=[${ENDS}])`, "ug"]]) {
    const asked = new RegExp(behind + heading, flags);
    asked.lastIndex = at;
    const found = asked.exec(text.slice(0, limit));
    if (found) return [found.index, found.index + found[0].length];
  }
  return null;
}

export function* split(copy, { clauses, signed }) {
  let text = copy.replace(SPACE, "");
  const first = found_at(clauses[0], text, 0, text.length);
  const heads = [[clauses[0].locator, 0, first?.[0] === 0 ? first[1] : 0]];
  clauses.slice(1).forEach((clause, n) => {
    const at = heads.at(-1)[2];
    const part = clauses.slice(n + 2).filter((later) => !item_of(later))
      .map((later) => found_at(later, text, at, text.length)).find((place) => place);
    const found = found_at(clause, text, at, part?.[0] ?? text.length);
    if (found) heads.push([clause.locator, ...found]);
  });
  const [locator, , begun] = heads.at(-1);
  const end = locator === clauses.at(-1).locator ? text.indexOf(signed, begun) : -1;
  if (end >= 0) text = text.slice(0, end + signed.length);
  for (const [n, [of, start, last]] of heads.entries()) {
    if (start < last) yield [`${of}#0`, text.slice(start, last)];
    const body = text.slice(last, heads[n + 1]?.[1] ?? text.length);
    const sentences = body.match(new RegExp(`[^${ENDS}]*[${ENDS}]|[^${ENDS}]+$`, "gu")) ?? [];
    for (const [at, sentence] of sentences.entries()) yield [`${of}#${at + 1}`, sentence];
  }
}

export async function digest(sentence) {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(sentence.normalize("NFKC")));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 12);
}

function element(tag, attributes = {}, ...content) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...content);
  return made;
}

const box = document.getElementById("wording");
const told = document.getElementById("wording-status");
const KEPT = "sgzlib.notice";

async function attach(copy) {
  document.querySelectorAll("span.wording").forEach((one) => one.remove());
  if (!copy.trim()) {
    told.textContent = "";
    return;
  }
  if (!globalThis.crypto?.subtle) {
    told.textContent = words.insecure;
    return;
  }
  const pieces = await Promise.all([...split(copy, ledger)].map(async ([, text]) => [await digest(text), text]));
  const text_of = new Map(pieces);
  const theirs = new Set(ledger.sentences.map((one) => one.digest));
  const missing = ledger.sentences.filter((one) => !text_of.has(one.digest)).map((one) => one.place);
  const more = pieces.filter(([of]) => !theirs.has(of)).length;
  const all = ledger.sentences.length;
  told.textContent = [
    missing.length === all ? words.none : missing.length ? words.some(all - missing.length, all, missing.join(" ")) : words.all(all),
    ...(more && missing.length < all ? [words.more(more)] : []),
  ].join(" ");
  for (const place of document.querySelectorAll("[data-sentences]")) {
    const asked = new Set(place.dataset.sentences.split(" "));
    const said = ledger.sentences.filter((one) => asked.has(one.place) && text_of.has(one.digest));
    if (said.length) {
      place.append(element("span", { class: "wording", lang: "zh" }, said.map((one) => text_of.get(one.digest)).join("")));
    }
  }
}

async function read(file) {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes); // as older Windows saves Chinese
  }
}

const area = box.querySelector("textarea");
function keep() {
  sessionStorage.setItem(KEPT, area.value); // for the other parts; it goes with the tab
  attach(area.value);
}
area.addEventListener("change", keep);
box.querySelector("input").addEventListener("change", async (event) => {
  area.value = await read(event.target.files[0]);
  keep();
});
box.querySelector("button").addEventListener("click", () => {
  area.value = "";
  box.querySelector("input").value = "";
  keep();
});
area.value = sessionStorage.getItem(KEPT) ?? "";
attach(area.value);

// Scenarios: nothing is loaded until one is to be run.
let worker = null;
const waiting = new Map();
function ask(scenario) {
  worker ??= new Worker(new URL("../my/worker.js?code=../notice/steps.py", import.meta.url), { type: "module" });
  worker.onmessage = ({ data: { id, value, error = "", problems = [{ text: error }] } }) => {
    if (id === undefined) return; // how much of the program has come
    const [resolve, reject] = waiting.get(id);
    const [{ text }] = problems;
    value === undefined ? reject(new Error(text)) : resolve(value);
  };
  worker.onerror = () => {
    waiting.forEach(([, reject]) => reject(new Error(words.absent)));
    worker = null;
  };
  return new Promise((resolve, reject) => {
    const id = waiting.size;
    waiting.set(id, [resolve, reject]);
    worker.postMessage({ id, call: "run", args: [scenario, chinese ? "zh_CN" : "en"] });
  });
}

for (const button of document.querySelectorAll("button.run")) {
  const shown = button.parentElement;
  const scenario = shown.previousElementSibling.querySelector("code").textContent;
  const out = element("div", { role: "status" });
  shown.after(out);
  button.addEventListener("click", async () => {
    button.disabled = true;
    out.textContent = words.running;
    try {
      const examples = await ask(scenario);
      out.replaceChildren(...examples.map(({ title, wrong, report }) => {
        const summary = element("summary", {}, `${wrong ? "✗" : "✓"} ${title}: ${wrong ? words.wrong + wrong : words.holds}`);
        const inner = element("div");
        inner.innerHTML = report;
        return element("details", {}, summary, inner);
      }));
    } catch (error) {
      out.textContent = error.message;
    }
    button.disabled = false;
  });
}
