import * as core from "@stepwell/core";
import { GOLDEN_RUNS } from "./golden-runs.mjs";

// Writes every golden run below the folder that is named; prints their run folders as one line of JSON.
const [folder] = process.argv.slice(2);
const folders = {};
for (const { name, config, exitCode, log } of GOLDEN_RUNS) {
  const run = await core.init({
    project: "interop",
    id: name,
    config,
    dir: folder,
    mode: "offline",
    silent: true,
  });
  log(run, core);
  await run.finish({ exitCode });
  folders[name] = run.folder;
}
console.log(JSON.stringify(folders));
