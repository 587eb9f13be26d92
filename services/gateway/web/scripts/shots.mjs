// Photographs every page at 1440 and 390 pixels, light and dark, into shots/. Serve the built pages first (`npm run preview`).
// node scripts/shots.mjs [--only=part] [--themes=light,dark] [--widths=1440,390]
import { mkdir, readFile } from "node:fs/promises";
import { chromium } from "playwright-core";

const option = (name, fallback) => process.argv.find((word) => word.startsWith(`--${name}=`))?.split("=")[1] ?? fallback;
const base = option("base", "http://127.0.0.1:4173");
const only = option("only", "");
const themes = option("themes", "light,dark").split(",");
const widths = option("widths", "1440,390").split(",").map(Number);
const out = new URL("../shots/", import.meta.url).pathname;

const PUBLIC = [
  ["home", "/"],
  ["calculators", "/calculators"],
  ["surcharge", "/calculators/surcharge"],
  ["irrigation", "/calculators/irrigation"],
  ["supply-grade", "/calculators/supply-grade"],
  ["construction-grade", "/calculators/construction-grade"],
  ["occupancy-fee", "/calculators/occupancy-fee"],
  ["application-window", "/calculators/application-window"],
  ["vote", "/calculators/vote"],
  ["prices", "/prices"],
  ["regulations", "/regulations"],
  ["rule", "/regulations/rule/water/surcharge.rates.ordinary"],
  ["login", "/login"],
  ["not-found", "/nowhere"],
];
const WORK = JSON.parse(await readFile(`${out}work.json`, "utf8").catch(() => "{}"));

/** Passwords of the demonstration accounts: `ACCOUNTS` names the file that `make run` wrote. */
async function accounts() {
  if (!process.env.ACCOUNTS) return null;
  const file = JSON.parse(await readFile(process.env.ACCOUNTS, "utf8"));
  const list = Array.isArray(file) ? file : (file.accounts ?? Object.entries(file).map(([username, password]) => ({ username, password })));
  return new Map(list.map((one) => [one.username, one.password]));
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
await mkdir(out, { recursive: true });
let faults = 0;

async function shoot(pages, prefix, session) {
  for (const width of widths) {
    for (const theme of themes) {
      const context = await browser.newContext({
        viewport: { width, height: width > 600 ? 900 : 844 },
        locale: "zh-CN",
        timezoneId: "Asia/Shanghai",
        reducedMotion: "reduce",
      });
      await context.addInitScript(
        ([theme, session]) => {
          localStorage.setItem("jiangzhou.theme", theme);
          if (session) localStorage.setItem("jiangzhou.session", session);
        },
        [theme, session],
      );
      const page = await context.newPage();
      let name = "";
      page.on("console", (message) => {
        if (message.type() !== "error") return;
        faults += 1;
        console.log(`${name} ${width} ${theme}: ${message.text().slice(0, 300)}`);
      });
      page.on("pageerror", (error) => {
        faults += 1;
        console.log(`${name} ${width} ${theme}: ${String(error).slice(0, 300)}`);
      });
      for (const [page_name, path] of pages) {
        name = page_name;
        if (only && !name.includes(only)) continue;
        await page
          .goto(base + path, { waitUntil: "networkidle" })
          .catch((error) => console.log(`${name}: ${error.message.split("\n")[0]}`));
        await page.waitForTimeout(250);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (wide > 0) console.log(`${name} ${width} ${theme}: ${wide}px wider than the screen`);
        await page.screenshot({ path: `${out}${prefix}${name}-${width}-${theme}.png`, fullPage: true });
      }
      await context.close();
    }
  }
}

if (option("part", "public,work").includes("public")) await shoot(PUBLIC, "", null);
const passwords = option("part", "public,work").includes("work") ? await accounts() : null;
if (passwords) {
  for (const [username, pages] of Object.entries(WORK)) {
    const answer = await fetch(`${base}/api/identity/v1/login`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ username, password: passwords.get(username) }),
    });
    const view = await answer.json();
    const session = JSON.stringify({
      account: view.account,
      accessToken: view.access_token,
      refreshToken: view.refresh_token,
      expiresAt: Date.now() + view.expires_in * 1000,
      mustChangePassword: false,
    });
    await shoot(pages, `${username}-`, session);
  }
}
await browser.close();
console.log(`shots are in ${out}${faults ? `, with ${faults} messages in the console` : ""}`);
