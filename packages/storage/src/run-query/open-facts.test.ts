import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json, JsonObject } from "@stepwell/protocol";
import type { StoredRun } from "../run-store.ts";
import { stateOfPlan } from "../testing/arbitrary-runs.ts";
import { openFacts } from "./open-facts.ts";
import { factsOf } from "./run-facts.ts";

function runWith(config: JsonObject, summary: JsonObject): StoredRun {
  const state = stateOfPlan({ config, summary });
  const source = { id: "s", origin: "o", startedMs: 5, position: 0, state, damage: [] };
  const times = { createdMs: 10, updatedMs: 20 };
  return {
    number: 1,
    project: "p",
    runId: "abc",
    color: 3,
    ...times,
    status: "running",
    sources: [source],
    edits: {},
  };
}

const key = fc.constantFrom(
  "a",
  "b",
  "",
  "a.b",
  "a\\b",
  "_wandb",
  "_type",
  "__proto__",
  "toString",
  "x".repeat(300),
);
const object = fc.letrec<{ value: unknown; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom<Json>(1, "text", null, [1], Number.NaN, 7n),
    tie("object"),
  ),
  object: fc.dictionary(key, tie("value"), { maxKeys: 5, noNullPrototype: true }) as fc.Arbitrary<JsonObject>,
})).object;
const path = fc
  .tuple(
    fc.constantFrom("config.", "summary.", "", "config"),
    fc.array(fc.constantFrom("a", "b", "", "a\\.b", "\\a", "a\\"), { maxLength: 4 }),
  )
  .map(([prefix, parts]) => prefix + parts.join("."));

test("a fact that is looked up is the one among all", () => {
  fc.assert(
    fc.property(object, object, fc.array(path), (config, summary, others) => {
      const all = factsOf(runWith(config, summary));
      const opened = openFacts(runWith(config, summary));
      for (const name of [...all.keys(), ...others])
        expect([name, opened.at(name)]).toEqual([name, all.get(name)]);
    }),
  );
});

test("of a very wide run the same facts are found as among all", () => {
  const wide = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`k${index}`, index]));
  const { at } = openFacts(runWith({ deep: wide }, wide));
  expect([at("config.deep.k999"), at("config.deep.k1000")]).toEqual([999, undefined]);
  expect([at("summary.k1999"), at("summary.k2000")]).toEqual([1999, undefined]);
  expect(at("displayName")).toBe("abc");
});
