import { Hono } from "hono";
import type { Context } from "hono";
import type { Json, JsonObject, RunColor, RunGroupView, RunRow } from "@stepwell/protocol";
import type { FactValue, FoundRun, GroupSort, RunFilter, RunGroup } from "@stepwell/storage";
import type { z } from "zod";
import type { AppContext } from "../app-context.ts";
import { factField } from "../run-query/fact-fields.ts";
import { runFilterOf } from "../run-query/archived-runs.ts";
import { findFrom } from "../run-query/find-from.ts";
import { parseSort } from "../run-query/parse-sort.ts";
import { queryError, quoted } from "../run-query/query-error.ts";
import { refuseQuery } from "../run-query/refuse-query.ts";
import { printCursor, readCursor } from "../run-query/run-cursor.ts";
import { readBody, readQuery, readText } from "./read-request.ts";
import { refusal, reply } from "./refusal.ts";
import { runGroupsSchema, runKeysSchema, runSearchSchema, runValuesSchema } from "./run-query-schema.ts";

/** What a row of a run table always shows. */
const ALWAYS = [
  "displayName",
  "state",
  "color",
  "createdAt",
  "startedAt",
  "heartbeatAt",
  "duration",
  "group",
  "jobType",
  "tags",
];

/** Runs of a project filtered, sorted, grouped and counted by anything that is known of them. Each is asked by POST, or by GET with the body as `q`. */
export function runQueryRoutes({ ports }: AppContext): Hono {
  const { queries } = ports.runs;
  const app = new Hono();

  app.on(["GET", "POST"], "/runs/query", async (c) => {
    const { project, filter, sort: order, after, from, limit, columns } = await question(c, runSearchSchema);
    const search = await refusing(() => {
      const sort = parseSort(order, factField);
      return {
        project,
        sort,
        limit,
        columns: [...new Set([...ALWAYS, ...columns.map((name) => factField(name).path)])],
        ...filterOf(filter),
        ...(after === undefined ? {} : { after: readCursor(after, sort) }),
      };
    });
    const { runs, total, more } = await refusing(() => findFrom(queries, search, from));
    const last = runs.at(-1);
    return reply(c, {
      runs: runs.map((run) => runRow(project, run, columns)),
      total,
      next: more && last !== undefined ? printCursor(last.cursor, search.sort) : null,
    });
  });

  app.on(["GET", "POST"], "/run-groups/query", async (c) => {
    const { filter, by, measures, sort, ...rest } = await question(c, runGroupsSchema);
    const grouping = await refusing(() => ({
      ...rest,
      ...filterOf(filter),
      by: by.map((name) => factField(name).path),
      measures: measures.map((name) => factField(name).path),
      ...(sort === undefined ? {} : { sort: groupSort(sort, measures) }),
    }));
    const { groups, total } = await refusing(() => queries.groups(grouping));
    return reply(c, { groups: groups.map((group) => groupView(group, by, measures)), total });
  });

  app.on(["GET", "POST"], "/run-values/query", async (c) => {
    const { filter, path, ...rest } = await question(c, runValuesSchema);
    const asked = await refusing(() => ({ ...rest, ...filterOf(filter), path: factField(path).path }));
    return reply(c, await refusing(() => queries.values(asked)));
  });

  app.get("/run-keys", async (c) => {
    const { project } = readQuery(c, runKeysSchema);
    return reply(c, { keys: await queries.keys(project) });
  });

  return app;
}

/** A measure that is not asked for is not there to sort by. */
function groupSort(sort: GroupSort, measures: readonly string[]): GroupSort {
  const { of } = sort;
  if (of === "runs") return sort;
  if (measures.includes(of.path)) return { ...sort, of: { ...of, path: factField(of.path).path } };
  throw queryError("order", `groups can't be sorted by ${quoted(of.path)}, which is not among "measures"`);
}

function question<S extends z.ZodType>(c: Context, schema: S): Promise<z.output<S>> {
  return c.req.method === "GET" ? readText(c.req.query("q") ?? "", schema) : readBody(c, schema);
}

function filterOf(json: JsonObject | undefined): { filter: RunFilter } {
  return { filter: runFilterOf(json) };
}

/** What can't be read or carried out of a query is the caller's to correct. */
function refusing<Value>(read: () => Value | Promise<Value>): Promise<Value> {
  return refuseQuery(read, (message) => refusal(400, message));
}

function runRow(project: string, { runId, facts }: FoundRun, columns: readonly string[]): RunRow {
  const fact = <Value extends FactValue>(path: string, absent: Value): Value =>
    (facts[path] as Value | undefined) ?? absent;
  return {
    id: runId,
    project,
    name: fact("displayName", runId),
    state: fact("state", ""),
    color: fact<RunColor>("color", 0),
    createdAt: fact("createdAt", 0),
    startedAt: fact("startedAt", 0),
    updatedAt: fact("heartbeatAt", 0),
    runtime: fact("duration", 0),
    group: fact("group", ""),
    jobType: fact("jobType", ""),
    tags: fact<readonly string[]>("tags", []),
    columns: pick(columns, (name) => facts[factField(name).path]),
  };
}

function groupView(group: RunGroup, by: readonly string[], measures: readonly string[]): RunGroupView {
  return {
    values: pick(by, (_, index) => group.values[index]),
    runs: group.runs,
    live: group.live,
    measures: Object.fromEntries(measures.map((name, index) => [name, group.measures[index]])),
  } as RunGroupView;
}

function pick(
  names: readonly string[],
  factOf: (name: string, index: number) => FactValue | undefined,
): JsonObject {
  return Object.fromEntries(
    names.flatMap((name, index): [string, Json][] => {
      const value = factOf(name, index);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
