import { expect, test } from "vitest";
import type { PanelSpec } from "../charts/panel-spec.ts";
import { arrangePanels, type AutomaticSection, type PlacedSection } from "./arrange-panels.ts";
import {
  addPanel,
  editPanel,
  freePanelId,
  movePanel,
  moveSection,
  openSections,
  pinPanel,
  removePanel,
  resetSize,
  resizePanel,
  restorePanel,
  setColumns,
  unpinPanel,
} from "./change-layout.ts";
import { layoutDocument, readLayout } from "./layout-document.ts";
import { changed, mostSteps, redone, startHistory, undone } from "./layout-history.ts";
import { layoutLink, readLayoutLink } from "./layout-link.ts";
import { emptyLayout, type Layout } from "./layout.ts";
import { matchKeys, namedKeys } from "./match-keys.ts";
import { packRows } from "./pack-rows.ts";

const keys = ["train/loss", "train/acc", "val/loss", "val/acc", "lr"];
const spec = (key: string): PanelSpec => ({ id: key, title: key, keys: [key], stream: "history" });
const automatic: readonly AutomaticSection[] = [
  { name: "train", panels: [spec("train/loss"), spec("train/acc")] },
  { name: "val", panels: [spec("val/loss"), spec("val/acc")] },
  { name: "metrics", panels: [spec("lr")] },
];
const arrange = (layout: Layout, sections = automatic): PlacedSection[] =>
  arrangePanels(sections, layout, keys);
const names = (sections: readonly PlacedSection[]): [string, string[]][] =>
  sections.map(({ name, panels }) => [name, panels.map((panel) => panel.spec.id)]);

test("without changes panels are as their keys say", () => {
  expect(names(arrange(emptyLayout))).toEqual([
    ["train", ["train/loss", "train/acc"]],
    ["val", ["val/loss", "val/acc"]],
    ["metrics", ["lr"]],
  ]);
});

test("a panel that was put elsewhere stays there when new keys appear", () => {
  const layout = movePanel(emptyLayout, { panel: "val/loss", section: "train", after: "train/loss" });
  const grown = automatic.with(0, { name: "train", panels: [...automatic[0]!.panels, spec("train/new")] });
  expect(names(arrange(layout, grown))).toEqual([
    ["train", ["train/loss", "val/loss", "train/acc", "train/new"]],
    ["val", ["val/acc"]],
    ["metrics", ["lr"]],
  ]);
});

test("a panel can be put first, and behind one that is gone it is last", () => {
  const first = movePanel(emptyLayout, { panel: "train/acc", section: "train", after: "" });
  expect(names(arrange(first))[0]).toEqual(["train", ["train/acc", "train/loss"]]);
  const behind = movePanel(emptyLayout, { panel: "train/loss", section: "train", after: "gone" });
  expect(names(arrange(behind))[0]).toEqual(["train", ["train/acc", "train/loss"]]);
});

test("pinned panels stand first, in the order in which they were pinned, and go home when they are unpinned", () => {
  const pinned = pinPanel(pinPanel(emptyLayout, "val/acc"), "train/loss");
  expect(names(arrange(pinned))).toEqual([
    ["Pinned", ["val/acc", "train/loss"]],
    ["train", ["train/acc"]],
    ["val", ["val/loss"]],
    ["metrics", ["lr"]],
  ]);
  expect(names(arrange(unpinPanel(pinned, "val/acc")))[0]).toEqual(["Pinned", ["train/loss"]]);
  expect(unpinPanel(unpinPanel(pinned, "val/acc"), "train/loss")).toEqual(emptyLayout);
});

test("only the last place of a panel counts, and a move to itself is none", () => {
  const twice = movePanel(movePanel(emptyLayout, { panel: "lr", section: "val", after: "" }), {
    panel: "lr",
    section: "train",
    after: "",
  });
  expect(twice.moves).toHaveLength(1);
  expect(names(arrange(twice)).map(([name]) => name)).toEqual(["train", "val"]);
  expect(movePanel(twice, { panel: "lr", section: "train", after: "lr" })).toBe(twice);
});

