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
  await log(run, core);
  await run.finish({ exitCode });
  folders[name] = run.folder;
}
const resumed = await core.init({
  project: "interop",
  id: "many-rows",
  resume: "must",
  dir: folder,
  mode: "offline",
  silent: true,
});
resumed.log({ loss: 0 });
await resumed.finish();
folders["many-rows, resumed"] = resumed.folder;
console.log(JSON.stringify(folders));
