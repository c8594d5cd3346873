import { expect, test } from "vitest";
import { classLabelsOf } from "./class-labels.ts";

test("labels of masks and boxes are told by key and layer", () => {
  const layer = (value: Record<string, string>) => ({ type: "mask/class_labels", key: "k", value });
  expect(
    classLabelsOf({
      _wandb: {
        "mask/class_labels": { "a/b_wandb_delimeter_truth": layer({ "0": "sky", "1": "sea" }) },
        "bounding_box/class_labels": { "a/b_wandb_delimeter_truth": layer({ "2": "ship" }) },
      },
    }),
  ).toEqual({ "a/b": { truth: { "0": "sky", "1": "sea", "2": "ship" } } });
});

test.each([
  {},
  { _wandb: 3 },
  { _wandb: { "mask/class_labels": [] } },
  { _wandb: { "mask/class_labels": { plain: { value: { "0": "x" } } } } },
])("the config %j has none", (config) => {
  expect(classLabelsOf(config)).toEqual({});
});

test("what is no label is left out", () => {
  expect(
    classLabelsOf({
      _wandb: { "mask/class_labels": { k_wandb_delimeter_m: { value: { x: "a", "1": 3, "2": "b" } } } },
    }),
  ).toEqual({ k: { m: { "2": "b" } } });
});
