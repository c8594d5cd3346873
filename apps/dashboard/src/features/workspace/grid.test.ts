import { expect, test } from "vitest";
import type { PlacedSection } from "../layout/arrange-panels.ts";
import { filterSections } from "./filter-sections.ts";
import { gridRows } from "./grid-rows.ts";
import { placeBeside, placeTowards } from "./panel-places.ts";
import { panelSections, type PanelKey } from "./panel-sections.ts";

const section = (name: string, ids: readonly string[], rest: Partial<PlacedSection> = {}): PlacedSection => ({
  name,
  isOpen: true,
  columns: undefined,
  panels: ids.map((id) => ({
    spec: { id, title: id, keys: [id], stream: "history" },
    width: undefined,
    height: undefined,
  })),
  ...rest,
});
const sections = [section("a", ["a/1", "a/2", "a/3", "a/4"]), section("b", ["b/1", "b/2"])];
const rowsOf = (given: readonly PlacedSection[], screen: "narrow" | "medium" | "wide") =>
  gridRows(filterSections(given, ""), { columns: 3, panelHeight: 228, screen }).map((row) =>
    row.kind === "head" ? row.section.name : row.cells.map(({ spec, start }) => `${spec.id}@${start}`),
  );

test("a grid has three columns on a wide window, two on a medium one and one on a narrow one", () => {
  expect(rowsOf(sections, "wide")).toEqual([
    "a",
    ["a/1@0", "a/2@20", "a/3@40"],
    ["a/4@0"],
    "b",
    ["b/1@0", "b/2@20"],
  ]);
  expect(rowsOf(sections, "medium")[1]).toEqual(["a/1@0", "a/2@30"]);
  expect(rowsOf(sections, "narrow")[1]).toEqual(["a/1@0"]);
});

test("a closed section has a head only, and one without a name has none", () => {
  expect(rowsOf([section("a", ["a/1"], { isOpen: false })], "wide")).toEqual(["a"]);
  expect(rowsOf([section("", ["a/1"])], "wide")).toEqual([["a/1@0"]]);
});

test("what is looked for is shown in closed sections too, with the count of all", () => {
  const closed = [section("a", ["a/1", "a/2"], { isOpen: false }), section("b", ["b/1"])];
  expect(filterSections(closed, "a/2")).toMatchObject([{ name: "a", isOpen: true, total: 2, panels: [{}] }]);
  expect(filterSections(closed, "/^a/")).toMatchObject([{ total: 2, panels: [{}, {}] }]);
  expect(filterSections(closed, " ").map(({ total }) => total)).toEqual([2, 1]);
});

test("arrows put a panel one place or one row on, and into the next section at the end", () => {
  const to = (panel: string, direction: "left" | "right" | "up" | "down") =>
    placeTowards(sections, panel, { direction, columns: 3 });
  expect(to("a/1", "right")).toEqual({ panel: "a/1", section: "a", after: "a/2" });
  expect(to("a/2", "left")).toEqual({ panel: "a/2", section: "a", after: "" });
  expect(to("a/1", "down")).toEqual({ panel: "a/1", section: "a", after: "a/4" });
  expect(to("a/4", "right")).toEqual({ panel: "a/4", section: "b", after: "" });
  expect(to("b/1", "up")).toEqual({ panel: "b/1", section: "a", after: "a/4" });
  expect(to("a/1", "left")).toBeUndefined();
  expect(to("b/2", "down")).toBeUndefined();
});

test("a panel is dropped before or behind another one, of any section", () => {
  const beside = (target: string, side: "before" | "behind") =>
    placeBeside(sections, "a/1", { target, side });
  expect(beside("b/1", "before")).toEqual({ panel: "a/1", section: "b", after: "" });
  expect(beside("b/1", "behind")).toEqual({ panel: "a/1", section: "b", after: "b/1" });
  expect(beside("a/2", "before")).toEqual({ panel: "a/1", section: "a", after: "" });
  expect(beside("a/4", "before")).toEqual({ panel: "a/1", section: "a", after: "a/3" });
  expect(beside("gone", "before")).toBeUndefined();
});

test("100,000 keys become sections, are filtered and laid out", () => {
  const keys = Array.from({ length: 100_000 }, (_, at): PanelKey => ({
    key: `layer${at % 1_000}/block${at}/weight_norm`,
    kind: "number",
  }));
  const metrics = Array.from({ length: 2_000 }, (_, at) => ({
    name: `layer${at}/*`,
    stepMetric: "",
    hidden: false,
    summary: [],
    goal: "",
  })) as never;
  const automatic = panelSections({ keys, metrics, filter: "", pair: false });
  expect(automatic).toHaveLength(1_000);
  const placed = automatic.map(({ name, panels }) => ({ ...section(name, []), panels: panels.map(place) }));
  expect(filterSections(placed, "l977b99977w")).toMatchObject([{ name: "layer977", panels: [{}] }]);
  const found = filterSections(placed, "layer77 block99077");
  expect(found).toMatchObject([{ name: "layer77", total: 100, panels: [{}] }]);
  expect(filterSections(placed, "/block9907[0-9]\\//").flatMap(({ panels }) => panels)).toHaveLength(10);
  const rows = gridRows(filterSections(placed, ""), { columns: 3, panelHeight: 228, screen: "wide" });
  expect(rows).toHaveLength(1_000 * 35);
});

function place(spec: PlacedSection["panels"][number]["spec"]): PlacedSection["panels"][number] {
  return { spec, width: undefined, height: undefined };
}
