import { createMemoryFileSystem } from "@stepwell/effects/testing";
import { createRunFileEncoder } from "@stepwell/protocol";
import { expect, test } from "vitest";
import { judgeFile } from "./judge-files.ts";
import { createLedger } from "./ledger.ts";

test("a row that is in the file and not at the server is found, unless it was taken out", () => {
  const disk = createMemoryFileSystem();
  disk.makeFolderSync("/f");
  const encoder = createRunFileEncoder();
  const file = disk.openAppend("/f/run-r.wandb");
  file.writeSync(encoder.header());
  for (const id of [0, 1]) {
    file.writeSync(encoder.encode({ type: "history", items: [{ path: ["id"], value: id }] }));
  }
  const ledger = createLedger();
  const session = ledger.openSession({ name: "s", runId: "r", host: "h", isShared: false, begin: "new" });
  const found = { runId: "r", detail: undefined, console: [], rows: [{ id: 0 }] };
  expect(judgeFile(ledger, { session, disk }, found)).toEqual([]);
  session.folder = "/f";
  session.source = "source";
  expect(judgeFile(ledger, { session, disk }, found)).toEqual(['"r" lacks row 1, which is in the file of s']);
  ledger.bansSources(["source"], new Set([0]));
  expect(judgeFile(ledger, { session, disk }, found)).toEqual([]);
});
