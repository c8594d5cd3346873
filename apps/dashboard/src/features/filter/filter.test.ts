import { expect, test } from "vitest";
import { runView } from "../runs/run-view-fixture.ts";
import { filterQuery } from "./filter-query.ts";
import { runMatcher } from "./run-matcher-fixture.ts";
import { parseFilter } from "./parse-filter.ts";
import { addCondition, openCondition, printCondition, printFilter } from "./print-filter.ts";
import { readDuration, readNumber, readTime } from "./read-value.ts";
import { createKeyResolver } from "./resolve-key.ts";

const now = Date.UTC(2026, 10, 14, 12);
const keys = createKeyResolver([
  { path: "config.optimizer", runs: 3, numbers: 0, texts: 3 },
  { path: "config.lr", runs: 3, numbers: 3, texts: 0 },
  { path: "summary.lr", runs: 3, numbers: 3, texts: 0 },
  { path: "config.loss", runs: 3, numbers: 0, texts: 3 },
  { path: "summary.loss", runs: 3, numbers: 3, texts: 0 },
  { path: "summary.val/miou", runs: 3, numbers: 3, texts: 0 },
  { path: "summary.val/dice", runs: 3, numbers: 3, texts: 0 },
  { path: String.raw`config.a\.b`, runs: 3, numbers: 3, texts: 0 },
  { path: "config.version", runs: 3, numbers: 1, texts: 2 },
  { path: "config.amp", runs: 3, numbers: 0, texts: 0 },
]);
const asked = (text: string): unknown => filterQuery(text, { keys, now }).filter;
const problem = (text: string): unknown => filterQuery(text, { keys, now }).problems[0];

test.each([
  ["state != killed", { $nor: [{ state: { $eq: "killed" } }] }],
  ["val/miou >= 0.5", { "summary.val/miou": { $gte: 0.5 } }],
  ["miou>=.5", { "summary.val/miou": { $gte: 0.5 } }],
  ["lr < 1e-3", { "config.lr": { $lt: 0.001 } }],
  ["summary.lr < 1e-3", { "summary.lr": { $lt: 0.001 } }],
  ["loss < 0.3", { "summary.loss": { $lt: 0.3 } }],
  ["loss = mse", { "config.loss": { $eq: "mse" } }],
  ["a.b = 3", { [String.raw`config.a\.b`]: { $eq: 3 } }],
  ["amp = true", { "config.amp": { $eq: true } }],
  ["version = 2", { "config.version": { $in: [2, "2"] } }],
  ['version = "2"', { "config.version": { $eq: "2" } }],
  ["miou = nan", { "summary.val/miou": { $eq: Number.NaN } }],
  ["opt in (adamw, sgd)", { "config.optimizer": { $in: ["adamw", "sgd"] } }],
  ["opt not in adamw, sgd", { $nor: [{ "config.optimizer": { $in: ["adamw", "sgd"] } }] }],
  ['name = "soft rain"', { displayName: { $eq: "soft rain" } }],
  ["name ~ ^soft", { displayName: { $regex: "^soft", $options: "i" } }],
  ["name !~ /a b/", { $nor: [{ displayName: { $regex: "a b", $options: "i" } }] }],
  ["tags has v2", { tags: { $eq: "v2" } }],
  ["tag:v2", { tags: { $eq: "v2" } }],
  ["has lr", { "config.lr": { $exists: true } }],
  ["not has lr", { $nor: [{ "config.lr": { $exists: true } }] }],
  ["opt:adamw", { "config.optimizer": { $regex: "adamw", $options: "i" } }],
  ["running", { state: { $eq: "running" } }],
  ["duration > 2 h", { duration: { $gt: 7_200 } }],
  ["duration > 2 h 30 m and lr > 2", { $and: [{ duration: { $gt: 9_000 } }, { "config.lr": { $gt: 2 } }] }],
  ["runtime<90s", { duration: { $lt: 90 } }],
  ["created > 3 d ago", { createdAt: { $gt: now - 3 * 86_400_000 } }],
  ["archived = true", { archived: { $eq: true } }],
  [
    "running (lr > 1 or lr < 0.1)",
    {
      $and: [
        { state: { $eq: "running" } },
        { $or: [{ "config.lr": { $gt: 1 } }, { "config.lr": { $lt: 0.1 } }] },
      ],
    },
  ],
  [
    "a.b = 1 or lr = 2 and lr = 3",
    {
      $or: [
        { [String.raw`config.a\.b`]: { $eq: 1 } },
        { $and: [{ "config.lr": { $eq: 2 } }, { "config.lr": { $eq: 3 } }] },
      ],
    },
  ],
  [
    "soft rain",
    {
      $and: [
        {
          $or: ["displayName", "name", "tags"].map((path) => ({
            [path]: { $regex: "soft.*rain", $options: "i" },
          })),
        },
      ],
    },
  ],
  ["", undefined],
])("%j asks the server for what it says", (text, filter) => {
  expect(asked(text)).toEqual(filter);
});

