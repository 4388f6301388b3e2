// The library runs here, beside the page, so that the form never waits for an answer.
import { loadPyodide } from "./pyodide/pyodide.mjs";

const home = new URL("pyodide/", import.meta.url).href;
const asked = async (name, base = home) => {
  const answer = await fetch(new URL(name, base));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer;
};
const unpacked = async (name) =>
  new Response((await asked(name)).body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();

// A tar archive: before each file a block of 512 bytes with its name and, in octal, its size; files fill whole blocks.
function lay_out(python, archive) {
  const text = (at, length) => new TextDecoder().decode(new Uint8Array(archive, at, length)).split("\0")[0];
  const folders = new Set();
  for (let at = 0; text(at, 100); ) {
    const path = `/packages/${text(at, 100)}`;
    const size = parseInt(text(at + 124, 12), 8);
    const folder = path.slice(0, path.lastIndexOf("/"));
    if (!folders.has(folder)) python.FS.mkdirTree(folder);
    folders.add(folder);
    python.FS.writeFile(path, new Uint8Array(archive, at + 512, size), { canOwn: true });
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

async function start() {
  const [python, packages, code] = await Promise.all([
    loadPyodide({ indexURL: home }),
    unpacked("packages.tar.gz"),
    asked(new URLSearchParams(self.location.search).get("code") ?? "judge.py", import.meta.url).then((answer) => answer.text()),
  ]);
  lay_out(python, packages);
  python.runPython("import sys; sys.path.append('/packages')");
  const names = python.toPy({ __name__: "judge" });
  python.runPython(code, { globals: names });
  return { python, answer: names.get("answer") };
}

const ready = start();
let last = ready;
let excel;

// What reads and writes workbooks loads when the first one is asked for.
const needed = { template: true, workbook: true, sheet: true };
async function workbooks(python) {
  lay_out(python, await unpacked("workbooks.tar.gz"));
  python.runPython("import importlib; importlib.invalidate_caches()");
}

// An error here is the program's and not the user's: the page says so, and the console has the details.
self.onmessage = ({ data: { id, call, args } }) => {
  last = last.catch(() => null).then(async () => {
    let failed = "unloaded";
    try {
      const { python, answer } = await ready;
      if (needed[call]) await (excel ??= workbooks(python).catch((error) => ((excel = undefined), Promise.reject(error))));
      failed = "unexpected";
      self.postMessage({ id, ...JSON.parse(answer(call, ...args)) });
    } catch (error) {
      console.error(error);
      self.postMessage({ id, failed });
    }
  });
};
