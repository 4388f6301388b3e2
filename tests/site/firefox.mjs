// Open pages in Firefox, which takes commands itself (WebDriver BiDi), and print what a reader should never meet.
import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const [executablePath, home, ...paths] = process.argv.slice(2);
const axe = readFileSync("axe.js", "utf8");
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
const found = {};
for (const path of paths) {
  const page = await browser.newPage();
  const faults = (found[path] = []);
  page.on("console", (said) => said.type() === "error" && faults.push(said.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  await page.goto(home + path);
  if (path.endsWith("my/")) await page.waitForSelector("#my[aria-busy=false]", { timeout: 240000 });
  await page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })");
  await page.evaluate(axe);
  for (const width of [1400, 390]) {
    await page.setViewport({ width, height: 900 });
    for (const scheme of ["default", "slate"]) {
      await page.evaluate((to) => document.querySelector(`label[for=__palette_${Number(to === "slate")}]`).click(), scheme);
      await page.waitForFunction((to) => document.body.dataset.mdColorScheme === to, {}, scheme);
      await page.evaluate("Promise.all(document.getAnimations().map(one => one.finished.catch(() => null)))");
      const { violations } = await page.evaluate("axe.run()");
      faults.push(...violations.filter((one) => one.impact !== "minor").map((one) => `${width} ${scheme} ${one.id}`));
    }
    if (await page.evaluate("document.documentElement.scrollWidth") > width) faults.push(`wider than ${width}`);
  }
  await page.close();
}
await browser.close();
console.log(JSON.stringify(found));
