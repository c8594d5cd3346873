import { execFile } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { figure, type Figure } from "./figure.ts";
import { startServer } from "./start-server.ts";
import { startSlowProxy } from "./slow-proxy.ts";
import { withTemporaryFolder } from "./temporary-folder.ts";

const ROWS = 1_000_000;
const MEGABYTE = 2 ** 20;
const BAR_MB = 64;
/** How long the slow server takes for each request. */
const SLOW_MS = 1000;

interface Answer {
  readonly growth: number;
  readonly before: number;
  readonly rowsWritten: number;
  readonly size: number;
  readonly seconds: number;
}

/**
 * How much a process grows while it logs 10 million values to a server that is not there, to one that takes the
 * connection and never answers, and to one that needs a second for each request. The floor writes the same rows as JSON.
 */
export async function memoryBench(): Promise<readonly Figure[]> {
  const silent = createServer((socket) => socket.on("error", () => undefined));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as { port: number };
  try {
    const floor = await measureFloor();
    return [
      // Nothing listens on the port of the discard protocol.
      ...(await measure("server unreachable", "http://127.0.0.1:9", floor)),
      ...(await measure("server never answers", `http://127.0.0.1:${port}`, floor)),
      ...(await measureSlow(floor)),
    ];
  } finally {
    silent.close();
  }
}

function measureSlow(floor: number): Promise<readonly Figure[]> {
  return withTemporaryFolder(async (folder) => {
    const server = await startServer(folder);
    const proxy = await startSlowProxy(server.url, SLOW_MS);
    try {
      return await measure("slow server", proxy.url, floor);
    } finally {
      proxy.stop();
      await server.stop();
    }
  });
}

function measureFloor(): Promise<number> {
  return withTemporaryFolder(async (folder) => {
    const { growth } = await runChild<{ growth: number }>("memory-floor-child.js", [folder, String(ROWS)]);
    return growth / MEGABYTE;
  });
}

async function runChild<Told>(file: string, words: readonly string[]): Promise<Told> {
  const program = fileURLToPath(new URL(file, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...words]);
  return JSON.parse(stdout.trim()) as Told;
}

function measure(name: string, baseUrl: string, floor: number): Promise<readonly Figure[]> {
  return withTemporaryFolder(async (folder) => {
    const words = [folder, String(ROWS), baseUrl];
    const { growth, before, rowsWritten, size } = await runChild<Answer>("memory-child.js", words);
    if (rowsWritten < ROWS) {
      throw new Error(`[bench] Failed to log: "${rowsWritten}" of "${ROWS}" rows were written.`);
    }
    const megabytes = (bytes: number): number => bytes / MEGABYTE;
    return [
      figure({
        bench: "memory",
        name: `growth over 10 M values, ${name}`,
        value: megabytes(growth),
        unit: "MiB",
        better: "lower",
        bar: BAR_MB,
        floor,
      }),
      figure({
        bench: "memory",
        name: `before, ${name}`,
        value: megabytes(before),
        unit: "MiB",
        better: "lower",
      }),
      figure({
        bench: "memory",
        name: `run file, ${name}`,
        value: megabytes(size),
        unit: "MiB",
        better: "lower",
      }),
    ];
  });
}
