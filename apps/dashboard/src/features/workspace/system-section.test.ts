import { expect, test } from "vitest";
import { arrangePanels } from "../layout/arrange-panels.ts";
import { addPanel, openSections } from "../layout/change-layout.ts";
import { emptyLayout, type Layout } from "../layout/layout.ts";
import { panelSections } from "./panel-sections.ts";
import { markSystem, systemSection } from "./system-section.ts";
import { wantsSystem } from "./use-system-metrics.ts";

const logged = panelSections({
  keys: [{ key: "train/loss", kind: "number" }],
  metrics: [],
  filter: "",
  pair: false,
});
const keys = ["system\\.cpu", "system\\.gpu\\.0\\.temp", "system\\.gpu\\.1\\.temp"];
const placed = (layout: Layout) =>
  markSystem(
    arrangePanels([...logged, systemSection(keys, ["train"])], layout, ["train/loss", ...keys]),
    new Set(keys),
  );

test("what was measured is a folded section at the end, over time and in its units", () => {
  const sections = placed(emptyLayout);
  expect(sections.map(({ name, isOpen }) => [name, isOpen])).toEqual([
    ["train", true],
    ["system", false],
  ]);
  const panels = sections[1]?.panels.map(({ spec }) => spec) ?? [];
  expect(panels.map(({ id, stream, keys: own }) => [id, stream, own.length])).toEqual([
    ["system:GPU temperature", "events", 2],
    ["system:CPU", "events", 1],
  ]);
  expect(panels.map(({ yScale }) => yScale?.format(61))).toEqual(["61\u2009°C", "61\u2009%"]);
  expect(placed(openSections(emptyLayout, ["system"], "open"))[1]?.isOpen).toBe(true);
});

test("a section that somebody logged under that name stays", () => {
  expect(systemSection(keys, ["system"]).name).toBe("machine");
});

test("a panel that somebody added shows what was measured, unless it has something that was logged", () => {
  const added = addPanel(emptyLayout, { id: "a", section: "charts", keys: ["system.gpu.*"] });
  const [, , own] = placed(added);
  expect(own?.panels[0]?.spec).toMatchObject({ id: "a", stream: "events", keys: keys.slice(1), area: false });
  const mixed = addPanel(emptyLayout, { id: "b", section: "charts", keys: ["*"] });
  expect(placed(mixed)[2]?.panels[0]?.spec).toMatchObject({ stream: "history", keys: ["train/loss"] });
});

test("system metrics are asked for at once where a view shows them", () => {
  expect(wantsSystem(undefined, emptyLayout)).toBe(false);
  expect(wantsSystem("system:CPU", undefined)).toBe(true);
  expect(wantsSystem(undefined, openSections(emptyLayout, ["system"], "open"))).toBe(true);
  const added = addPanel(emptyLayout, { id: "a", section: "charts", keys: ["system.cpu"] });
  expect(wantsSystem(undefined, added)).toBe(true);
});
