import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import type { ReactNode } from "react";
import { MemoryRouter } from "react-router";
import { vi } from "vitest";

/** Shows a page as the application does, at an address. */
export function show(page: ReactNode, at = "/") {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  return render(
    <QueryClientProvider client={client}>
      <MemoryRouter initialEntries={[at]}>{page}</MemoryRouter>
    </QueryClientProvider>,
  );
}

export interface Seen {
  method: string;
  path: string;
  authorization: string | null;
  body: unknown;
}

/** Answers in the services' place; notes what was asked. */
export function answer(handle: (seen: Seen) => { status?: number; body?: unknown; headers?: Record<string, string> }): Seen[] {
  const asked: Seen[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input) => {
    const request = input as Request;
    const text = await request.clone().text();
    const seen = {
      method: request.method,
      path: new URL(request.url).pathname,
      authorization: request.headers.get("authorization"),
      body: text.startsWith("{") ? (JSON.parse(text) as unknown) : text,
    };
    asked.push(seen);
    const { status = 200, body = {}, headers = {} } = handle(seen);
    return new Response(JSON.stringify(body), {
      status,
      headers: { "content-type": status < 400 ? "application/json" : "application/problem+json", ...headers },
    });
  });
  return asked;
}

export const problem = (status: number, code: string, detail: string, more: object = {}) => ({
  status,
  body: {
    type: `urn:jiangzhou:problem:${code}`,
    title: "无法办理",
    status,
    detail,
    code,
    errors: [],
    request_id: "01a20b76-0be8",
    ...more,
  },
});

export const LOGIN = {
  access_token: "access-1",
  token_type: "Bearer",
  expires_in: 600,
  refresh_token: "refresh-1",
  must_change_password: false,
  account: { username: "water_clerk", name: "用水管理员", roles: ["water_clerk"], unit: "water_bureau" },
};
