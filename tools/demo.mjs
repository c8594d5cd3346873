import { mkdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { buildWorkspaces } from "./build-workspaces.mjs";
import { pause, startServer, trainExample } from "./demo-processes.mjs";
import { ensureInstalled } from "./ensure-installed.mjs";

// Installs, builds, serves a fresh folder and trains examples/mnist into it. With --exit it leaves after the training,
// and its last line is JSON that compares what was logged with what a restarted server returns.
const root = dirname(import.meta.dirname);
const WORKSPACES = ["stepwell", "@stepwell/dashboard", "@stepwell/client", "@stepwell/example-mnist"];
const STORED_LIMIT_MS = 30_000;
/** Set when the demo is over but for the page: then Ctrl-C is no failure. */
let serving = false;

async function main(args) {
  const unknown = args.find((argument) => argument !== "--exit");
  if (unknown !== undefined) throw new Error(`"${unknown}" is no option of the demo. Use --exit, or none.`);
  const started = performance.now();
  console.log(
    "Stepwell demo: a small network learns handwritten digits, and you watch it in your browser.\n",
  );
  if (!ensureInstalled(root)) return 1;
  if (!buildWorkspaces(root, WORKSPACES)) return 1;

  const folder = freshFolder();
  const server = await startServer(root, folder);
  let run;
  const logged = await trainExample(root, folder, (begun) => {
    run = begun;
    console.log(`\n  Open  ${runUrl(server.url, run)}\n\nTraining for about half a minute …`);
  });
  const url = runUrl(server.url, run);
  if (!args.includes("--exit")) {
    console.log(`\nTrained: ${logged.rows} rows, kept in ${relative(process.cwd(), folder)}`);
    console.log(`The page stays at ${url} until you press Ctrl-C.`);
    serving = true;
    await server.ended;
    return 0;
  }

  await server.stop();
  const restarted = await startServer(root, folder);
  const stored = await readStored(restarted.url, run);
  await restarted.stop();
  const result = {
    run: run.id,
    rowsLogged: logged.rows,
    rowsStored: stored.rows,
    hashLogged: logged.hash,
    hashStored: stored.hash,
    url,
    seconds: Math.round((performance.now() - started) / 100) / 10,
  };
  console.log(JSON.stringify(result));
  return stored.rows === logged.rows && stored.hash === logged.hash ? 0 : 1;
}

/** A folder of its own for each demo, below demo/, which git ignores. */
function freshFolder() {
  const folder = join(root, "demo", new Date().toISOString().slice(0, 19).replaceAll(":", "-"));
  mkdirSync(folder, { recursive: true });
  return folder;
}

function runUrl(base, run) {
  return `${base}/p/${encodeURIComponent(run.project)}/r/${encodeURIComponent(run.id)}`;
}

/** Rows and hash as the server returns them, once it says that the run is over. */
async function readStored(baseUrl, { project, id }) {
  const { createClient } = await import(join(root, "packages/client/dist/index.js"));
  const { createRowDigest, storedRow } = await import(join(root, "examples/mnist/dist/index.js"));
  const client = createClient({ baseUrl });
  const deadline = performance.now() + STORED_LIMIT_MS;
  while (!(await isOver(client, project, id)) && performance.now() < deadline) await pause(100);
  const digest = createRowDigest();
  for await (const { row } of client.rows(project, id)) digest.add(storedRow(row));
  return { rows: digest.rows, hash: digest.hash() };
}

async function isOver(client, project, id) {
  try {
    return (await client.run(project, id)).run.status !== "running";
  } catch {
    // The server has not found the run's folder yet.
    return false;
  }
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => process.exit(serving ? 0 : 130));

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`\nThe demo failed: ${error.message}`);
  process.exitCode = 1;
}
