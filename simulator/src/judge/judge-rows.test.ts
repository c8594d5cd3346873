import type { JsonObject } from "@stepwell/protocol";
import { beforeEach, expect, test } from "vitest";
import { judgeRows } from "./judge-rows.ts";
import { createLedger } from "./ledger.ts";
import type { Ledger, Session } from "./ledger.ts";

let ledger: Ledger;
let session: Session;

beforeEach(() => {
  ledger = createLedger();
  session = ledger.openSession({ name: "s", runId: "r", host: "h", isShared: false, begin: "new" });
  session.source = "source";
  for (let id = 0; id < 3; id++) session.tried.set(id, { id, v: id });
  session.kept.push(0, 1);
});

function judged(...rows: JsonObject[]): string[] {
  return judgeRows(ledger, { runId: "r", detail: undefined, console: [], rows });
}

const row = (id: number, v = id): JsonObject => ({ id, v, _step: id });

test("what was acknowledged is there once; what was only tried may be", () => {
  expect(judged(row(0), row(1))).toEqual([]);
  expect(judged(row(0), row(1), row(2))).toEqual([]);
});

test("a row that is missing, doubled, changed, out of order or of nobody is found", () => {
  expect(judged(row(0))).toEqual(['"r" lacks row 1 of s, which was acknowledged']);
  expect(judged(row(0), row(1), row(1))).toEqual(['"r" has row 1 2 times']);
  expect(judged(row(0), row(1, 5))).toEqual(['"r" has 5 as "v" of row 1, and 1 was logged']);
  expect(judged(row(1), row(0))).toEqual(['"r" has row 0 of s behind row 1']);
  expect(judged(row(0), row(1), row(9))).toEqual(['"r" has row 9, which it never logged']);
});

test("a power cut takes what was not synced, and no more", () => {
  session.durable = 1;
  ledger.powerCut("another");
  expect(judged(row(0))).toHaveLength(1);
  ledger.powerCut("h");
  expect(judged(row(0))).toEqual([]);
  expect(judged()).toEqual(['"r" lacks row 0 of s, which was acknowledged']);
});

test("what was taken out stays out, and need not be there", () => {
  ledger.bansSources(["source"], new Set([0]));
  expect(judged(row(0))).toEqual([]);
  expect(judged(row(0), row(1))).toEqual(['"r" has row 1 of s again, which was taken out']);
  expect(judged()).toEqual(['"r" lacks row 0 of s, which was acknowledged']);
});
