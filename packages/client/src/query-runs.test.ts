import { parseJson } from "@stepwell/protocol";
import type { JsonObject } from "@stepwell/protocol";
import { expect, test } from "vitest";
import { createClient } from "./create-client.ts";
import type { Fetch } from "./transport.ts";

function answering(replies: readonly object[]): { bodies: [string, JsonObject][]; fetch: Fetch } {
  const bodies: [string, JsonObject][] = [];
  const rest = [...replies];
  const fetch: Fetch = (url, init) => {
    bodies.push([url, init?.body === undefined ? {} : (parseJson(init.body as string) as JsonObject)]);
    return Promise.resolve(new Response(JSON.stringify(rest.shift())));
  };
  return { bodies, fetch };
}

test("queried runs come one by one, over as many pages as there are", async () => {
  const { bodies, fetch } = answering([
    { runs: [{ id: "a" }, { id: "b" }], total: 3, next: "cursor" },
    { runs: [{ id: "c" }], total: 3, next: null },
  ]);
  const client = createClient({ baseUrl: "http://host", fetch });
  const ids: string[] = [];
  const options = { filter: { "config.lr": { $gt: 0.1 } }, sort: ["-summary.loss"], pageSize: 2 } as const;
  for await (const { id } of client.queryRuns("p", options)) ids.push(id);
  expect(ids).toEqual(["a", "b", "c"]);
  const asked = {
    project: "p",
    filter: { "config.lr": { $gt: 0.1 } },
    sort: ["-summary.loss"],
    limit: 2,
  };
  expect(bodies).toEqual([
    ["http://host/api/runs/query", asked],
    ["http://host/api/runs/query", { ...asked, after: "cursor" }],
  ]);
});

test("nobody asks for the next page before it is needed", async () => {
  const { bodies, fetch } = answering([{ runs: [{ id: "a" }, { id: "b" }], total: 3, next: "cursor" }]);
  for await (const { id } of createClient({ baseUrl: "", fetch }).queryRuns("p")) if (id === "b") break;
  expect(bodies).toHaveLength(1);
});

test("groups, keys and values are asked for by project", async () => {
  const { bodies, fetch } = answering([
    { groups: [], total: 0 },
    { keys: [{ path: "config.lr" }] },
    { values: [] },
  ]);
  const client = createClient({ baseUrl: "", fetch });
  await client.runGroups("p", { by: ["config.opt"], measures: ["summary.loss"] });
  expect(await client.runKeys("p q")).toEqual([{ path: "config.lr" }]);
  await client.runValues("p", "config.opt", { limit: 5 });
  expect(bodies).toEqual([
    ["/api/run-groups/query", { project: "p", by: ["config.opt"], measures: ["summary.loss"] }],
    ["/api/run-keys?project=p%20q", {}],
    ["/api/run-values/query", { project: "p", path: "config.opt", limit: 5 }],
  ]);
});