test("automatic panels that are removed stay away and can be put back; added ones are forgotten", () => {
  const removed = removePanel(resizePanel(emptyLayout, "lr", { width: 6, height: 300 }), "lr");
  expect(names(arrange(removed)).map(([name]) => name)).toEqual(["train", "val"]);
  expect(arrange(restorePanel(removed, "lr"))[2]?.panels[0]).toMatchObject({ width: 6, height: 300 });
  const added = addPanel(emptyLayout, { id: "+1", section: "mine", keys: ["lr"] });
  expect(removePanel(movePanel(added, { panel: "+1", section: "val", after: "" }), "+1")).toEqual(
    emptyLayout,
  );
});

test("added panels show their keys, with globs, in their section or behind another panel", () => {
  const added = addPanel(emptyLayout, { id: "+1", section: "both", keys: ["*/loss"] });
  const both = arrange(added)[3];
  expect(both).toMatchObject({ name: "both", panels: [{ spec: { id: "+1", title: "*/loss" } }] });
  expect(both?.panels[0]?.spec.keys).toEqual(["train/loss", "val/loss"]);
  const behind = addPanel(emptyLayout, { id: "+1", section: "train", keys: ["lr"] }, "train/loss");
  expect(names(arrange(behind))[0]).toEqual(["train", ["train/loss", "+1", "train/acc"]]);
  expect(freePanelId(added, (id) => id === "+2")).toBe("+3");
});

test("settings and keys change a panel, and what is undefined is not kept", () => {
  const layout = editPanel(emptyLayout, "lr", {
    keys: ["val/*"],
    settings: { title: "Validation", yScale: "log", expression: undefined } as never,
  });
  expect(layout.panels.get("lr")?.settings).toEqual({ title: "Validation", yScale: "log" });
  expect(arrange(layout)[2]?.panels[0]?.spec).toMatchObject({
    id: "lr",
    title: "Validation",
    keys: ["val/loss", "val/acc"],
    settings: { yScale: "log" },
  });
  expect(editPanel(layout, "lr", { settings: {} })).toEqual(emptyLayout);
});

test("sections are moved, closed and given columns, which takes widths by hand away", () => {
  const moved = moveSection(emptyLayout, { section: "metrics", after: "" });
  expect(names(arrange(moved)).map(([name]) => name)).toEqual(["metrics", "train", "val"]);
  const wide = resizePanel(openSections(moved, ["val"], "closed"), "val/acc", { width: 12, height: 300 });
  expect(arrange(wide)[2]).toMatchObject({ name: "val", isOpen: false, columns: undefined });
  const columns = setColumns(wide, "val", { columns: 9, panels: ["val/loss", "val/acc"] });
  expect(arrange(columns)[2]).toMatchObject({ columns: 6, panels: [{}, { width: undefined, height: 300 }] });
  expect(moveSection(moved, { section: "gone", after: "val" }).sectionMoves).toHaveLength(2);
  expect(names(arrange(moveSection(emptyLayout, { section: "val", after: "gone" })))[1]?.[0]).toBe("val");
});

test("sizes stay within what is allowed, and can be taken back", () => {
  const layout = resizePanel(emptyLayout, "lr", { width: 99, height: 1 });
  expect(layout.panels.get("lr")).toEqual({ width: 12, height: 140 });
  expect(resetSize(layout, "lr")).toEqual(emptyLayout);
});

test("rows are filled from left to right, for any number of columns and any widths", () => {
  const panels = Array.from({ length: 7 }, (_, at) => ({
    spec: spec(String(at)),
    width: undefined,
    height: undefined,
  }));
  for (const columns of [1, 2, 3, 4, 5, 6]) {
    const rows = packRows(panels, { columns, height: 228, isSmall: false });
    expect(rows.map((row) => row.panels.length)).toEqual(
      Array.from({ length: Math.ceil(7 / columns) }, (_, at) => Math.min(columns, 7 - at * columns)),
    );
  }
  const sized = panels.with(1, { ...panels[1]!, width: 9, height: 400 } as never);
  const rows = packRows(sized, { columns: 3, height: 228, isSmall: false });
  expect(rows.map((row) => [row.height, row.panels.map(({ units }) => units)])).toEqual([
    [228, [20]],
    [400, [45]],
    [228, [20, 20, 20]],
    [228, [20, 20]],
  ]);
  const small = packRows(sized, { columns: 1, height: 220, isSmall: true });
  expect(small.map((row) => [row.height, row.panels[0]?.units])).toEqual(Array(7).fill([220, 60]));
});

