import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import type { BulkReply } from "@stepwell/protocol";
import type { RunCursor, StoredRun } from "@stepwell/storage";
import type { z } from "zod";
import type { AppContext } from "../app-context.ts";
import { runFilterOf } from "../run-query/archived-runs.ts";
import { refuseQuery } from "../run-query/refuse-query.ts";
import { editRun } from "./edit-run.ts";
import { noRun } from "./find-run.ts";
import { readBody } from "./read-request.ts";
import { refusal, reply } from "./refusal.ts";
import { bulkEditSchema, chosenRunsSchema, MOST_CHOSEN } from "./request-schemas.ts";

const PAGE = 1000;
const MOST_TOLD = 100;

/** Edits and deletes many runs at once: those of a list, or those that a filter lets through. */
export function bulkRoutes(context: AppContext): Hono {
  const { ports, ingest } = context;
  const { runs } = ports;
  const app = new Hono();

  async function listed(names: readonly { project: string; run: string }[]): Promise<number[]> {
    const numbers = await runs.runNumbers(names.map(({ project, run }) => ({ project, runId: run })));
    const missing = names[numbers.indexOf(undefined)];
    if (missing !== undefined) throw noRun(missing.project, missing.run);
    return [...new Set(numbers as number[])];
  }

  async function passing(project: string, filter: Chosen["filter"]): Promise<number[]> {
    const search = { project, filter: runFilterOf(filter), limit: PAGE };
    const found: number[] = [];
    let after: RunCursor | undefined;
    do {
      const page = await runs.queries.find(after === undefined ? search : { ...search, after });
      if (page.total > MOST_CHOSEN) {
        throw refusal(
          400,
          `[server] Failed to choose runs: the filter lets "${page.total}" through, and "${MOST_CHOSEN}" can be changed at once. Narrow it.`,
        );
      }
      found.push(...page.runs.map(({ number }) => number));
      after = page.more ? page.runs.at(-1)?.cursor : undefined;
    } while (after !== undefined);
    return found;
  }

  /** Does it for every chosen run that is still there; what is refused for one run is told, and the others go on. */
  async function each(
    { runs: names, project, filter }: Chosen,
    task: (run: StoredRun) => Promise<boolean>,
  ): Promise<BulkReply> {
    const choose = () => (names === undefined ? passing(project ?? "", filter) : listed(names));
    const refused: { project: string; run: string; message: string }[] = [];
    let done = 0;
    let failed = 0;
    for (const number of await refuseQuery(choose, (message) => refusal(400, message))) {
      const run = await runs.run(number);
      try {
        if (run !== undefined && (await task(run))) done += 1;
      } catch (error) {
        if (!(error instanceof HTTPException) || run === undefined) throw error;
        failed += 1;
        if (refused.length >= MOST_TOLD) continue;
        refused.push({ project: run.project, run: run.runId, message: error.message });
      }
    }
    return { runs: done, failed, refused };
  }

  app.post("/runs/edit", async (c) => {
    const { edit, ...chosen } = await readBody(c, bulkEditSchema);
    return reply(c, await each(chosen, (run) => editRun(context, run, edit)));
  });

  app.post("/runs/delete", async (c) => {
    const chosen = await readBody(c, chosenRunsSchema);
    const remove = async (run: StoredRun): Promise<boolean> => {
      await ingest.remove(run);
      return true;
    };
    return reply(c, await each(chosen, remove));
  });

  return app;
}

type Chosen = z.output<typeof chosenRunsSchema>;
