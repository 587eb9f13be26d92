import { readFileSync } from "node:fs";
import { expect, type APIRequestContext, type BrowserContext, type Page } from "@playwright/test";
import { frame } from "../../src/texts/frame";

/** Where the platform wrote the demonstration accounts' passwords. */
const FILE = process.env["JIANGZHOU_ACCOUNTS"] ?? "../../../.local/accounts.json";

interface Account {
  username: string;
  password: string;
}

export function passwordOf(username: string): string {
  const accounts = JSON.parse(readFileSync(FILE, "utf8")) as Account[];
  const found = accounts.find((account) => account.username === username);
  if (!found) throw new Error(`${FILE} has no account ${username}`);
  return found.password;
}

/** Logs in as a person does. */
export async function logIn(page: Page, username: string): Promise<void> {
  await page.goto("/login");
  await page.getByLabel(frame.login.username, { exact: true }).fill(username);
  await page.getByLabel(frame.login.password, { exact: true }).fill(passwordOf(username));
  await page.getByRole("button", { name: frame.login.submit, exact: true }).click();
  await expect(page).toHaveURL(/\/work/);
}

/** What the API gives to whoever logs in. */
export interface Session {
  token: string;
  /** As the front end keeps it in the browser. */
  stored: string;
}

export async function sessionOf(request: APIRequestContext, username: string): Promise<Session> {
  const answer = await request.post("/api/identity/v1/login", { data: { username, password: passwordOf(username) } });
  expect(answer.ok(), await answer.text()).toBe(true);
  const view = (await answer.json()) as {
    account: unknown;
    access_token: string;
    refresh_token: string;
    expires_in: number;
    must_change_password: boolean;
  };
  const stored = {
    account: view.account,
    accessToken: view.access_token,
    refreshToken: view.refresh_token,
    expiresAt: Date.now() + view.expires_in * 1000,
    mustChangePassword: view.must_change_password,
  };
  return { token: view.access_token, stored: JSON.stringify(stored) };
}

/** Lets every page of a context begin logged in, in this theme; without one in what the browser prefers. */
export async function enter(context: BrowserContext, theme?: "light" | "dark", session?: Session): Promise<void> {
  await context.addInitScript(
    ([theme, stored]) => {
      if (theme) localStorage.setItem("jiangzhou.theme", theme);
      if (stored && !localStorage.getItem("jiangzhou.session")) localStorage.setItem("jiangzhou.session", stored);
    },
    [theme ?? "", session?.stored ?? ""],
  );
}
