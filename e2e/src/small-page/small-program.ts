import { init } from "@stepwell/core";

async function main(): Promise<void> {
  const run = await init({ project: "small" });
  run.log({ loss: 1 });
  await run.finish();
  document.title = `written: ${run.stats().rowsWritten}`;
}
void main();
