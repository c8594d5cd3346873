import { createApi, createMemoryWorld, runContents } from "@stepwell/core/testing";
import { expect, test } from "vitest";
import { fakeSession, tensor } from "../src/testing/fake-session.ts";
import { track } from "../src/track.ts";

test("a run of ours has the rows, the definitions and the config of its sessions", async () => {
  const world = createMemoryWorld();
  const run = await createApi(() => world).init({ project: "p", silent: true });
  const session = track(
    fakeSession(({ x }) => ({ y: x })),
    {
      run,
      clock: world.clock,
      name: "vad",
      classes: ["silence", "speech"],
      sessionOptions: { executionProviders: ["cpu"] },
    },
  );
  for (let window = 0; window < 2; window++) {
    for (let call = 0; call < 200; call++)
      await session.run({ x: tensor("float32", Float32Array.of(call / 200), [1, 1]) });
    if (window === 0) world.clock.advance(10_000);
  }
  await run.finish();

  const { rows, records } = runContents(world.fileSystem, run);
  expect(rows).toHaveLength(2);
  expect(rows[1]).toMatchObject({
    "onnx/vad/runs": 200,
    "onnx/vad/class/speech": 0.5,
    "onnx/vad/output/y/histogram": { _type: "histogram" },
  });
  expect(rows[1]?.["onnx/vad/output/y/psi"]).toBeLessThan(0.05);
  const defined = records.filter(({ type }) => type === "metric");
  expect(JSON.stringify(defined)).toContain("onnx/vad/*");
  expect(run.config["onnx"]).toMatchObject({ vad: { executionProviders: ["cpu"], inputs: [{ name: "x" }] } });
  expect(session.tracking.stats()).toMatchObject({ runs: 400, rows: 2, failures: 0, rowsFailed: 0 });
});

test("a run that is disabled takes it all and keeps nothing", async () => {
  const world = createMemoryWorld();
  const run = await createApi(() => world).init({ mode: "disabled", silent: true });
  const session = track(fakeSession(), { run, clock: world.clock });
  await session.run({});
  world.clock.advance(10_000);
  await run.finish();
  await session.run({});
  expect(session.tracking.stats()).toMatchObject({ runs: 2, rows: 1, failures: 0, rowsFailed: 0 });
});
