import fc from "fast-check";
import { expect, test } from "vitest";
import { parseSearch, printSearch } from "./search-params.ts";
import { decodeView, encodeView, type ViewState } from "./view-state.ts";

const whole: ViewState = {
  x: "runtime",
  zooms: new Map([
    ["", [8_000, 9_600.5]],
    ["a:b,50%", [-3, 5]],
    ["epoch", [2, Number.POSITIVE_INFINITY]],
  ]),
  smoothing: { kind: "ema", weight: 0.8 },
  clip: false,
  filter: "/loss|iou/",
  panel: "train/loss",
  step: 12_000,
  runs: new Map([
    ["r5", true],
    ["a,b%", false],
  ]),
  focus: "r5",
  pins: ["r1", "r,2"],
  baseline: "r3",
  line: undefined,
  sort: [
    { key: "val/miou", descending: true },
    { key: "a,b", descending: false },
  ],
  groups: ["config.optimizer", "tags"],
  metric: "val/miou:max",
  isDifference: true,
  query: "opt:adamw",
};

test("a view is written readably, sorted by name", () => {
  expect(
    printSearch(
      encodeView({
        ...whole,
        runs: new Map([
          ["r5", true],
          ["r9", false],
        ]),
      }),
    ),
  ).toBe(
    "?base=r3&d=base&focus=r5&group=config.optimizer,tags&k=/loss|iou%2F&m=val/miou:max&out=all&panel=train/loss&pin=r1,r%252C2&q=opt:adamw&runs=+r5,-r9&sm=ema:0.8&sort=-val/miou,a%252Cb&step=12000&x=runtime&z=8000..9600.5,a:b%252C50%2525:-3..5,epoch:2..",
  );
});

test("a view that went through the address is the same view", () => {
  expect(decodeView(parseSearch(printSearch(encodeView(whole))))).toEqual(whole);
});

test("the default view leaves the address empty", () => {
  expect(printSearch(encodeView(decodeView({})))).toBe("");
});

test("any text survives the address", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (filter) => {
      expect(decodeView(parseSearch(printSearch(encodeView({ filter })))).filter).toBe(filter);
    }),
  );
});

test.each([
  "?z=..1",
  "?z=1..Infinity",
  "?z=1..2..3",
  "?z=9..3",
  "?z=a..b",
  "?z=epoch:9..3,:,,x:..",
  "?sm=ema:x",
  "?step=",
  "?step=Infinity",
  "?%E0%A4%A=1",
  "?__proto__=1",
  "?sort=-",
])("%s is the default view", (search) => {
  expect(decodeView(parseSearch(search))).toEqual(decodeView({}));
});

test("a weight above the end of the slider is kept below 1", () => {
  expect(decodeView({ sm: "ema:1.5" }).smoothing).toEqual({ kind: "ema", weight: 0.999 });
});