test.each([
  ["lr >", 3, 4, 'Expected a value after ">".'],
  ["> 3", 0, 1, 'Expected a key before ">".'],
  ["(lr > 3", 6, 7, 'Expected ")".'],
  ["lr > 3)", 6, 7, 'Expected a term instead of ")".'],
  ['name = "soft', 7, 12, 'Expected a closing ".'],
  ["and lr", 0, 3, 'Expected a term instead of "and".'],
  ["lr > 3 and", 9, 10, "Expected a term."],
  ["lr > and", 5, 8, 'Expected a value after ">" instead of "and".'],
  ["zzzq = 3", 0, 4, 'Expected a key of these runs instead of "zzzq".'],
  ["duration > soon", 11, 15, 'Expected a length of time as 2 h or 45 m instead of "soon".'],
  ["created > soon", 10, 14, 'Expected a time as 3 d ago, today or 2026-11-14 instead of "soon".'],
  ["name ~ /(/", 7, 10, 'Expected a regular expression instead of "(".'],
  ["opt in (a, b", 11, 12, 'Expected ")" after the list.'],
  ["tag:", 3, 4, 'Expected a value after ":".'],
])("%j is underlined from %i to %i", (text, from, to, message) => {
  expect(problem(text)).toEqual({ from, to, message });
  expect(asked(text)).toBeUndefined();
});

test.each([
  "state != killed and val/miou >= 0.5",
  "a or b and not (c or d)",
  "not has lr",
  'opt in (adamw, "s g d") or tags has v2',
  "duration > 2 h 30 m and created > 3 d ago",
  "/^soft/ tag:v2",
  "(a and b) and c",
])("%j reads the same after it was printed", (text) => {
  const { node } = parseFilter(text);
  if (node === undefined) throw new Error("there is no tree");
  const again = parseFilter(printFilter(node)).node;
  expect(withoutPlaces(again)).toEqual(withoutPlaces(node));
});

test("a filter of many parentheses and one of many words are refused, and nothing throws", () => {
  expect(problem("(".repeat(5_000))).toMatchObject({ message: expect.stringContaining("at most 24 levels") });
  expect(problem("not ".repeat(5_000))).toMatchObject({
    message: expect.stringContaining("at most 24 levels"),
  });
  expect(problem(Array.from({ length: 9 }, (_, at) => `w${at} or x`).join(" or "))).toMatchObject({
    message: expect.stringContaining("three words"),
  });
});

test("any text is read or refused, whatever it is", () => {
  const pieces = [
    "(",
    ")",
    "lr",
    ">",
    "not",
    "in",
    "has",
    '"',
    "'",
    "/",
    ":",
    ",",
    "and",
    "or",
    "!",
    "=",
    "\\",
    "3 d",
    "ago",
    "created",
    "é",
  ];
  let seed = 7;
  for (let round = 0; round < 3_000; round += 1) {
    const text = Array.from({ length: 1 + (round % 9) }, () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return pieces[seed % pieces.length];
    }).join(round % 2 === 0 ? " " : "");
    const { filter, problems } = filterQuery(text, { keys, now });
    for (const { from, to } of problems) expect(from >= 0 && from <= to && to <= text.length).toBe(true);
    if (filter !== undefined) runMatcher(filter)(runView());
  }
});

test("without the project's keys a bare key is a summary's", () => {
  const unread = createKeyResolver(undefined);
  expect(filterQuery("val/miou > 0.5", { keys: unread, now }).filter).toEqual({
    "summary.val/miou": { $gt: 0.5 },
  });
});

test("keys are found by whole names first, then by parts, and shown in full", () => {
  expect(keys.search("lr", 3).map(({ shown }) => shown)).toEqual(["config.lr", "summary.lr"]);
  expect(keys.search("val", 9).map(({ shown }) => shown)).toEqual(["summary.val/miou", "summary.val/dice"]);
  expect(keys.resolve("a.b")?.shown).toBe("config.a.b");
  expect(keys.search("", 2).map(({ shown }) => shown)).toEqual(["name", "state"]);
});

test("a bare metric is the value of it that most runs have", () => {
  const defined = createKeyResolver([
    { path: "summary.acc", runs: 2, numbers: 2, texts: 0 },
    { path: "summary.acc.max", runs: 24, numbers: 24, texts: 0 },
    { path: "summary.acc.min", runs: 3, numbers: 3, texts: 0 },
    { path: "summary.loss", runs: 24, numbers: 24, texts: 0 },
    { path: "summary.loss.min", runs: 24, numbers: 24, texts: 0 },
  ]);
  const path = (text: string): string | undefined => defined.resolve(text)?.path;
  expect([path("acc"), path("loss"), path("summary.acc"), path("acc.min")]).toEqual([
    "summary.acc.max",
    "summary.loss",
    "summary.acc",
    "summary.acc.min",
  ]);
});

