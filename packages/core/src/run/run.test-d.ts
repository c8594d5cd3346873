import { init } from "../node/index.ts";
import type { Run } from "../node/index.ts";

/** What the compiler says about typed keys; nothing here runs. */
export async function typedKeys(): Promise<void> {
  await using run = await init<{ loss: number; "val/acc": number }>();
  run.log({ loss: 1 });
  run.log({ loss: 1, "val/acc": 0.5 }, { step: 3, commit: true });
  run.log({ loss: undefined });
  run.defineMetric("loss", { summary: ["min", "last"], stepMetric: "val/acc" });
  run.defineMetric("val/*", { summary: "max" });
  run.summary.loss = 3;
  run.summary.update({ "val/acc": 1 });
  run.summary.get("loss");
  run.summary.set(["loss"], 1);
  delete run.summary.loss;

  // @ts-expect-error the key is misspelt
  run.log({ los: 1 });
  // @ts-expect-error the value is text
  run.log({ loss: "1" });
  // @ts-expect-error the metric is not declared
  run.defineMetric("acc");
  // @ts-expect-error the step metric is not declared
  run.defineMetric("loss", { stepMetric: "epoch" });
  // @ts-expect-error the key is not declared
  run.summary.acc = 1;
  // @ts-expect-error the value is text
  run.summary.update({ loss: "1" });
  // @ts-expect-error the option is misspelt
  await init({ projct: "x" });
}

interface Metrics {
  readonly loss: number;
}

/** Without declared keys everything is open. */
export async function openKeys(): Promise<void> {
  const run: Run = await init();
  run.log({ anything: 1, nested: { deep: [1, 2] } });
  const metrics: Metrics = { loss: 1 };
  run.log(metrics);
  run.log(new Map([["loss", 1]]));
  // @ts-expect-error a list has no names
  run.log([1, 2]);
  // @ts-expect-error a number has no name
  run.log(1);
  run.defineMetric("whatever", { stepMetric: "epoch" });
  run.summary["best"] = 0.9;
  run.config["lr"] = 0.1;
  const rate: unknown = run.config["lr"];
  run.config.update({ lr: rate }, { allowValChange: true });
}

/** A run with typed keys can be handed to what logs anything it declares, not to what logs everything. */
export function passing(typed: Run<{ loss: number }>): Pick<Run<{ loss: number }>, "log"> {
  return typed;
}

/** What a run is called may be set; the rest of what it is may not, and neither may what it does not have. */
export async function members(): Promise<void> {
  const run = await init({
    config: "config.yaml",
    tags: "one",
    resume: true,
    mode: "shared",
    label: "left",
    primary: false,
  });
  run.name = "n";
  run.notes = "o";
  run.tags = "one";
  run.tags = ["one", "two"];
  const tags: readonly string[] = run.tags;
  run.pinConfigKeys(tags);
  const known: number = run.config.get("lr", 1) as number;
  run.config["lr"] = known;
  // @ts-expect-error a tag is text
  run.tags = [1];
  // @ts-expect-error a run keeps its id
  run.id = "other";
  // @ts-expect-error there is no such member
  run.learningRate = 0.1;
  // @ts-expect-error there is no such way to resume
  await init({ resume: "maybe" });
}
