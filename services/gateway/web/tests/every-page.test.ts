import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PUBLIC_PLACES, WORK_PLACES } from "../journeys/support/pages";
import { ENTRIES } from "../src/work/menu";

const routes = [...readFileSync("src/routes.tsx", "utf8").matchAll(/path: "([^"]+)"/g)].map((match) => match[1] ?? "");

test("every public page is looked at", () => {
  const open = routes.filter((route) => route !== "/work/*" && route !== "/password");
  expect([...new Set(PUBLIC_PLACES.map((place) => place.route))].sort()).toEqual(open.sort());
});

test("every page of the workplace is looked at", () => {
  const looked = new Set(
    Object.values(WORK_PLACES)
      .flat()
      .map((place) => place.route),
  );
  expect(ENTRIES.map((entry) => entry.path).filter((path) => !looked.has(path))).toEqual([]);
});

test("every address of the front end is let in by the production ingress", () => {
  const ingress = readFileSync("../../../k8s/overlays/production/ingress.yaml", "utf8");
  const first = routes.filter((route) => route !== "*").map((route) => `/${route.split("/")[1] ?? ""}`);
  for (const path of first) expect(ingress).toContain(`- path: ${path}\n`);
});
