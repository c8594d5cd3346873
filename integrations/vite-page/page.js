import { init } from "@stepwell/core";

const baseUrl = new URLSearchParams(location.search).get("server");
try {
  const run = await init({ project: "vite-page", baseUrl, apiKey: "local".repeat(8) });
  for (let step = 0; step < 50; step += 1) run.log({ loss: 1 / (step + 1) });
  await run.finish();
  document.title = "logged";
} catch (error) {
  document.title = String(error);
}
