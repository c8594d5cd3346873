import { spawn } from "node:child_process";
import { join } from "node:path";
import { parseJson } from "@stepwell/protocol";

/** Starts the mock server on a free port. `read` gives what it holds of a run of project "interop". */
export async function startMockServer(root) {
  const child = spawn(
    process.execPath,
    [join(root, "apps", "mock-server", "dist", "main.js"), "--port", "0"],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  process.once("exit", () => child.kill());
  const ended = new Promise((resolve) => child.on("close", resolve));
  const url = await new Promise((resolve, reject) => {
    child.stdout.on("data", (text) => {
      const address = /http:\S+/.exec(String(text))?.[0];
      if (address !== undefined) resolve(address);
    });
    child.on("close", () => reject(new Error("The mock server ended before it said its address.")));
  });
  const get = async (path) => {
    const response = await fetch(`${url}/api/runs/interop/${path}`);
    const text = await response.text();
    if (!response.ok) throw new Error(`GET ${path} gave ${response.status}: ${text}`);
    return text;
  };
  return {
    url,
    async read(id) {
      const { run, alerts, preempting } = parseJson(await get(id));
      const lines = (await get(`${id}/rows`)).split("\n").filter((line) => line !== "");
      const { lines: console } = parseJson(await get(`${id}/console`));
      const { files } = parseJson(await get(`${id}/files`));
      return { ...run, alerts, preempting, rows: lines.map((line) => parseJson(line).row), console, files };
    },
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
