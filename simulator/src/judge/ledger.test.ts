import { expect, test } from "vitest";
import { createLedger } from "./ledger.ts";

test("a session that finds no room in init is known by its process, since its folder is not known yet", () => {
  const ledger = createLedger();
  const of = { runId: "r", host: "host-0", isShared: false, begin: "new" };
  const began = ledger.openSession({ ...of, name: "session 0" });
  began.folder = "/wandb/run-0";
  const beginning = ledger.openSession({ ...of, name: "session 1" });
  expect(ledger.sessionAt("host-0", "/wandb/run-1/run-r.wandb")).toBeUndefined();
  expect(ledger.sessionBeginning("session 1", "/wandb/run-1/run-r.wandb")).toBe(beginning);
  expect(ledger.sessionBeginning("session 1", "/wandb/run-1/run-r.wandb.lock")).toBeUndefined();
  expect(ledger.sessionBeginning("session 0", "/wandb/run-0/run-r.wandb")).toBeUndefined();
});
