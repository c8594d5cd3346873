import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startServer } from "./run-command.mjs";

/** A command of npx in an empty folder, where nothing is installed: it starts, and answers as a server does. */
export function bareCommand({ name, command, page }) {
  return {
    name,
    async run({ work, env }) {
      const cwd = join(work, name);
      mkdirSync(cwd);
      const server = await startServer(command, { cwd, env });
      try {
        const reply = await fetch(`${server.url}/graphql`, {
          method: "POST",
          headers: {
            "content-type": "application/json",
            authorization: `Basic ${btoa(`api:${"k".repeat(40)}`)}`,
          },
          body: JSON.stringify({ query: "query Viewer { viewer { id entity } }" }),
        });
        assert.equal(reply.status, 200, "the reply to a query of W&B's clients");
        if (page) assert.match(await (await fetch(server.url)).text(), /<script type="module"/);
      } finally {
        await server.stop();
      }
    },
  };
}
