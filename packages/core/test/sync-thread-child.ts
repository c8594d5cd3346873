import { init } from "../src/node/index.ts";

/** Logs into an online run in the given manner. */
const [, , folder = "", manner = "", baseUrl = ""] = process.argv;
let requested = 0;

if (manner === "patched") {
  const real = globalThis.fetch;
  globalThis.fetch = (url, request) => {
    requested += 1;
    return real(url, request);
  };
}
const run = await init({ project: "p", id: "abc", dir: folder, baseUrl, silent: true, stats: false });
// The thread is there before this one is kept busy.
while (run.url === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
run.log({ a: 1 });
if (manner === "busy") for (;;);
if (manner !== "leave") await run.finish();
process.stdout.write(JSON.stringify({ requested, url: run.url }));
