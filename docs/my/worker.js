// The library runs here, beside the page, so that the form never waits for an answer.
import { loadPyodide } from "./pyodide/pyodide.mjs";

const home = new URL("pyodide/", import.meta.url).href;
const asked = async (name, base = home) => {
  const answer = await fetch(new URL(name, base));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer;
};
const described = asked("files.json").then((answer) => answer.json());

// The files that the first answer needs; the page shows how much of them has come.
const NEEDED = { "pyodide.asm.mjs": "text/javascript", "pyodide.asm.wasm": "application/wasm", "python_stdlib.zip": "", "packages.tar": "" };
let loaded = 0;

// A file, unpacked while it comes. Its address has its digest, so that what was kept of it is never an older one.
async function unpacked(name, type = "application/octet-stream") {
  const { files } = await described;
  const total = Object.keys(NEEDED).reduce((sum, needed) => sum + files[needed].size, 0);
  const counted = new TransformStream({
    transform(chunk, queue) {
      loaded += chunk.length;
      self.postMessage({ loaded, total });
      queue.enqueue(chunk);
    },
  });
  const { body } = await asked(`${name}.packed?${files[name].digest}`);
  const through = body.pipeThrough(name in NEEDED ? counted : new TransformStream());
  return new Response(through.pipeThrough(new DecompressionStream("gzip")), { headers: { "Content-Type": type } });
}

// Pyodide asks for its files by their own names.
const fetched = self.fetch;
self.fetch = (address, ...more) => {
  const name = String(address?.url ?? address).replace(home, "");
  return name in NEEDED ? unpacked(name, NEEDED[name]) : fetched(address, ...more);
};

async function runtime() {
  const [{ lock }, script] = await Promise.all([described, unpacked("pyodide.asm.mjs", NEEDED["pyodide.asm.mjs"])]);
  const address = URL.createObjectURL(await script.blob());
  const { default: createPyodideModule } = await import(address);
  return loadPyodide({ indexURL: home, createPyodideModule, lockFileContents: lock });
}

// A tar archive: before each file a block of 512 bytes with its name and, in octal, its size; files fill whole blocks.
function lay_out(python, archive) {
  const text = (start, length) => new TextDecoder().decode(new Uint8Array(archive, start, length)).split("\0")[0];
  const folders = new Set();
  for (let start = 0; text(start, 100); ) {
    const path = `/packages/${text(start, 100)}`;
    const size = parseInt(text(start + 124, 12), 8);
    const folder = path.slice(0, path.lastIndexOf("/"));
    if (!folders.has(folder)) python.FS.mkdirTree(folder);
    folders.add(folder);
    python.FS.writeFile(path, new Uint8Array(archive, start + 512, size), { canOwn: true });
    start += 512 + Math.ceil(size / 512) * 512;
  }
}

async function start() {
  const [python, packages, code] = await Promise.all([
    runtime(),
    unpacked("packages.tar").then((answer) => answer.arrayBuffer()),
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
let rest;

// What reads and writes workbooks, and the rest of the standard library, load when they are first asked for. The latter
// is added to the archive where Python looks for it, as a package is looked for in one place.
const needed = { template: true, workbook: true, sheet: true };
const ADD = `
import sys, zipimport
from pathlib import Path
from zipfile import ZipFile
rest = Path("/packages/library")
with ZipFile(next(place for place in sys.path if place.endswith(".zip")), "a") as library:
    for path in rest.rglob("*.pyc"):
        library.write(path, path.relative_to(rest))
zipimport._zip_directory_cache.clear()
sys.path_importer_cache.clear()
`;
async function load_rest(python) {
  lay_out(python, await (await unpacked("workbooks.tar")).arrayBuffer());
  python.runPython(ADD);
}
const with_rest = (python) => (rest ??= load_rest(python).catch((error) => ((rest = undefined), Promise.reject(error))));

// An error here is the program's and not the user's: the page says so, and the console has the details.
self.onmessage = ({ data: { id, call, args } }) => {
  last = last.catch(() => null).then(async () => {
    let failed = "unloaded";
    try {
      const { python, answer } = await ready;
      if (needed[call]) await with_rest(python);
      failed = "unexpected";
      let said;
      try {
        said = answer(call, ...args);
      } catch (error) {
        if (!String(error).includes("ModuleNotFoundError") || rest) throw error;
        await with_rest(python);
        said = answer(call, ...args);
      }
      self.postMessage({ id, ...JSON.parse(said) });
    } catch (error) {
      console.error(error);
      self.postMessage({ id, failed });
    }
  });
};
