import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { runAsScript } from "./run-as-script.mjs";
import { publishable } from "./workspaces.mjs";

/** `node tools/each-package.mjs <tool> [arguments]` runs a tool of node_modules/.bin in every published package. */
runAsScript(import.meta, (root, [tool, ...flags]) =>
  publishable(root).flatMap(({ folder, manifest }) => {
    const done = spawnSync(join(root, "node_modules/.bin", tool), flags, {
      cwd: join(root, folder),
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1" },
    });
    if (done.status === 0) return [];
    return [`${tool} refused ${manifest.name}:\n${done.stdout}${done.stderr}`];
  }),
);
