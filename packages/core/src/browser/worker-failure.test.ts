import { expect, test } from "vitest";
import { workerFailure } from "./worker-failure.ts";

test("a worker beside the module that does not start is answered with what Vite needs", () => {
  expect(workerFailure(undefined, "it could not be loaded")).toBe(
    'the worker beside this module did not start (it could not be loaded). In Vite\'s development server set optimizeDeps: { exclude: ["@stepwell/core"], include: ["@stepwell/core > jpeg-js", "@stepwell/core > gifenc"] }; elsewhere serve "@stepwell/core/run-worker" and give its address with init({ workerUrl }).',
  );
});

test("a worker whose address was given is answered with that address", () => {
  expect(workerFailure("/run-worker.js", "SyntaxError")).toBe(
    'the worker at "/run-worker.js" did not start (SyntaxError). Serve "@stepwell/core/run-worker", bundled into one file, under that address.',
  );
  expect(workerFailure(new URL("http://host/w.js"))).toContain(
    'at "http://host/w.js" did not start (it could',
  );
});
