import { init } from "@stepwell/core";

addEventListener("message", ({ data: baseUrl }) => {
  logTo(baseUrl).then(
    () => postMessage("logged"),
    (error) => postMessage(String(error)),
  );
});

async function logTo(baseUrl) {
  const run = await init({ project: "web-worker", baseUrl, apiKey: "local".repeat(8) });
  for (let step = 0; step < 50; step += 1) run.log({ loss: 1 / (step + 1) });
  await run.finish();
}
