import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const LIMIT_MS = 30_000;

/**
 * Waits until a server has `count` finished runs in `project`, and holds each against what was logged: it has at least
 * `rows` rows, and a finite number under each of `keys`. Resolves with the runs.
 */
export async function expectRuns(root, url, { project, count = 1, rows, keys }) {
  const { createClient } = await import(pathToFileURL(join(root, "packages/client/dist/index.js")).href);
  const client = createClient({ baseUrl: url });
  const finished = async () =>
    (await client.runs(project)).runs.filter(({ status }) => status === "finished");
  const until = Date.now() + LIMIT_MS;
  let runs = [];
  while (runs.length < count && Date.now() < until) {
    // The server has not found the project's folder yet.
    runs = await finished().catch(() => []);
    if (runs.length < count) await new Promise((resolve) => setTimeout(resolve, 200));
  }
  assert.equal(runs.length, count, `finished runs of "${project}"`);
  for (const { id } of runs) {
    const logged = [];
    for await (const { row } of client.rows(project, id)) logged.push(row);
    assert.ok(logged.length >= rows, `run "${id}" has ${logged.length} rows, and not ${rows} or more`);
    for (const key of keys)
      assert.ok(
        logged.some((row) => Number.isFinite(row[key])),
        `run "${id}" has no number under "${key}", but ${JSON.stringify(Object.keys(Object.assign({}, ...logged)))}`,
      );
  }
  return runs;
}
