import { init } from "@stepwell/core";

/** A program that somebody tests: it logs ten losses to the server that it is told of. */
export async function train(baseUrl) {
  const run = await init({ id: "trained", project: "tested", baseUrl, apiKey: "local".repeat(8) });
  for (let step = 0; step < 10; step += 1) run.log({ loss: 1 / (step + 1) });
  await run.finish();
}
