import type { FetchReply } from "@stepwell/core/testing";
import type { JsonObject } from "@stepwell/protocol";
import type { PersonPlan } from "../plan/scenario.ts";
import { createOwner } from "../schedule/owner.ts";
import type { Simulation } from "../simulation.ts";
import { PROJECT, SERVER_URL } from "../simulation.ts";

/** Somebody who edits a run by hand, and perhaps deletes it. */
export async function runPerson(sim: Simulation, { runId, moves }: PersonPlan): Promise<void> {
  const { schedule, ledger } = sim;
  const owner = createOwner("person");
  const host = sim.hosts[0]?.name ?? "";
  const fetch = sim.network.careful(owner, host);
  const { may } = ledger.editsOf(runId);

  async function ask(method: "PATCH" | "DELETE", body?: JsonObject): Promise<FetchReply | undefined> {
    const signal = new AbortController().signal;
    const headers = { "content-type": "application/json" };
    const request = {
      method,
      headers,
      signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    // The port of core knows no such methods; the network does.
    return fetch(`${SERVER_URL}/api/runs/${PROJECT}/${runId}`, request as never).catch(() => undefined);
  }

  for (const [index, { kind, waitMs }] of moves.entries()) {
    await schedule.sleep(owner, waitMs);
    if (kind === "delete") {
      const before = ledger.removals;
      const reply = await ask("DELETE");
      if (reply?.status === 204 && ledger.removals === before)
        ledger.complain(`run "${runId}" was said to be deleted, and nothing was removed`);
      // An edit of before may be gone with the run, and one that is under way may still come.
      if (ledger.removals > before) may.clear();
      continue;
    }
    const value = kind === "tags" ? [`tag ${index}`] : `${kind} ${index}`;
    const before = may.get(kind) ?? [undefined];
    may.set(kind, [...before, value]);
    const reply = await ask("PATCH", { [kind]: value });
    if (reply?.status === 200) may.set(kind, [value]);
    else if (reply !== undefined) may.set(kind, before);
  }
}
