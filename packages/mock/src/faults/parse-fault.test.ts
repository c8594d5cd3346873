import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MockError } from "../mock-error.ts";
import { checkFault } from "./check-fault.ts";
import type { FaultRule } from "./fault-rule.ts";
import { parseFault, printFault } from "./parse-fault.ts";

describe("a rule as text", () => {
  test.each<[string, FaultRule]>([
    ["latency=200ms", { fault: "latency", ms: 200 }],
    ["latency=1.5s", { fault: "latency", ms: 1500 }],
    ["latency=20", { fault: "latency", ms: 20 }],
    ["status=503", { fault: "status", status: 503 }],
    ["status=429,retry-after=2", { fault: "status", status: 429, retryAfter: 2 }],
    ["status=429,retry-after=2m", { fault: "status", status: 429, retryAfter: 120 }],
    ["status=500,nth=2,body=a, b=c,body=d", { fault: "status", status: 500, nth: 2, body: "a, b=c,body=d" }],
    ["status=500,body=", { fault: "status", status: 500, body: "" }],
    ["cut", { fault: "cut" }],
    ["cut=100", { fault: "cut", afterBytes: 100 }],
    ["cut,probability=1e-7", { fault: "cut", probability: 1e-7 }],
    ["slow-body=50", { fault: "slow-body", bytesPerSecond: 50 }],
    ["drop-reply,operation=UpsertBucket,nth=1", { fault: "drop-reply", operation: "UpsertBucket", nth: 1 }],
    ["clock-skew=-10m", { fault: "clock-skew", ms: -600_000 }],
    [
      "storage-full,operation=/files/*,first=2,every=3,probability=0.5",
      { fault: "storage-full", operation: "/files/*", first: 2, every: 3, probability: 0.5 },
    ],
  ])("%s", (text, rule) => {
    expect(parseFault(text)).toEqual(rule);
    expect(parseFault(printFault(rule))).toEqual(rule);
  });

  test.each([
    ["", 'there is no fault "". Use one of latency, status'],
    ["fire", 'there is no fault "fire"'],
    ["constructor", 'there is no fault "constructor"'],
    ["cut,__proto__=1", '"__proto__=1" is none of its words. Use retry-after=…'],
    ["latency", 'it says no "ms". Give a time from 0 to 24 hours.'],
    ["latency=soon", 'its "ms" is "soon"'],
    ["latency=-1s", 'its "ms" is "-1000"'],
    ["latency=99h", 'its "ms" is "356400000"'],
    ["status=99", 'its "status" is "99". Give a whole number from 200 to 599.'],
    ["status=1e3", 'its "status" is "1e3"'],
    ["status=204,body=x", 'a reply of status "204" has no body'],
    ["drop-reply=3", '"drop-reply" takes no value'],
    ["cut,retry-after=3", '"cut" has no "retryAfter". Use afterBytes, operation, nth'],
    ["cut,nth=0", 'its "nth" is "0". Give a whole number from 1 to'],
    ["cut,nth=1,nth=2", 'it says "nth" twice'],
    ["cut,probability=0", 'its "probability" is "0". Give a number above 0 and up to 1.'],
    ["cut,operation=", 'its "operation" is "". Give a name'],
    ["cut,operation=a b", 'its "operation" is "a b"'],
    ["cut,", '"" is none of its words'],
    ["slow-body=0", 'its "bytesPerSecond" is "0"'],
    ["clock-skew=NaN", 'its "ms" is "NaN"'],
  ])("%j is refused with a sentence", (text, sentence) => {
    expect(() => parseFault(text)).toThrow(`[mock] Failed to add fault "${text}": ${sentence}`);
  });

  test("whatever it is gives a rule or a sentence, soon", () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom(
        "latency=1s",
        "status=500",
        "cut",
        "nth=1",
        "body=",
        "operation=*",
        "probability=1",
        "=",
        ",,",
      ),
    );
    fc.assert(
      fc.property(fc.array(word), (words) => {
        try {
          const rule = parseFault(words.join(","));
          expect(parseFault(printFault(rule))).toEqual(rule);
        } catch (error) {
          expect(MockError.isInstance(error)).toBe(true);
          expect((error as Error).message).toMatch(/^\[mock\] Failed to add fault ".*": .+\. .+\.$/s);
        }
      }),
    );
    expect(() => parseFault("9".repeat(2_000_000))).toThrow(/it is too long/);
    expect(() => parseFault(`latency=${"9".repeat(900_000)}`)).toThrow(MockError);
  });
});

describe("a rule as an object", () => {
  test.each([
    [undefined, "it is not a rule"],
    [null, "it is not a rule"],
    ["cut", "it is not a rule"],
    [[], "it is not a rule"],
    [{}, 'there is no fault "undefined"'],
    [{ fault: "toString" }, 'there is no fault "toString"'],
    [{ fault: "latency", ms: Number.NaN }, 'its "ms" is "NaN"'],
    [{ fault: "latency", ms: "1" }, 'its "ms" is "1"'],
    [{ fault: "cut", nth: 1.5 }, 'its "nth" is "1.5"'],
    [{ fault: "cut", often: true }, '"cut" has no "often"'],
  ])("%j is refused with a sentence", (rule, sentence) => {
    expect(() => checkFault(rule)).toThrow(sentence);
  });
});
