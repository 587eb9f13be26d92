import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { generate, SERVICES, target } from "../scripts/generate.mjs";

describe("the generated client", () => {
  it.each(SERVICES)("says of %s what the locked API description says (else: npm run generate)", async (service) => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(readFileSync(target(service), "utf8") === (await generate(service))).toBe(true);
  });
});
