import type { MetricView } from "@stepwell/protocol";
import { expect, it } from "vitest";
import { histogramKeys } from "./histogram-keys.ts";

it("histograms that a definition hides have no panel, nor have internal ones and keys of other kinds", () => {
  const keys = [
    { key: "gradients/a", kind: "histogram" as const },
    { key: "gradients/b", kind: "histogram" as const },
    { key: "parameters/a", kind: "histogram" as const },
    { key: "_internal", kind: "histogram" as const },
    { key: "loss", kind: "number" as const },
  ];
  const hidden = (name: string): MetricView => ({ name, hidden: true }) as MetricView;
  expect(histogramKeys(keys, [])).toEqual(["gradients/a", "gradients/b", "parameters/a"]);
  expect(histogramKeys(keys, [hidden("gradients/b"), hidden("parameters/*")])).toEqual(["gradients/a"]);
});
