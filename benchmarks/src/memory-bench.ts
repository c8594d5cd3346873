import { execFile } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { figure, type Figure } from "./figure.ts";
import { withTemporaryFolder } from "./temporary-folder.ts";

const ROWS = 1_000_000;
const MEGABYTE = 2 ** 20;
const BAR_MB = 64;

interface Answer {
  readonly growth: number;
  readonly before: number;
  readonly rowsWritten: number;
  readonly size: number;
  readonly seconds: number;
}

/**
 * How much a process grows while it logs 10 million values to a server that is not there, and to one that takes the
 * connection and never answers.
 */
export async function memoryBench(): Promise<readonly Figure[]> {
  const silent = createServer((socket) => socket.on("error", () => undefined));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as { port: number };
  try {
    return [
      // Nothing listens on the port of the discard protocol.
      ...(await measure("server unreachable", "http://127.0.0.1:9")),
      ...(await measure("server never answers", `http://127.0.0.1:${port}`)),
    ];
  } finally {
    silent.close();
  }
}

function measure(name: string, baseUrl: string): Promise<readonly Figure[]> {
  return withTemporaryFolder(async (folder) => {
    const child = fileURLToPath(new URL("memory-child.js", import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [child, folder, String(ROWS), baseUrl]);
    const { growth, before, rowsWritten, size } = JSON.parse(stdout.trim()) as Answer;
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
