import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildWorkspaces } from "./build-workspaces.mjs";
import { ensureInstalled } from "./ensure-installed.mjs";
import { preparePython, runPython } from "./interop/python-client.mjs";
import { runOnTensorflow, startTfjsNodeBuild } from "./interop/tfjs-on-tensorflow.mjs";

// The official clients read our run files and talk to our servers, whose answers their reader takes; and the suites of our
// tfjs packages run on the real TensorFlow. The last line is for scripts.

const RECORD_RUNS = 25;
const WORKSPACES = ["@stepwell/core", "@stepwell/client", "@stepwell/mock-server", "stepwell"];
const root = dirname(import.meta.dirname);
const counts = { passed: 0, failed: 0, skipped: 0 };

async function check(title, run) {
  try {
    await run();
    counts.passed += 1;
    console.log(`passed   ${title}`);
  } catch (error) {
    counts.failed += 1;
    console.log(
      `FAILED   ${title}\n         ${String(error.message).split("\n").slice(0, 12).join("\n         ")}`,
    );
  }
}

function skip(what) {
  counts.skipped += 1;
  console.log(`skipped  ${what}`);
}

function end() {
  console.log(`interop: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  process.exitCode = counts.failed > 0 ? 1 : 0;
}

async function checkEverything(python, work) {
  // Loaded here: they need the build.
  const { GOLDEN_RUNS, assertMatches, withoutTimes } = await import("./interop/golden-runs.mjs");
  const { compareCases, problemsOf, tableOfAreas } = await import("./interop/compare-cases.mjs");
  const { runTypeScript } = await import("./interop/run-typescript.mjs");
  const { startMockServer } = await import("./interop/mock-process.mjs");
  const { checkMockFaults } = await import("./interop/mock-faults.mjs");
  const { checkOnline, tableOfJudged } = await import("./interop/online.mjs");
  const { parseJson } = await import("@stepwell/protocol");

  const written = spawnSync(process.execPath, [join(root, "tools/interop/write-runs.mjs"), work], {
    encoding: "utf8",
  });
  if (written.status !== 0) throw new Error(`The golden runs could not be written:\n${written.stderr}`);
  const folders = JSON.parse(written.stdout.trim().split("\n").at(-1));
  const server = await startMockServer(root);
  const home = join(work, "home");

  for (const golden of GOLDEN_RUNS) {
    const runFile = join(
      folders[golden.name],
      readdirSync(folders[golden.name]).find((name) => name.endsWith(".wandb")),
    );

    await check(`W&B's log reader returns the rows of "${golden.name}"`, async () => {
      const { code, stdout, stderr } = await runPython(
        python.python,
        [join(root, "tools/interop/read_log.py"), runFile],
        {
          folder: home,
          pythonPath: python.readerFolder,
        },
      );
      assert.equal(code, 0, stderr);
      const records = stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line));
      const rows = records
        .filter(({ kind }) => kind === "history")
        .map(({ items }) => withoutTimes(rowOf(items, parseJson)));
      assertMatches(rows, golden.rows, "rows");
      assert.equal(records.find(({ kind }) => kind === "run").runId, golden.name);
      assert.equal(records.at(-1).kind, "exit");
      assert.equal(records.at(-1).exitCode, golden.exitCode);
    });

    await check(
      `"wandb sync" of "${golden.name}" ends with the same history, config, summary and exit state`,
      async () => {
        await sync(python, folders[golden.name], { folder: home, baseUrl: server.url });
        const run = await server.read(golden.name);
        assertMatches(run.rows.map(withoutTimes), golden.rows, "rows");
        assertMatches(run.config, golden.finalConfig ?? golden.config, "config");
        assert.equal(run.status, golden.exitCode === 0 ? "finished" : "failed");
        assert.deepEqual(run.damage, []);
        const { _timestamp, _runtime, ...summary } = run.summary;
        assert.equal(summary._step, golden.rows.at(-1)._step);
        if (golden.summary !== undefined) assertMatches(summary, golden.summary, "summary");
      },
    );
  }

  await check("a forced second sync adds no row", async () => {
    await sync(python, folders["many-rows"], { folder: home, baseUrl: server.url }, ["--include-synced"]);
    assert.equal((await server.read("many-rows")).rows.length, 2000);
  });

  await check('"wandb sync" of a resumed run goes on where the first part ended', async () => {
    await sync(python, folders["many-rows, resumed"], { folder: home, baseUrl: server.url });
    const { rows } = await server.read("many-rows");
    assert.deepEqual(
      rows.slice(-2).map(({ _step, loss }) => [_step, loss]),
      [
        [1999, 1 / 2000],
        [2000, 0],
      ],
    );
  });

  await check("what else a run holds arrives by the official sync", async () => {
    const run = await server.read("everything");
    assert.equal(run.name, "Everything");
    assert.deepEqual(run.tags, ["all", "of it"]);
    assert.equal(run.notes, "said");
    assert.ok(run.files.some(({ path }) => path === "note.txt"));
    assert.deepEqual(
      run.alerts.map(({ title, level }) => [title, level]),
      [["Look", "WARN"]],
    );
    assert.equal(run.summary.best.deep, 1);
    assert.equal("gone" in run.summary, false);
  });

  await check("media of a synced run are at the server", async () => {
    const { files, rows } = await server.read("steps");
    const path = rows.at(-1).n.img.path;
    assert.ok(
      files.some((file) => file.path === path),
      `no "${path}" among ${JSON.stringify(files)}`,
    );
  });

  await check(
    `"wandb sync" takes ${RECORD_RUNS} runs that hold every kind of record, whatever is in it`,
    async () => {
      const seed = randomInt(1_000_000);
      console.log(`         The records come from the seed ${seed}.`);
      const program = "packages/protocol/test/write-record-runs.ts";
      const printed = await runTypeScript(root, program, [
        join(work, "wandb"),
        String(seed),
        String(RECORD_RUNS),
      ]);
      const written = JSON.parse(printed);
      const { code, stdout, stderr } = await runPython(
        python.wandb,
        ["sync", ...written.map((run) => run.folder)],
        { folder: home, baseUrl: server.url },
      );
      assert.equal(code, 0, stdout + stderr);
      for (const { folder, id, rows } of written) {
        assert.ok(existsSync(join(folder, `run-${id}.wandb.synced`)), `"${id}" is not marked as synced`);
        assert.equal((await server.read(id)).rows.length, rows, `rows of "${id}"`);
      }
    },
  );

  await check("a live run of the official client with a table arrives whole", async () => {
    const { code, stderr } = await runPython(python.python, [join(root, "tools/interop/official_run.py")], {
      folder: home,
      baseUrl: server.url,
    });
    assert.equal(code, 0, stderr);
    const run = await server.read("official");
    assert.deepEqual(
      run.rows.map((row) => row._step),
      [0, 1, 2, 3, 4, 5],
    );
    assert.deepEqual(
      run.rows.slice(0, 5).map((row) => row.deep.value),
      [0, 1, NaN, 3, 4],
    );
    assert.equal(run.rows[5].table._type, "table-file");
    assert.deepEqual(run.config, { lr: 0.5, deep: { x: 1 } });
    assert.deepEqual(run.tags, ["py"]);
    assert.equal(run.status, "failed");
    assert.ok(run.console.some(({ text }) => text === "hello from python"));
    assert.ok(run.files.some(({ path }) => path === run.rows[5].table.path));
  });

  await check("the official client logs, uses, downloads, links, edits and deletes artifacts", async () => {
    const { code, stdout, stderr } = await runPython(
      python.python,
      [join(root, "tools/interop/official_artifacts.py")],
      { folder: home, baseUrl: server.url },
    );
    assert.equal(code, 0, stderr);
    assert.deepEqual(JSON.parse(stdout.trim().split("\n").at(-1)), {
      versions: ["v0", "v1", "v0"],
      used: ["v0", "dataset", "d", { k: 1 }, ["first", "latest"]],
      downloaded: ["one", "same"],
      linked: ["v0", true, ["latest", "prod"], "data:v1"],
      draft: ["v2", ["a.txt", "extra.txt", "far", "sub folder/ü.txt"]],
      types: ["dataset", "wandb-run-incremental-table"],
      listed: ["v2", "v1", "v0"],
      runs: [["data:v0", "data:v1", "data:v2"], ["data:v0"], "artifacts", ["artifacts"]],
      edited: ["v1", "new", ["tag"]],
      left: ["v2", "v0"],
      incremental: ["v1", 2],
    });
  });

  await check("runs of the official client are resumed, rewound and forked, and alert", async () => {
    const { code, stdout, stderr } = await runPython(
      python.python,
      [join(root, "tools/interop/official_life.py")],
      { folder: home, baseUrl: server.url },
    );
    assert.equal(code, 0, stderr);
    assert.match(stdout, /never was refused/);
    const life = await server.read("life");
    const points = ({ rows }) => rows.map(({ _step, loss }) => [_step, loss]);
    const kept = [0, 1, 2, 3].map((step) => [step, step]);
    assert.deepEqual(points(life), [...kept, [4, 300], [5, 301], [6, 400]]);
    assert.deepEqual([life.config, life.tags, life.dropped], [{ a: 1, b: 2 }, ["x"], {}]);
    assert.deepEqual(points(await server.read("life-fork")), [...kept.slice(0, 3), [3, 500], [4, 501]]);
    const { alerts, preempting } = await server.read("alerts");
    assert.deepEqual(
      alerts.map(({ title, text, level }) => [title, text, level]),
      [["title", "text", "WARN"]],
    );
    // It was not suspended: it ended well.
    assert.equal(preempting, false);
  });

  await server.stop();

  await check("a run of the official client arrives whole at a mock server on which things go wrong", () =>
    checkMockFaults({ root, work, python }),
  );

  const judged = await checkOnline({ root, work, python, check, skip });
  for (const line of tableOfJudged(judged)) console.log(`         ${line}`);

  await check("the same calls leave the same run, by the official client and by us", async () => {
    const compared = await compareCases({ root, work, home, python });
    for (const line of tableOfAreas(compared)) console.log(`         ${line}`);
    assert.deepEqual(problemsOf(compared), []);
  });
}

