import {
  alert,
  Artifact,
  attach,
  config as config$,
  ConfigError,
  defineMetric,
  DeliveryError,
  FileError,
  finish,
  flush,
  init,
  linkArtifact,
  linkModel,
  log,
  logCode,
  logModel,
  markPreempting,
  ResumeError,
  save,
  StepTooLowError,
  summary,
  UsageError,
  useModel,
  writeLogs,
} from "../node/index.ts";
import type { Run, RunHandle, SummaryAggregate } from "../node/index.ts";

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
  // @ts-expect-error there is no such summary
  run.defineMetric("loss", { summary: "median" });
  run.defineMetric("loss", { summary: "min,max", goal: "minimize" });
  // @ts-expect-error there is no such goal
  run.defineMetric("loss", { goal: "max" });
  // @ts-expect-error the path is not declared
  run.summary.get("acc");
  run.summary.get(["acc", "deep"]);
  // @ts-expect-error options are an object
  run.log({ loss: 1 }, 5);
  // @ts-expect-error the option is misspelt
  run.log({ loss: 1 }, { commmit: true });
  // @ts-expect-error keys are those of an object
  await init<number>();
}

/** A metric's summary is its value, or what `defineMetric` made of it. */
export function summaries({ summary: kept }: Run<{ loss: number }>): unknown {
  const loss: number | SummaryAggregate | undefined = kept.loss;
  // @ts-expect-error it may be an aggregate
  return [loss, kept.loss satisfies number | undefined];
}

/** The config is open: any key, read as unknown, with methods beside. */
export async function config(): Promise<void> {
  const run = await init<{ loss: number }>({ config: { lr: 0.1, net: { layers: 2 } } });
  run.config.update({ lr: 0.2 }, { allowValChange: true });
  run.config.setDefaults(new Map([["lr", 1]]));
  run.config.set("lr", 1);
  // @ts-expect-error what is in a config is not known
  const lr: number = run.config["lr"];
  // @ts-expect-error the option is misspelt
  run.config.update({ lr }, { allowValchange: true });
  // @ts-expect-error a config is an object or a path
  await init({ config: 5 });
}

/** Another thread's side of a run has the same keys. */
export async function threads(): Promise<void> {
  await using owner = await init<{ loss: number }>();
  const handle: RunHandle = owner.share();
  await using run = await attach<{ loss: number }>(handle);
  run.log({ loss: 1 });
  run.defineMetric("loss", { summary: "min" });
  run.summary.loss = 1;
  // @ts-expect-error the key is misspelt
  run.log({ los: 1 });
  // @ts-expect-error the run ends where it began
  await run.finish();
  // @ts-expect-error a handle is for one thread
  run.share();
}

/** Facts are there once the class is known; misuse is a `UsageError` whatever else it is. */
export function errors(error: unknown): unknown {
  // @ts-expect-error anything may be caught
  const early: unknown = error.step;
  if (StepTooLowError.isInstance(error)) return [error.step satisfies number, error.current satisfies number];
  if (FileError.isInstance(error))
    return [error.path satisfies string, error.code satisfies string | undefined];
  if (ResumeError.isInstance(error))
    return error.reason satisfies "missing" | "no-step" | "exists" | "busy" | "active";
  if (ConfigError.isInstance(error)) return error.key satisfies string;
  if (DeliveryError.isInstance(error))
    return [error.status satisfies number, error.retryable satisfies boolean];
  return UsageError.isInstance(error) ? error.message : early;
}

/** The functions of the module are those of an open run. */
export async function moduleLevel(): Promise<void> {
  log({ anything: 1 }, { commit: false });
  defineMetric("loss", { summary: ["min"] });
  config$["lr"] = 1;
  summary["best"] = 1;
  await finish({ exitCode: 1, timeout: 10 });
  // @ts-expect-error a list has no names
  log([1]);
  // @ts-expect-error an exit code is a number
  await finish({ exitCode: "1" });
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
  // @ts-expect-error a promise has none before it is awaited
  run.log(Promise.resolve({ loss: 1 }));
  // @ts-expect-error a function has none before it is called
  run.log(() => ({ loss: 1 }));
  // @ts-expect-error numbers of a typed array have none
  run.log(new Float32Array(2));
  // @ts-expect-error text has none
  run.log("loss");
  // @ts-expect-error something is to be logged
  run.log();
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

/** What is bound to the current run takes what the run takes. */
export async function boundCalls(): Promise<void> {
  const artifact = new Artifact({ name: "a", type: "dataset" });
  alert("Low accuracy", "It is 0.1.", { level: "WARN", waitDuration: 1000 });
  const paths: string[] = save("checkpoints/*.bin", { policy: "end" });
  writeLogs(paths.join());
  markPreempting();
  const model: Artifact = await logModel("out/model", { name: "digits" });
  await linkArtifact(model, "wandb-registry-model/digits", { aliases: ["best"] });
  await linkModel("out/model", "digits");
  (await useModel("digits:best")) satisfies string;
  (await logCode("src", { name: "code" })) satisfies Artifact | undefined;
  await flush();
  // @ts-expect-error there is no such level
  alert("a", "b", { level: "LOUD" });
  // @ts-expect-error a number is no path
  save(5);
  // @ts-expect-error it has no target
  await linkArtifact(artifact);
}
