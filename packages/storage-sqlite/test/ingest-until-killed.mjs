// Started by the crash test: appends without end and tells of each acknowledgement on stdout, before anything else happens.
import { writeSync } from "node:fs";

const [entry, file, rowsPerChunk] = process.argv.slice(2);
const { openSqliteStorage } = await import(entry);
const storage = await openSqliteStorage({ file, threads: "workers" });
const { number } = await storage.runs.openRun("crash", "run", 0);

async function ingest(source) {
  let offset = await storage.metrics.mark(number, "history", source);
  for (;;) {
    const rows = Array.from({ length: Number(rowsPerChunk) }, (_, at) => ({
      _step: offset + at,
      text: `${source}${offset + at}`,
      loss: (offset + at) / 3,
    }));
    await storage.metrics.append([{ run: number, stream: "history", source, offset, rows }]);
    offset += rows.length;
    writeSync(1, `${source} ${offset}\n`);
  }
}

await Promise.all([ingest("a"), ingest("b"), ingest("c")]);
