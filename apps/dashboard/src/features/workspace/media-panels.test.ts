import { expect, test } from "vitest";
import type { PanelSpec } from "../charts/panel-spec.ts";
import { markMedia } from "./media-panels.ts";
import { panelSections } from "./panel-sections.ts";

const known = {
  media: new Set(["samples/picture", "samples/sound"]),
  histograms: new Set(["gradients/dense"]),
};
const panel = (keys: readonly string[], more: Partial<PanelSpec> = {}): PanelSpec => ({
  id: keys.join(),
  title: "a",
  keys,
  stream: "history",
  ...more,
});
const mark = (spec: PanelSpec): PanelSpec | undefined =>
  markMedia(
    [{ name: "", isOpen: true, columns: undefined, panels: [{ spec, width: 4, height: undefined }] }],
    known,
  )[0]?.panels[0]?.spec;

test("an added panel of a picture shows the picture", () => {
  expect(mark(panel(["samples/picture"]))?.media).toBe(true);
});

test("an added panel of histograms shows heat maps", () => {
  expect(mark(panel(["gradients/dense"]))).toMatchObject({ media: true, histograms: true });
  expect(mark(panel(["loss", "gradients/dense"]))).toMatchObject({ keys: ["loss"], media: false });
});

test("a chart keeps its numbers where a glob finds pictures too", () => {
  expect(mark(panel(["loss", "samples/sound"]))).toMatchObject({ keys: ["loss"], media: false });
});

test("a panel of pictures that was given numbers is a chart", () => {
  expect(mark(panel(["loss"], { media: true }))?.media).toBe(false);
});

test("pictures have panels in their sections where they are wanted, tables have none", () => {
  const keys = [
    { key: "samples/loss", kind: "number" },
    { key: "samples/picture", kind: "image" },
    { key: "samples/rows", kind: "table" },
  ] as const;
  const given = { keys, metrics: [], filter: "", pair: false };
  const [section] = panelSections({ ...given, media: true });
  expect(section?.panels.map(({ title, media: isMedia }) => [title, isMedia === true])).toEqual([
    ["samples/loss", false],
    ["samples/picture", true],
  ]);
  expect(panelSections(given)[0]?.panels).toHaveLength(1);
});
