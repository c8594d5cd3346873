import { readBounded } from "../../lib/read-bounded.ts";
import { tableContent, type TableContent } from "./table-content.ts";

/** Larger files are read by a thread of their own. */
const largeBytes = 512 * 1_024;
const mostBytes = 256 * 1_024 * 1_024;

/** Reads a table's file. Throws for what is no table, and for files beyond 256 MiB. */
export async function readTable(url: string, signal: AbortSignal): Promise<TableContent> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  const file = new TextDecoder().decode(await readBounded(response, mostBytes));
  const table = file.length < largeBytes ? tableContent(file) : await inWorker(file, signal);
  if (table === undefined) throw new Error("The file holds no table.");
  return table;
}

/** What the worker tells: what is above the rows, rows, and that this is all. */
type Told = Omit<TableContent, "rows"> | TableContent["rows"] | undefined;

function inWorker(file: string, signal: AbortSignal): Promise<TableContent | undefined> {
  const worker = new Worker(new URL("table-worker.ts", import.meta.url), { type: "module" });
  return new Promise<TableContent | undefined>((resolve, reject) => {
    let head: Omit<TableContent, "rows"> | undefined;
    const rows: TableContent["rows"][number][] = [];
    worker.addEventListener("message", ({ data }: MessageEvent<Told>) => {
      if (data === undefined) resolve(head && { ...head, rows });
      else if (Array.isArray(data)) for (const row of data as TableContent["rows"]) rows.push(row);
      else head = data as Omit<TableContent, "rows">;
    });
    worker.addEventListener("error", () => reject(new Error("The table could not be read.")));
    const end = (): void => reject(new Error("The table is no longer wanted."));
    signal.addEventListener("abort", end, { once: true });
    if (signal.aborted) end();
    worker.postMessage(file);
  }).finally(() => worker.terminate());
}