test("a hundred thousand keys are searched within a keystroke", () => {
  const many = createKeyResolver(
    Array.from({ length: 100_000 }, (_, at) => ({
      path: `summary.layer${at}/weight`,
      runs: 1,
      numbers: 1,
      texts: 0,
    })),
  );
  expect(many.search("layer99999", 5)[0]?.shown).toBe("summary.layer99999/weight");
});

test.each([
  ["1e-4", 0.0001],
  [".5", 0.5],
  ["1_000", 1_000],
  ["-inf", Number.NEGATIVE_INFINITY],
  ["nan", Number.NaN],
  ["adamw", undefined],
  ["1x", undefined],
  ["", undefined],
])("the number %j is %j", (text, value) => {
  expect(readNumber(text)).toBe(value);
});

test.each([
  ["2 h", 7_200],
  ["2h30m", 9_000],
  ["1 d 1 s", 86_401],
  ["340 ms", 0.34],
  ["90", 90],
  ["2 x", undefined],
  ["h", undefined],
])("the length %j is %j seconds", (text, value) => {
  expect(readDuration(text)).toBe(value);
});

test("a date is a whole day, and a clock without seconds a minute", () => {
  const day = readTime("2026-11-14", now);
  expect([day?.from, day?.to]).toEqual([new Date(2026, 10, 14).getTime(), new Date(2026, 10, 15).getTime()]);
  const minute = readTime("2026-11-14 14:02", now);
  expect((minute?.to ?? 0) - (minute?.from ?? 0)).toBe(60_000);
  expect(readTime("2026-02-30", now)).toBeUndefined();
});

test.each([
  ["lr", "=", 0.1, "lr = 0.1"],
  ["config.optimizer", "=", "ada max", 'config.optimizer = "ada max"'],
  ["config.version", "=", "2", 'config.version = "2"'],
  ["my key", "<", 3, '"my key" < 3'],
  ["state", "!=", "and", 'state != "and"'],
])("the condition %s %s %j is written as %j", (key, op, value, text) => {
  expect(printCondition(key, op, value)).toBe(text);
});

test("a condition is added to all of a filter", () => {
  expect(openCondition("config.lr")).toBe("config.lr ");
  expect(openCondition("config.my key")).toBe('"config.my key" ');
  expect(addCondition("", "a = 1")).toBe("a = 1");
  expect(addCondition("b = 2", "a = 1")).toBe("b = 2 and a = 1");
  expect(addCondition("b or c", "a = 1")).toBe("(b or c) and a = 1");
});

const run = runView({
  id: "r5",
  name: "soft-rain-5",
  status: "running",
  tags: ["base", "v2"],
  runtime: 4_000,
  startedAt: now - 3_600_000,
  config: { optimizer: "AdamW", lr: 0.01, loss: "mse", "a.b": 3, amp: true, version: "2" },
  summary: { "val/miou": 0.7, loss: Number.NaN },
});

test.each([
  ["soft", true],
  ["rain soft", false],
  ["running", true],
  ["crashed", false],
  ["opt:adamw", true],
  ["opt = adamw", false],
  ["opt = AdamW", true],
  ["lr:0.01", true],
  ["version = 2", true],
  ["amp = true", true],
  ["a.b = 3", true],
  ["tags has v2", true],
  ["tags = base", true],
  ["tags != base", false],
  ["tags not in (x, y)", true],
  ["miou > 0.5 and duration > 1 h", true],
  ["duration < 1 h", false],
  ["created > 2 h ago", true],
  ["created < 2 h ago", false],
  ["created = 2026-11-14", true],
  ["created > yesterday", true],
  ["summary.loss = nan", true],
  ["summary.loss < 1", false],
  ["not summary.loss < 1", true],
  ["has val/dice", false],
  ["archived = true", false],
  ["/^SOFT/", true],
  ["name !~ ^hard", true],
])("a run in memory passes %j: %j", (text, passes) => {
  const { filter, problems } = filterQuery(text, { keys, now });
  expect(problems).toEqual([]);
  expect(runMatcher(filter)(run)).toBe(passes);
});

test("what has members is known by them, and is no value itself", () => {
  const nested = { ...run, summary: { acc: { max: 0.9 }, image: { _type: "image-file" } } };
  const has = (path: string): boolean => runMatcher({ [path]: { $exists: true } })(nested);
  expect([has("summary.acc"), has("summary.acc.max"), has("summary.image")]).toEqual([false, true, true]);
});

test("a run that was put away passes only a filter that speaks of that", () => {
  const away = { ...run, archived: true };
  expect(runMatcher(undefined)(away)).toBe(false);
  expect(runMatcher(filterQuery("soft", { keys, now }).filter)(away)).toBe(false);
  expect(runMatcher(filterQuery("archived = true", { keys, now }).filter)(away)).toBe(true);
});

function withoutPlaces(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (name, part: unknown) => (name === "from" || name === "to" ? undefined : part)),
  );
}
