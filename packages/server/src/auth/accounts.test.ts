import { expect, test } from "vitest";
import { createSeededRandom, createVirtualClock } from "@stepwell/effects/testing";
import { createMemoryRunStore } from "@stepwell/storage";
import { createAccounts } from "./accounts.ts";

test("two admins who remove each other at the same moment: one is left", async () => {
  const store = createMemoryRunStore().accounts;
  const accounts = createAccounts({ store, clock: createVirtualClock(), random: createSeededRandom(1) });
  for (const name of ["ada", "bob"]) await accounts.addUser({ team: "stepwell", name, role: "admin" });
  const results = await Promise.allSettled([
    accounts.removeUser("stepwell", "ada"),
    accounts.setRole("stepwell", "bob", "member"),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  expect(await accounts.users("stepwell")).toMatchObject([{ name: "bob", role: "admin" }]);
});
