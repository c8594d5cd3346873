import { expect, test } from "vitest";
import { parseJson } from "@stepwell/protocol";
import type { JsonObject } from "@stepwell/protocol";
import { readConfigJson } from "./config-json.ts";

test.each([
  ["wrapped, as by W&B's client for Python", '{"lr":{"value":0.5},"deep":{"value":{"x":[1]},"desc":null}}'],
  ["as it is, as by W&B's client for JavaScript", '{"lr":0.5,"deep":{"x":[1]}}'],
  ["some of both", '{"lr":0.5,"deep":{"value":{"x":[1]}}}'],
])("a config is read %s", (_, text) => {
  expect(readConfigJson(parseJson(text) as JsonObject).config).toEqual({ lr: 0.5, deep: { x: [1] } });
});

test("an object with more than a wrapping has is a value itself", () => {
  const config = { deep: { value: 3, x: 1 } };
  expect(readConfigJson(config).config).toEqual(config);
});

test("empty values are kept, wrapped or not", () => {
  const config = parseJson('{"a":{"value":null},"b":null,"c":{},"d":[],"e":{"value":{}},"f":false}');
  expect(readConfigJson(config as JsonObject).config).toEqual({
    a: null,
    b: null,
    c: {},
    d: [],
    e: {},
    f: false,
  });
});
