import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createClient } from "@stepwell/client";
import { parseJson } from "@stepwell/protocol";
import { runPython } from "./python-client.mjs";
import { startStepwell } from "./stepwell-process.mjs";
import { logWithWandbSdk, prepareWandbSdk } from "./wandb-sdk.mjs";

const AT_ONCE = 2;
/** Programs that log with W&B's client, read back with its reader, and compare; by the server that they talk to. */
const OPEN = {
  lives: "runs are resumed, rewound and forked",
  deliveries: "runs are written by several at once, synced later, and killed",
  media: "media, tables and charts",
  scalars: "rows, definitions and summaries, read in every way",
  projects: "runs are filtered, sorted, paged, edited and deleted",
  words: "config, console, files, code, alerts and edits",
  artifacts: "artifacts are logged, used, linked, edited and deleted",
};
const KEYED = {
  access: "keys of members, viewers and nobody",
  words: "config, console, files, code, alerts and edits, with a key",
  artifacts: "artifacts are logged, used, linked, edited and deleted, with a key",
};
/** The client was killed: it had sent rows that it had not written to its file yet. */
const KILLED = "crashed";
/** Runs whose rows must be those in the run file of the client that sent them, by the program that logged them. */
const SENT_ROWS = {
  scalars: ["scalars"],
  media: ["media"],
  words: ["words"],
  deliveries: ["one", "other", "offline", KILLED],
};

/**
 * Runs W&B's clients for Python and JavaScript against the command `stepwell`, open and with keys, and compares what its
 * reader gives back with what was logged. `check` is called for each part; returns the areas that were judged.
 */
