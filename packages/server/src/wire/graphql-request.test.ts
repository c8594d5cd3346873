import { parse } from "graphql";
import { expect, test } from "vitest";
import { answerGraphql } from "./graphql-request.ts";
import { nestedLists } from "./nested-lists.ts";

const REQUEST = { caller: { kind: "session" }, origin: "http://localhost" } as const;
const ROOT = { viewer: { id: "1", name: "n", username: "u" } };

const FAULTS = { sentenceOf: String };

const ask = (query: string, maxFields?: number) =>
  answerGraphql(JSON.stringify({ query }), ROOT, REQUEST, {
    faults: FAULTS,
    ...(maxFields === undefined ? {} : { maxFields }),
  });

test("a request that asks for more values than its limit is refused with a sentence, once", async () => {
  expect(await ask("{ viewer { id name username } }", 4)).toEqual({ data: { viewer: ROOT.viewer } });
  const answer = (await ask(
    `{ ${Array.from({ length: 50 }, (_, at) => `v${at}: viewer { name }`).join(" ")} }`,
    4,
  )) as {
    errors: { message: string }[];
  };
  expect(answer.errors).toHaveLength(10);
  expect(answer.errors[0]?.message).toBe(
    '[server] Failed to answer: the request asks for more than "4" values. Ask for smaller pages, or for less of each.',
  );
});

test("what reads rows, lines or folders counts as many values", async () => {
  const run = { id: "1", name: "r", projectId: "1", fileCount: 3 };
  const root = { project: { id: "1", name: "p", run } };
  const again = (times: number) =>
    answerGraphql(
      JSON.stringify({
        query: `{ project { run(name: "r") { ${Array.from({ length: times }, (_, at) => `f${at}: fileCount`).join(" ")} } } }`,
      }),
      root,
      REQUEST,
      { faults: FAULTS },
    );
  expect(await again(100)).not.toHaveProperty("errors");
  expect(await again(300)).toHaveProperty("errors");
});

test("lists in lists are counted through fragments, and too many are refused before anything is read", async () => {
  const circle = (inner: string): string => `edges { node { artifactSequence { artifacts { ${inner} } } } }`;
  const wrap = (inner: string): string =>
    `{ project(name: "p") { artifactCollection(name: "c") { artifacts { ${inner} } } } }`;
  const deep = wrap(circle(circle(circle(circle("totalCount")))));
  expect(nestedLists(parse(deep))).toBe(4);
  expect(nestedLists(parse("{ viewer { id } }"))).toBe(0);
  const spread =
    "query { a { ...A ...A } } fragment A on X { edges { ...B } } fragment B on Y { edges { id } ...C } fragment C on Z { id }";
  expect(nestedLists(parse(spread))).toBe(2);
  expect(await ask(deep)).toEqual({
    errors: [{ message: expect.stringContaining('lists are nested "4" deep') as string }],
  });
});

test("a document that is many times as long as any client's is refused before it is checked", async () => {
  expect(await ask(`{ ${"viewer { id } ".repeat(245)} }`)).not.toHaveProperty("errors");
  const long = `{ ${"viewer { id } ".repeat(255)} }`;
  expect(await ask(long)).toEqual({
    errors: [{ message: expect.stringContaining("1000 tokens") as string }],
  });
});

test("a mutation that fails within the server throws, so that clients try again; a query tells it", async () => {
  const full = new Error("no space left on device");
  const root = {
    viewer: () => {
      throw full;
    },
    upsertBucket: () => {
      throw full;
    },
  };
  const send = (query: string) =>
    answerGraphql(JSON.stringify({ query, operationName: "" }), root, REQUEST, { faults: FAULTS });
  await expect(send(`mutation { upsertBucket(input: { name: "a" }) { inserted } }`)).rejects.toBe(full);
  expect(await send("{ viewer { id } }")).toEqual({
    data: { viewer: null },
    errors: [{ message: "Error: no space left on device" }],
  });
});

test("what a store refuses of a mutation is told in errors: asked again, it would be refused again", async () => {
  const message =
    '[storage] Failed to link artifact "5": it is not committed. Wait until its upload has ended.';
  const root = {
    upsertBucket: () => {
      throw new Error(message);
    },
  };
  const body = JSON.stringify({
    query: `mutation { upsertBucket(input: { name: "a" }) { inserted } }`,
    operationName: "",
  });
  expect(await answerGraphql(body, root, REQUEST, { faults: FAULTS })).toEqual({
    data: { upsertBucket: null },
    errors: [{ message }],
  });
});
