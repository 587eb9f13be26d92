import { beforeEach, describe, expect, it } from "vitest";
import { take, water } from "../src/api/client";
import { asProblem } from "../src/api/problem";
import { current, forget, hasRole, keep } from "../src/api/session";
import { answer, LOGIN, problem } from "./help";

const ask = () => take(water.GET("/v1/water-users", { params: { query: { limit: 1 } } }));
const users = { body: { items: [] } };

describe("the session", () => {
  beforeEach(() => forget());

  it("asks without a token when nobody is logged in", async () => {
    const asked = answer(() => users);
    await ask();
    expect(asked.map((one) => one.authorization)).toEqual([null]);
  });

  it("exchanges an expired token once and asks again", async () => {
    keep(LOGIN);
    const asked = answer(({ path, authorization }) => {
      if (path.endsWith("/refresh")) return { body: { ...LOGIN, access_token: "access-2", refresh_token: "refresh-2" } };
      return authorization === "Bearer access-2" ? users : problem(401, "token_expired", "登录已过期");
    });
    await ask();
    expect(asked.map((one) => one.path)).toEqual(["/api/water/v1/water-users", "/api/identity/v1/refresh", "/api/water/v1/water-users"]);
    expect(asked[1]?.body).toEqual({ refresh_token: "refresh-1" });
    expect(current()?.refreshToken).toBe("refresh-2");
  });

  it("takes what changed from the next request on: a stale token is exchanged, and what was sent is sent again", async () => {
    keep(LOGIN);
    const changed = {
      ...LOGIN,
      access_token: "access-2",
      refresh_token: "refresh-2",
      account: { ...LOGIN.account, roles: ["water_head"] },
    };
    const asked = answer(({ path, authorization }) => {
      if (path.endsWith("/refresh")) return { body: changed };
      return authorization === "Bearer access-2" ? { body: {} } : problem(401, "token_stale", "您的账号刚刚有变更");
    });
    const body = { name: "甲" } as never;
    await take(water.POST("/v1/water-users", { params: { header: { "Idempotency-Key": "k" } }, body } as never));
    expect(asked.map((one) => [one.path, one.body])).toEqual([
      ["/api/water/v1/water-users", { name: "甲" }],
      ["/api/identity/v1/refresh", { refresh_token: "refresh-1" }],
      ["/api/water/v1/water-users", { name: "甲" }],
    ]);
    expect(current()?.account.roles).toEqual(["water_head"]);
  });

  it("uses a refresh token once, however many requests wait for it", async () => {
    keep({ ...LOGIN, expires_in: 1 });
    const asked = answer(({ path }) =>
      path.endsWith("/refresh") ? { body: { ...LOGIN, access_token: "access-2", refresh_token: "refresh-2" } } : users,
    );
    await Promise.all([ask(), ask(), ask()]);
    expect(asked.filter((one) => one.path.endsWith("/refresh"))).toHaveLength(1);
    expect(asked.filter((one) => one.authorization === "Bearer access-2")).toHaveLength(3);
  });

  it("takes over what another tab has exchanged meanwhile", async () => {
    keep({ ...LOGIN, expires_in: 1 });
    const other = JSON.parse(localStorage.getItem("jiangzhou.session") ?? "{}") as object;
    localStorage.setItem(
      "jiangzhou.session",
      JSON.stringify({ ...other, accessToken: "access-other", refreshToken: "refresh-other", expiresAt: Date.now() + 600_000 }),
    );
    const asked = answer(() => users);
    await ask();
    expect(asked.map((one) => one.authorization)).toEqual(["Bearer access-other"]);
  });

  it("ends when the refresh token is refused, and says what the service said", async () => {
    keep(LOGIN);
    answer(({ path }) =>
      path.endsWith("/refresh") ? problem(401, "session_ended", "会话已结束") : problem(401, "token_expired", "登录已过期，请重新登录"),
    );
    await expect(ask()).rejects.toMatchObject({
      body: { code: "token_expired", detail: "登录已过期，请重新登录", request_id: "01a20b76-0be8" },
    });
    expect(current()).toBeNull();
    expect(localStorage.getItem("jiangzhou.session")).not.toContain("refresh");
  });

  it("keeps the session when the gateway does not answer the exchange", async () => {
    keep(LOGIN);
    answer(({ path }) =>
      path.endsWith("/refresh") ? problem(503, "unavailable", "暂时不可用") : problem(401, "token_expired", "登录已过期"),
    );
    await expect(ask()).rejects.toMatchObject({ body: { status: 401 } });
    expect(current()?.refreshToken).toBe("refresh-1");
  });

  it("knows roles", () => {
    const session = keep(LOGIN);
    expect(hasRole(session, ["water_clerk", "water_head"])).toBe(true);
    expect(hasRole(session, ["finance_clerk"])).toBe(false);
    expect(hasRole(session, [])).toBe(true);
    expect(hasRole(null, [])).toBe(false);
  });
});

describe("problems", () => {
  it("tells an outage from a refusal", () => {
    expect(asProblem(new TypeError("Failed to fetch")).isOutage).toBe(true);
    expect(asProblem(new Error("boom")).isOutage).toBe(false);
  });
});
