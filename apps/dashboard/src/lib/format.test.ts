import { expect, test } from "vitest";
import { formatBytes } from "./format-bytes.ts";
import { formatCount } from "./format-count.ts";
import { formatDuration } from "./format-duration.ts";
import { formatJson, formatSetting } from "./format-json.ts";
import { keyParts, keyText } from "./format-key.ts";
import { formatName } from "./format-name.ts";
import { formatPlural } from "./format-plural.ts";
import { formatSpread } from "./format-spread.ts";
import { formatStep } from "./format-step.ts";
import { formatTime, formatTimeFull } from "./format-time.ts";
import { formatValue } from "./format-value.ts";
import { formatWeight } from "./format-weight.ts";

test.each([
  [0, "0"],
  [-0, "0"],
  [0.3213, "0.3213"],
  [0.32134, "0.3213"],
  [12.48, "12.48"],
  [484.04, "484.0"],
  [16_384, "16,384"],
  [-16_384, "−16,384"],
  [1_115.3, "1,115"],
  [999.96, "1,000"],
  [123_456.7, "123,457"],
  [9_999.9, "10,000"],
  [0.0000236, "2.36e−5"],
  [0.0001, "0.0001000"],
  [10_005_172, "10,005,172"],
  [1e9, "1e9"],
  [-2_360_000.5, "−2.36e6"],
  [-0.5, "−0.5000"],
  [Number.NaN, "NaN"],
  [Number.POSITIVE_INFINITY, "+∞"],
  [Number.NEGATIVE_INFINITY, "−∞"],
  [9_007_199_254_740_993n, "9,007,199,254,740,993"],
])("the value %s is written %s", (value, text) => {
  expect(formatValue(value)).toBe(text);
});

test.each([
  [0, "0"],
  [999, "999"],
  [1_000, "1 k"],
  [1_100, "1.1 k"],
  [16_040, "16 k"],
  [218_000, "218 k"],
  [999_499, "999 k"],
  [999_500, "1 M"],
  [2_400_000_000, "2.4 G"],
])("the count %s is written %s", (count, text) => {
  // A thin space stands before the unit.
  expect(formatCount(count)).toBe(text.replace(" ", "\u2009"));
});

test.each([
  [0, "0 s"],
  [0.34, "340 ms"],
  [0.0001, "1 ms"],
  [12, "12 s"],
  [59.7, "1 m"],
  [2_677, "44 m 37 s"],
  [7_860, "2 h 11 m"],
  [273_600, "3 d 4 h"],
  [-12, "−12 s"],
  [Number.NaN, "–"],
])("%s seconds are written %s", (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test.each([
  [731, "731 B"],
  [1_023, "1023 B"],
  [1_024, "1.0 KiB"],
  [48_211, "47 KiB"],
  [9_412, "9.2 KiB"],
  [224_395_264, "214 MiB"],
])("%s bytes are written %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

const now = new Date(2026, 10, 14, 14, 2, 3).getTime();

test.each([
  [200, "now"],
  [20_000, "20 s ago"],
  [4 * 60_000, "4 min ago"],
  [3 * 3_600_000, "3 h ago"],
  [2 * 86_400_000, "2 d ago"],
  [10 * 86_400_000, "4 Nov"],
  [365 * 86_400_000, "14 Nov 2025"],
])("%s ms before now is written %s", (ago, text) => {
  expect(formatTime(now - ago, now)).toBe(text);
});

test("a moment in full has its date, time and zone", () => {
  expect(formatTimeFull(now)).toMatch(/^2026-11-14 14:02:03 [+-]\d\d:\d\d$/);
});

test("steps are written in full, and none as a dash", () => {
  expect([formatStep(14_260), formatStep(null), formatStep(0)]).toEqual(["14,260", "–", "0"]);
});

test("a long name keeps its beginning and its end", () => {
  const name = formatName(`resnet-${"x".repeat(80)}-seed-12`, 20);
  expect(name).toHaveLength(20);
  expect(name.startsWith("resnet-")).toBe(true);
  expect(name.endsWith("seed-12")).toBe(true);
});

test.each([
  ["train/loss", "train/", "loss"],
  ["loss", "", "loss"],
  ["a.b", "a.", "b"],
  ["gradients/enc.kernel", "gradients/", "enc.kernel"],
  ["v1\\.5", "", "v1.5"],
])("the key %s is shown with the prefix %j and the name %s", (key, prefix, name) => {
  expect(keyParts(key)).toEqual({ prefix, name });
});

test("a key with an escaped dot is read without the escape", () => {
  expect(keyText("a\\.b.c")).toBe("a.b.c");
});

test("config values are one line, however deep or long they are", () => {
  expect(formatJson([192, 128])).toBe("[192, 128]");
  expect(formatJson({ a: "x", b: [null, true] })).toBe('{a: "x", b: [null, true]}');
  expect(formatJson("<img src=x onerror=alert(1)>")).toBe("<img src=x onerror=alert(1)>");
  expect(formatJson("y".repeat(1_000))).toHaveLength(201);
});

test("settings keep the digits that they were given, media say what they are", () => {
  expect([0.0006, 0.1, 20_000, -1e-9, [0.5], Number.NaN].map(formatSetting)).toEqual([
    "0.0006",
    "0.1",
    "20,000",
    "−1e−9",
    "[0.5]",
    "NaN",
  ]);
  expect(formatJson({ _type: "histogram", bins: [0, 1, 2], values: [1, 2] })).toBe("histogram, 2 bins");
  expect(formatJson({ _type: "images/separated", count: 8 })).toBe("8 images");
  expect(formatJson({ _type: "image-file", width: 28, height: 28 })).toBe("image, 28 × 28");
});

test("numbers stand before their nouns", () => {
  expect([formatPlural(1, "run"), formatPlural(1_024, "run"), formatPlural(0, "child", "children")]).toEqual([
    "1 run",
    "1,024 runs",
    "0 children",
  ]);
});

test("weights have two decimals, three when they need them", () => {
  expect([formatWeight(0.8), formatWeight(0.999), formatWeight(0)]).toEqual(["0.80", "0.999", "0.00"]);
});

test("a deviation has as many digits behind the point as its mean", () => {
  expect(formatSpread(0.058, 0.7726)).toBe("0.0580");
  expect(formatSpread(1.2, 12.48)).toBe("1.20");
  expect(formatSpread(0.00001, 0.7726)).toBe("1e\u22125");
  expect(formatSpread(0, 0.7726)).toBe("0.0000");
  expect(formatSpread(3.5, 16_384)).toBe("3.500");
  expect(formatSpread(1e-6, 2e-5)).toBe("1e\u22126");
  expect(formatSpread(0.25, Number.NaN)).toBe("0.2500");
});
