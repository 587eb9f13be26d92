import { describe, expect, it } from "vitest";
import { countBelow, filtered, find, keysOf, treeOf, type Branch, type Unit } from "../src/work/platform/unit-tree";

const unit = (code: string, name: string, kind: Unit["kind"], parent?: string): Unit => ({
  code,
  name,
  kind,
  parent: parent ?? null,
  version: 1,
});
const UNITS = [
  unit("supply_city", "城市供水公司", "company", "water_bureau"),
  unit("longxing_east", "东村", "village", "longxing"),
  unit("longxing", "龙兴镇", "town", "county"),
  unit("water_bureau", "水利局", "department", "county"),
  unit("county", "县", "county"),
  unit("lost", "没有上级的村", "village", "nowhere"),
];
const names = (branches: Branch[]): string[] => branches.map((branch) => branch.unit.name);

describe("the tree of units", () => {
  const tree = treeOf(UNITS);

  it("puts departments before towns, and loses no unit", () => {
    expect(names(tree)).toEqual(["县", "没有上级的村"]);
    expect(names(tree[0]?.children ?? [])).toEqual(["水利局", "龙兴镇"]);
    expect(tree.reduce((sum, branch) => sum + 1 + countBelow(branch), 0)).toBe(UNITS.length);
    expect(keysOf(tree)).toEqual(["county", "water_bureau", "longxing"]);
  });

  it("finds by name and by code, with what is above", () => {
    const found = filtered(tree, " 东村 ");
    expect(names(found)).toEqual(["县"]);
    expect(names(found[0]?.children ?? [])).toEqual(["龙兴镇"]);
    expect(names(found[0]?.children[0]?.children ?? [])).toEqual(["东村"]);
    expect(names(filtered(tree, "supply")[0]?.children ?? [])).toEqual(["水利局"]);
    expect(filtered(tree, "没有这样的单位")).toEqual([]);
    expect(filtered(tree, "")).toEqual(tree);
  });

  it("shows all that is below a unit that is meant itself", () => {
    const [county] = filtered(tree, "龙兴镇");
    expect(names(county?.children[0]?.children ?? [])).toEqual(["东村"]);
    expect(find(tree, "longxing_east")?.unit.name).toBe("东村");
    expect(find(tree, "nowhere")).toBeUndefined();
  });
});
