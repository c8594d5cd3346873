import { describe, expect, test } from "vitest";
import { consoleChunks, isTooLong, rowChunks } from "./stream-chunks.ts";
import { streamRequests } from "./stream-requests.ts";

const LIMIT = 10_383_360;

describe("rows", () => {
  test("that are longer than a server takes keep their place, step and times", () => {
    const long = { _step: 3, _timestamp: 2.5, _runtime: 1, text: "x".repeat(LIMIT) };
    const { chunks, shortened } = rowChunks([{ a: 1 }, long, { a: 2 }], 7);
    expect(shortened).toBe(1);
    expect(chunks).toEqual([
      { offset: 7, content: ['{"a":1}', '{"_step":3,"_timestamp":2.5,"_runtime":1}', '{"a":2}'] },
    ]);
  });

  test.each([
    ["x".repeat(LIMIT), false],
    ["x".repeat(LIMIT + 1), true],
    ["ä".repeat(LIMIT / 2), false],
    ["ä".repeat(LIMIT / 2 + 1), true],
  ])("are measured in bytes", (line, expected) => {
    expect(isTooLong(line)).toBe(expected);
  });

  test("are cut where a request is full", () => {
    const row = { text: "x".repeat(3 * 1024 * 1024) };
    const { chunks } = rowChunks([row, row, row, row, row], 0);
    expect(chunks.map(({ offset, content }) => [offset, content.length])).toEqual([
      [0, 2],
      [2, 2],
      [4, 1],
    ]);
  });
});

describe("console lines", () => {
  const line = { number: 1, stream: "stdout", time: 1_700_000_000.123456, text: "é" } as const;
  const text = { form: "text", label: "", firstLine: 0 } as const;

  test("are W&B's text, one chunk for each range", () => {
    const lines = [
      { ...line, number: 4 },
      { ...line, stream: "stderr" as const },
      { ...line, number: 2 },
    ];
    expect(consoleChunks(lines, { ...text, firstLine: 10 })).toEqual([
      { offset: 11, content: ["ERROR 2023-11-14T22:13:20.123456 é", "2023-11-14T22:13:20.123456 é"] },
      { offset: 14, content: ["2023-11-14T22:13:20.123456 é"] },
    ]);
  });

  test("name their writer when there are several", () => {
    expect(consoleChunks([line], { ...text, label: "rank1" })[0]?.content).toEqual([
      "2023-11-14T22:13:20.123456 [rank1] é",
    ]);
  });

  test("are JSON for a server that asks for it", () => {
    const [chunk] = consoleChunks([{ ...line, stream: "stderr" }], { ...text, form: "json", label: "a" });
    expect(JSON.parse(chunk?.content[0] ?? "")).toEqual({
      level: "error",
      ts: "2023-11-14T22:13:20.123456",
      label: "a",
      content: "é",
    });
  });

  test.each([undefined, Number.NaN, 1e300, -1e300, Infinity])("have some time where theirs is %s", (time) => {
    expect(consoleChunks([{ ...line, time }], text)[0]?.content).toEqual(["1970-01-01T00:00:00.000000 é"]);
  });
});

test("a request holds one range of each kind, and says where the next begins", () => {
  const chunk = (offset: number, ...content: string[]) => ({ offset, content });
  const requests = streamRequests({
    history: [chunk(5, "a", "b")],
    events: [chunk(0, "e")],
    console: [chunk(1, "x"), chunk(9, "y")],
  });
  expect(requests).toEqual([
    {
      files: {
        "wandb-history.jsonl": chunk(5, "a", "b"),
        "wandb-events.jsonl": chunk(0, "e"),
        "output.log": chunk(1, "x"),
      },
      history: 7,
      events: 1,
    },
    { files: { "output.log": chunk(9, "y") } },
  ]);
});
