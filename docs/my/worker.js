// The library runs here, beside the page, so that the form never waits for an answer.
import { loadPyodide } from "./pyodide/pyodide.mjs";

const text = async (url) => (await fetch(new URL(url, import.meta.url))).text();

async function start() {
  const home = new URL("pyodide/", import.meta.url).href;
  const [python, packages, code] = await Promise.all([
    loadPyodide({ indexURL: home }),
    fetch(new URL("packages.zip", home)).then((found) => found.arrayBuffer()),
    text(new URLSearchParams(self.location.search).get("code") ?? "judge.py"),
  ]);
  python.FS.mkdirTree("/packages");
  python.unpackArchive(packages, "zip", { extractDir: "/packages" });
  python.runPython("import sys; sys.path.append('/packages')");
  const names = python.toPy({ __name__: "judge" });
  python.runPython(code, { globals: names });
  return names;
}

const ready = start();
let last = ready;

self.onmessage = ({ data: { id, call, args } }) => {
  last = last.catch(() => null).then(async () => {
    try {
      const names = await ready;
      self.postMessage({ id, value: JSON.parse(names.get(call)(...args)) });
    } catch (error) {
      self.postMessage({ id, error: String(error.message ?? error).trim().split("\n").pop() });
    }
  });
};
