import { createRunFileReader, decodeArtifact } from "@stepwell/protocol";
import type { LogRecord } from "@stepwell/protocol";
import { createRunFold } from "@stepwell/runlog";
import { expect, test } from "vitest";
import { createApi } from "../create-api.ts";
import { UsageError } from "../core-error.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import { Audio } from "./audio.ts";
import { Html } from "./html.ts";
import { Image } from "./image.ts";
import { Table } from "./table.ts";

async function start() {
  const world = createMemoryWorld();
  const run = await createApi(() => world).init({ id: "r", project: "p", silent: true });
  function written() {
    const reader = createRunFileReader();
    const fold = createRunFold();
    const records: LogRecord[] = [];
    reader.push(world.fileSystem.readFileSync(`${run.folder}/run-r.wandb`));
    for (let event = reader.next(); event?.kind === "record"; event = reader.next()) {
      records.push(event.record);
      fold.apply(event.record);
    }
    return { records, rows: fold.takeRows(), summary: fold.state.summary };
  }

  return { world, run, written };
}

test("a table's artifact stands before the row that names it, and its files are in the run's folder", async () => {
  const { world, run, written } = await start();
  run.log({ t: new Table({ columns: ["a"], data: [[1]] }) });
  await run.finish();
  const all = written().records;
  const at = all.findIndex(({ type }) => type === "artifact");
  const record = all[at];
  const artifact = record?.type === "artifact" ? decodeArtifact(record.encoded) : undefined;
  expect(at).toBeGreaterThan(0);
  expect(at).toBeLessThan(all.findIndex(({ type }) => type === "history"));
  expect(artifact).toMatchObject({ name: "run-r-t", project: "p", runId: "r" });
  const path = artifact?.contents[0]?.localPath ?? "";
  expect(path.startsWith(`${run.folder}/artifacts/`)).toBe(true);
  expect(world.fileSystem.statSync(path)?.size).toBe(artifact?.contents[0]?.size);
});

test("media in the summary are named after it", async () => {
  const { run, written } = await start();
  run.summary["report"] = new Html("x");
  await run.finish();
  expect(written().summary["report"]).toMatchObject({
    path: expect.stringMatching(/^media\/html\/report_summary_/) as string,
  });
});

test("a list of two kinds stays a list; media beside other values are refused", async () => {
  const { run, written } = await start();
  const image = new Image(Uint8Array.of(1), { shape: [1, 1] });
  run.log({ l: [new Html("a"), image] });
  expect(() => run.log({ l: [image, 1] })).toThrow(UsageError);
  await run.finish();
  expect(written().rows).toMatchObject([{ l: [{ _type: "html-file" }, { _type: "image-file" }] }]);
});

test("a file that can't be read refuses the call, and media have no place in a config", async () => {
  const { run, written } = await start();
  expect(() => run.log({ s: new Audio("none.wav"), a: 1 })).toThrow('"none.wav" could not be read');
  expect(() => (run.config["t"] = new Table())).toThrow(UsageError);
  run.log({ a: 2 });
  await run.finish();
  expect(written().rows).toMatchObject([{ _step: 0, a: 2 }]);
});
