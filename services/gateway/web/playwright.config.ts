import { defineConfig, devices } from "@playwright/test";

/** Journeys run against a whole platform that somebody else has started: `e2e-tests/tests/browser.rs`, or `make run`. */
export default defineConfig({
  testDir: "journeys",
  outputDir: "shots/failures",
  // One after another: the journeys share one county, and later ones read what earlier ones did.
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    baseURL: process.env["JIANGZHOU_URL"] ?? "http://127.0.0.1:8080",
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    screenshot: "only-on-failure",
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-proxy-server",
      ],
    },
  },
  projects: [
    { name: "public", testMatch: "public/*.spec.ts", use: { viewport: { width: 1440, height: 900 } } },
    { name: "phone", testMatch: "phone/*.spec.ts", use: { ...devices["Pixel 7"], viewport: { width: 390, height: 844 } } },
    { name: "work", testMatch: "work/*.spec.ts", use: { viewport: { width: 1440, height: 900 } } },
    // Only look, so that several may look at once: `--workers`.
    { name: "pages", testMatch: "pages/*.spec.ts", fullyParallel: true },
    { name: "shots", testMatch: "shots/*.spec.ts", fullyParallel: true },
    // While the finance service is stopped.
    { name: "down", testMatch: "down/*.spec.ts", use: { viewport: { width: 1440, height: 900 } } },
  ],
});
