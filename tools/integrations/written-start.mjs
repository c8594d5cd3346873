import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expectChart } from "./expect-chart.mjs";
import { expectRuns } from "./expect-runs.mjs";
import { readSteps } from "./read-steps.mjs";
import { runCommand, startServer } from "./run-command.mjs";
import { Skip } from "./skip.mjs";

/** A page of the documentation, followed word by word in an empty folder, up to a chart of what was logged. */
export function writtenStart({ page, project, count, rows, keys, chart }) {
  return {
    name: page.replace(/\.md$/, ""),
    async run({ root, work, env, chromium }) {
      if (chromium === undefined) throw new Skip("there is no Chromium here to see the chart in");
      const cwd = join(work, page.replace(/\.md$/, ""));
      mkdirSync(cwd);
      const steps = readSteps(page, readFileSync(join(root, "docs", page), "utf8"));
      let server;
      try {
        for (const step of steps) {
          if (step.write !== undefined) writeFileSync(join(cwd, step.write), step.text);
          else if (step.run !== undefined) await runCommand(step.run, { cwd, env });
          else server = await startServer(step.start, { cwd, env });
        }
        if (server === undefined) throw new Error(`docs/${page} starts nothing to look at`);
        await expectRuns(root, server.url, { project, count, rows, keys });
        await expectChart(root, chromium, server.url, { project, key: chart });
      } finally {
        await server?.stop();
      }
    },
  };
}