/** The command's own exit code says nothing of the upload; the server's state does. */
async function sync(python, folder, options, more = []) {
  const { code, stdout, stderr } = await runPython(python.wandb, ["sync", ...more, folder], options);
  assert.equal(code, 0, stdout + stderr);
}

function rowOf(items, parseJson) {
  const row = {};
  for (const [path, text] of items) {
    let place = row;
    for (const part of path.slice(0, -1)) place = place[part] ??= {};
    place[path.at(-1)] = parseJson(text);
  }
  return row;
}

if (!ensureInstalled(root) || !buildWorkspaces(root, WORKSPACES)) {
  counts.failed += 1;
} else {
  const python = preparePython(root);
  // Mostly a download, which goes on beside the rest.
  const tfjsNode = startTfjsNodeBuild(root);
  if (python.missing !== undefined) {
    console.log(`Skipped: the official client can't be had here, since ${python.missing}.`);
    counts.skipped += 1;
  } else {
    const work = realpathSync(mkdtempSync(join(tmpdir(), "stepwell-interop-")));
    try {
      await checkEverything(python, work);
    } catch (error) {
      counts.failed += 1;
      console.log(`FAILED   ${error.message}`);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
  const native = await runOnTensorflow(root, tfjsNode);
  for (const kind of Object.keys(counts)) counts[kind] += native[kind];
}
end();
