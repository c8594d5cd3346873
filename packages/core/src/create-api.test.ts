import { createRunFileReader } from "@stepwell/protocol";
import { createRunFold } from "@stepwell/runlog";
import { expect, test } from "vitest";
import { createApi } from "./create-api.ts";
import { createMemoryWorld } from "./testing/memory-world.ts";

test("a run writes its rows, summary and exit code into its folder", async () => {
  const world = createMemoryWorld();
  const { init } = createApi(() => world);
  const run = await init({ project: "mnist", id: "abc", config: { lr: 0.1 } });
  run.log({ train: { loss: 0.5 } });
  run.log({ loss: 0.2 }, { commit: false });
  run.log({ acc: 0.8 });
  run.summary["best"] = 0.9;
  await run.finish();

  const reader = createRunFileReader();
  reader.push(world.fileSystem.readFileSync(`${run.folder}/run-abc.wandb`));
  const fold = createRunFold();
  for (let event = reader.next(); event !== undefined; event = reader.next()) {
    if (event.kind === "record") fold.apply(event.record);
  }
  expect(fold.takeRows()).toMatchObject([
    { _step: 0, train: { loss: 0.5 } },
    { _step: 1, loss: 0.2, acc: 0.8 },
  ]);
  expect(fold.state).toMatchObject({ exitCode: 0, config: { lr: 0.1 } });
  console.log(world.printed.join("\n"), JSON.stringify(fold.state.summary), JSON.stringify(fold.state.config));
});