test("a hundred steps can be taken back and made again", () => {
  let history = startHistory(emptyLayout);
  for (let at = 0; at < mostSteps + 20; at++)
    history = changed(history, resizePanel(history.present, "lr", { width: 1, height: 200 + at }));
  const last = history.present;
  expect(changed(history, last)).toBe(history);
  for (let at = 0; at < mostSteps + 20; at++) history = undone(history);
  expect(history.present.panels.get("lr")?.height).toBe(219);
  for (let at = 0; at < mostSteps + 20; at++) history = redone(history);
  expect(history.present).toBe(last);
  expect(changed(undone(history), emptyLayout).future).toEqual([]);
});

const rich = openSections(
  moveSection(
    movePanel(
      editPanel(addPanel(emptyLayout, { id: "+1", section: "__proto__", keys: ["a", "b*"] }), "+1", {
        keys: ["c"],
        settings: { range: { min: -1 }, smoothing: { kind: "gauss", sigma: 3 }, band: false },
      }),
      { panel: "lr", section: "val", after: "" },
    ),
    { section: "val", after: "" },
  ),
  ["__proto__"],
  "closed",
);

test("a layout comes back from JSON and from an address as it was", () => {
  expect(readLayout(JSON.parse(JSON.stringify(layoutDocument(rich))))).toEqual(rich);
  expect(readLayoutLink(layoutLink(rich) as string)).toEqual(rich);
  expect(layoutLink(rich)).toMatch(/^[A-Za-z0-9+\-$]+$/);
  expect(readLayoutLink(layoutLink(emptyLayout) as string)).toEqual(emptyLayout);
});

test("a layout that is too long for an address has none", () => {
  const keysOf = (at: number): string[] => [`${Math.sin(at)}${Math.cos(at)}`];
  const added = Array.from({ length: 2_000 }, (_, at) => ({ id: `+${at}`, section: "s", keys: keysOf(at) }));
  expect(layoutLink({ ...emptyLayout, added })).toBeUndefined();
});

test.each([
  ["nothing", null],
  ["a text", "x"],
  ["lists of anything", { s: [1, null, [2], ["a", 3]], p: [["b"]], a: [["c"], ["c", "s", "x"]], m: [[]] }],
  ["wrong settings", { p: [["a", { width: "9", settings: { yScale: "x", range: [], smoothing: {} } }]] }],
  ["a prototype", JSON.parse(`{"__proto__":{"p":[["a",{"removed":true}]]}}`)],
])("of %s only what makes sense is read", (_, json) => {
  const { added, moves, panels } = readLayout(json);
  expect([added, moves]).toEqual([[], []]);
  for (const panel of panels.values())
    expect([{}, { settings: {} }, { settings: { range: {} } }]).toContainEqual(panel);
});

test("damaged addresses change nothing", () => {
  for (const text of ["", "%", "N4Ig", "x".repeat(9_000), "NoXSA"])
    expect(readLayoutLink(text) ?? emptyLayout).toEqual(emptyLayout);
});

test("globs fit from end to end, in linear time", () => {
  expect(matchKeys(["*/acc", "lr", "none"], keys)).toEqual(["train/acc", "val/acc", "lr", "none"]);
  expect(matchKeys(["*a*s*"], keys)).toEqual(["train/loss", "val/loss"]);
  expect(matchKeys(["lr*lr"], keys)).toEqual([]);
  const many = Array.from({ length: 50 }, (_, at) => `layer/${at}`);
  expect(matchKeys(["*"], many)).toEqual(many.slice(0, 40));
  expect(namedKeys(["*", "layer/3"], many)).toEqual(many);
  const slow = "*a".repeat(500);
  const started = performance.now();
  expect(matchKeys([slow], ["a".repeat(20_000) + "b"])).toEqual([]);
  expect(performance.now() - started).toBeLessThan(1_000);
});
