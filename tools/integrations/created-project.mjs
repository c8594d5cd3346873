import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expectRuns } from "./expect-runs.mjs";
import { runCommand, startServer } from "./run-command.mjs";

/** What `npm create stepwell` writes from a template: installed, trained, served and read. */
export function createdProject({ template, rows, keys }) {
  return {
    name: `create-${template}`,
    async run({ root, work, env }) {
      const outside = join(work, `create-${template}`);
      mkdirSync(outside);
      const project = `my-${template}`;
      await runCommand(`npm create stepwell ${project} -- --template ${template}`, { cwd: outside, env });
      const cwd = join(outside, project);
      await runCommand("npm install", { cwd, env });
      await runCommand("npm run train", { cwd, env });
      if (!existsSync(join(cwd, "wandb"))) throw new Error("the training has left no run folder");
      const server = await startServer("npm run page", { cwd, env });
      try {
        await expectRuns(root, server.url, { project, rows, keys });
      } finally {
        await server.stop();
      }
    },
  };
}
