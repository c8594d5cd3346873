import { expect, it } from "vitest";
import { parseLooks } from "./kept-look.ts";

it("the looks of projects are read, and what makes no sense is as usual", () => {
  const text = JSON.stringify([
    ["harbor", { threshold: 0.5, size: 480 }],
    ["constructor", { threshold: 7, size: "large" }],
    ["none", null],
    [3, { threshold: 0.1, size: 200 }],
    "x",
  ]);
  expect([...parseLooks(text)]).toEqual([
    ["harbor", { threshold: 0.5, size: 480 }],
    ["constructor", { threshold: 0, size: 300 }],
    ["none", { threshold: 0, size: 300 }],
  ]);
});

it.each([null, "", "{", "7", '{"harbor":1}'])("%j holds no look", (text) => {
  expect(parseLooks(text).size).toBe(0);
});

it("no more than a hundred projects are read", () => {
  const many = Array.from({ length: 300 }, (_, at) => [`p${at}`, { threshold: 0, size: 300 }]);
  expect([...parseLooks(JSON.stringify(many)).keys()].at(0)).toBe("p200");
});
