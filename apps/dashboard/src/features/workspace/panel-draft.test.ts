import { expect, test } from "vitest";
import type { PanelSpec } from "../charts/panel-spec.ts";
import { draftKeys, draftOf, draftSettings, expressionProblem, rangeProblem } from "./panel-draft.ts";
import { viewParams } from "./view-params.ts";

const panel: PanelSpec = {
  id: "loss",
  title: "loss",
  keys: ["train/loss", "val/loss"],
  stream: "history",
  settings: {
    title: "Losses",
    x: "epoch",
    yScale: "log",
    range: { min: 0.1 },
    smoothing: { kind: "gauss", sigma: 4 },
    band: false,
    groupBand: "sem",
    expression: "${train/loss} * 2",
  },
};
const empty = draftOf({ ...panel, settings: undefined }, undefined);

test("fields say what a panel has, and give it back", () => {
  const draft = draftOf(panel, ["*/loss"]);
  expect(draftKeys(draft)).toEqual(["*/loss"]);
  expect(draftSettings(draft)).toEqual(panel.settings);
  expect(draftSettings(empty)).toEqual({});
  expect(draftKeys(empty)).toEqual(["train/loss", "val/loss"]);
});

test("what makes no sense yet is left out, and said", () => {
  const draft = { ...empty, min: "1", max: "x", expression: "${a} +", smoothing: "ema", amount: "", x: "" };
  expect(draftSettings(draft)).toEqual({ range: { min: 1 } });
  expect(rangeProblem(draft)).toBe(`"x" is not a number.`);
  expect(rangeProblem({ ...draft, max: "1" })).toBe("The least is not below the most.");
  expect(rangeProblem({ ...draft, min: "\u22122", max: "1e3" })).toBeUndefined();
  expect(expressionProblem(draft)).toMatch(/\.$/);
  expect(expressionProblem({ ...draft, expression: " " })).toBeUndefined();
});

test("a view has filters and axes, and nothing of the moment", () => {
  expect(viewParams({ x: "wall", q: "a", z: "1..2", panel: "p", lay: "x", sm: 3, __proto__: "x" })).toEqual({
    x: "wall",
    q: "a",
  });
  expect(viewParams({ k: "x".repeat(9_000) })).toEqual({});
  for (const nothing of [undefined, null, "x", 3]) expect(viewParams(nothing)).toEqual({});
});
