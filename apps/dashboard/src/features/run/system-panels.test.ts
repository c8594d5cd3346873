import { expect, test } from "vitest";
import { systemPanels } from "./system-panels.ts";

const all = (): boolean => true;

test("GPUs, cores and directions share a panel with a line for each", () => {
  const keys = [
    "_wandb",
    "system\\.network\\.sent",
    "system\\.network\\.recv",
    "system\\.cpu",
    "system\\.gpu\\.0\\.gpu",
    "system\\.gpu\\.process\\.0\\.gpu",
    "system\\.gpu\\.1\\.gpu",
    "system\\.gpu\\.0\\.temp",
    "system\\.strange\\.thing",
  ];
  const panels = systemPanels(keys, all);
  expect(panels.map(({ title, keys: own, area }) => [title, own.length, area])).toEqual([
    ["GPU utilisation", 2, true],
    ["GPU temperature", 1, false],
    ["CPU", 1, true],
    ["Network", 2, true],
    ["strange.thing", 1, false],
  ]);
  expect(panels[0]?.lineNames).toEqual({ "system\\.gpu\\.0\\.gpu": "0", "system\\.gpu\\.1\\.gpu": "1" });
  expect(Object.values(panels[3]?.lineNames ?? {})).toEqual(["out", "in"]);
});

test("panels are found by title and by key", () => {
  const keys = ["system\\.cpu", "system\\.disk\\.vda\\.in"];
  expect(systemPanels(keys, (text) => text === "Disk vda").length).toBe(1);
  expect(systemPanels(keys, (text) => text.includes("cpu")).map(({ title }) => title)).toEqual(["CPU"]);
  expect(systemPanels(keys, () => false)).toEqual([]);
});