export async function checkOnline({ root, work, python, check, skip }) {
  const folder = join(work, "online");
  const judged = [];

  async function judge(name, server, { apiKey, args = [], variables, prefix = "" } = {}) {
    const { code, stdout, stderr } = await runPython(
      python.python,
      [join(root, "tools/interop/online", `${name}.py`), ...args],
      { folder: join(folder, `${prefix}${name}`), baseUrl: server.url, apiKey, variables },
    );
    const line = stdout.split("\n").find((text) => text.startsWith("judged: "));
    assert.ok(line !== undefined, `the program ended with ${code}: ${stderr.slice(-1500)}`);
    const { areas } = JSON.parse(line.slice("judged: ".length));
    judged.push(...areas.map((area) => ({ ...area, area: `${prefix}${area.area}` })));
    assert.deepEqual(
      areas.flatMap(({ area, differences }) => differences.map((text) => `${area}: ${text}`)),
      [],
    );
  }

  const open = await startStepwell(root, join(folder, "open server"));
  await inTurns(Object.keys(OPEN), (name) => check(`online: ${OPEN[name]}`, () => judge(name, open)));
  await check("online: W&B's client for JavaScript logs runs", () => judgeWandbSdk(open, {}));
  await check("the server ends when it is asked to", async () => assert.equal(await open.stop(), 0));

  const again = await startStepwell(root, join(folder, "open server"));
  await check("after a restart the rows are those in the run files of the client that sent them", () =>
    compareWithRunFiles(again),
  );
  await check("our own client reads alerts of the official one", async () => {
    const { alerts } = await createClient({ baseUrl: again.url }).run("words", "words");
    assert.deepEqual(
      alerts.map(({ title, text, level }) => [title, text, level]),
      [["A title", "and a text", "ERROR"]],
    );
  });
  await again.stop();

  const users = { member: "mem", viewer: "vic", admin: "ada" };
  const keyed = await startStepwell(root, join(folder, "server with keys"), users);
  const variables = { VIEWER_KEY: keyed.keys.viewer, USER_NAME: users.member };
  await inTurns(Object.keys(KEYED), (name) =>
    check(`online: ${KEYED[name]}`, () =>
      judge(name, keyed, { apiKey: keyed.keys.member, variables, prefix: "with keys, " }),
    ),
  );
  await check("online: W&B's client for JavaScript logs runs, with a key", () =>
    judgeWandbSdk(keyed, { apiKey: keyed.keys.second, prefix: "with keys, " }),
  );
  await keyed.stop();
  return judged;

  async function judgeWandbSdk(server, { apiKey, prefix = "" }) {
    const { folder: installed, missing } = prepareWandbSdk(root);
    if (missing !== undefined) return skip(`@wandb/sdk: ${missing}`);
    const program = join(root, "tools/interop/online/sdk-run.mjs");
    const options = { baseUrl: server.url, apiKey: apiKey ?? "interop0".repeat(5) };
    const logged = logWithWandbSdk(installed, program, options);
    const file = join(work, "sdk-logged.json");
    writeFileSync(file, logged);
    await judge("sdk_rows", server, { apiKey, args: [file], prefix });
    const client = createClient({ baseUrl: server.url, ...(apiKey === undefined ? {} : { apiKey }) });
    for (const [id, { rows, config, exitCode }] of Object.entries(parseJson(logged))) {
      const found = await rowsOf(client, "sdk", id);
      assert.deepEqual(
        found.map(({ _timestamp, _runtime, ...row }) => row),
        rows,
        `rows of "${id}" by our client`,
      );
      const { run } = await client.run("sdk", id);
      assert.deepEqual([run.config, run.status], [config, exitCode === 0 ? "finished" : "failed"]);
    }
  }

  async function compareWithRunFiles(server) {
    const client = createClient({ baseUrl: server.url });
    const names = Object.entries(SENT_ROWS).flatMap(([project, ids]) => ids.map((id) => ({ project, id })));
    const files = names.map(({ project, id }) => runFile(join(folder, project, "wandb"), id));
    const { code, stdout, stderr } = await runPython(
      python.python,
      [join(root, "tools/interop/online/logged_rows.py"), ...files],
      { folder: join(folder, "reader"), pythonPath: python.readerFolder },
    );
    assert.equal(code, 0, stderr);
    const sent = stdout.trim().split("\n");
    let checks = 0;
    for (const [index, { project, id }] of names.entries()) {
      const wanted = JSON.parse(sent[index]).map((items) => rowOf(items));
      const found = await rowsOf(client, project, id);
      const isComplete = found.length === wanted.length || (id === KILLED && found.length > wanted.length);
      assert.ok(wanted.length > 0 && isComplete, `${found.length} rows of "${id}", not ${wanted.length}`);
      for (const [line, row] of wanted.entries()) {
        assert.deepEqual(found[line], row, `row ${line} of "${id}"`);
        checks += 1;
      }
    }
    judged.push({ area: "rows of run files", checks, different: 0 });
  }
}

/** The table of what was judged, one line an area. */
export function tableOfJudged(judged) {
  const sum = (key) => judged.reduce((total, area) => total + area[key], 0);
  const rows = [
    ["area", "checks", "differences"],
    ...judged.map(({ area, checks, different }) => [area, checks, different]),
    ["all", sum("checks"), sum("different")],
  ];
  return rows.map(
    ([name, ...numbers]) => name.padEnd(42) + numbers.map((number) => String(number).padStart(12)).join(""),
  );
}

async function inTurns(names, work) {
  const left = [...names];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let name = left.shift(); name !== undefined; name = left.shift()) await work(name);
    }),
  );
}

function runFile(folder, id) {
  const found = readdirSync(folder).find((name) => /run-\d+_\d+-/.test(name) && name.endsWith(`-${id}`));
  return join(folder, found, `run-${id}.wandb`);
}

async function rowsOf(client, project, id) {
  const rows = [];
  for await (const { row } of client.rows(project, id)) rows.push(row);
  return rows;
}

function rowOf(items) {
  const row = {};
  for (const [path, text] of items) {
    let place = row;
    for (const part of path.slice(0, -1)) place = place[part] ??= {};
    place[path.at(-1)] = parseJson(text);
  }
  return row;
}
