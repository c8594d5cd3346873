import { init, type Run } from "@stepwell/core";
import { createRandom, normal } from "./random.ts";
import { quietOptions } from "./quiet-options.ts";

/** Runs of the project. */
export const HARBOR_RUNS = 24;
const STEPS = 3_000;
const VALIDATE_EVERY = 50;
const words = ["soft", "quiet", "slow", "deep", "pale", "still", "warm", "late"];
const things = ["rain", "ford", "weir", "delta", "reed", "quay", "buoy", "shoal"];
const optimizers = ["adamw", "sgd", "lion"];

/** A project as people have them: 24 trainings of a segmentation with settings, tags, notes, gaps, NaNs, a spike, one that crashed. */
export async function seedHarbor(dir: string): Promise<void> {
  for (let index = 0; index < HARBOR_RUNS; index++) await train(dir, index);
}

async function train(dir: string, index: number): Promise<void> {
  const random = createRandom(index + 1);
  const optimizer = optimizers[index % optimizers.length] as string;
  const lr = 10 ** (-4 + 2 * random());
  const run = await init({
    ...quietOptions(dir),
    project: "harbor",
    id: `harbor-${index}`,
    name: `${words[index % 8]}-${things[(index * 3) % 8]}-${index}`,
    group: `sweep-${Math.floor(index / 8) + 1}`,
    jobType: "train",
    tags: index % 5 === 0 ? ["baseline", "v2"] : index % 3 === 0 ? ["v2"] : [],
    ...(index === 0
      ? { notes: "First run with **mixed precision**.\n\n- crops of 512\n- `dice` weighted 0.7\n" }
      : {}),
    config: {
      lr,
      optimizer,
      batch_size: 8 * 2 ** (index % 3),
      seed: index,
      model: {
        name: index % 2 === 0 ? "unet" : "segformer-b2",
        width: 64,
        dropout: index % 4 === 0 ? 0.1 : 0,
      },
      augment: index % 2 === 0,
      classes: ["water", "vessel", "quay", "sky"],
    },
  });
  run.defineMetric("val/miou", { summary: "max" });
  run.defineMetric("val/loss", { summary: "min" });
  const steps = index === 7 ? Math.floor(STEPS / 2) : STEPS;
  const best = 0.62 + 0.22 * random() - Math.abs(Math.log10(lr) + 3.1) * 0.08;
  for (let step = 0; step < steps; step++) logStep(run, { index, step, random, lr, best });
  run.summary.set("params_m", 31.04 + index);
  await run.finish(index === 11 ? { exitCode: 1 } : {});
}

interface Moment {
  readonly index: number;
  readonly step: number;
  readonly random: () => number;
  readonly lr: number;
  readonly best: number;
}

function logStep(run: Run, { index, step, random, lr, best }: Moment): void {
  const share = 1 - Math.exp(-step / (400 + 40 * index));
  const loss = (1.4 - best) * (1 - share) + (1 - best) * 0.6 + 0.05 * normal(random) * (1.2 - share);
  const isLost = index === 4 && step > 1_200 && step < 1_400;
  const spike = index === 2 && step === 1_777 ? 1e6 : 1;
  const row: Record<string, number> = {
    "train/loss": isLost ? Number.NaN : Math.max(0.01, loss) * spike,
    "train/dice": best * share + 0.02 * normal(random),
    "train/grad_norm":
      index === 9 && step === 900 ? Number.POSITIVE_INFINITY : Math.exp(normal(random) * 0.4) * (2 - share),
    "train/lr": lr * 0.5 * (1 + Math.cos((Math.PI * step) / STEPS)),
    "train/samples_per_s": 180 + 12 * normal(random) - (step % 500 === 499 ? 120 : 0),
    epoch: Math.floor(step / 500),
  };
  if (step % VALIDATE_EVERY === VALIDATE_EVERY - 1) {
    row["val/loss"] = loss * 1.15 + 0.02 * Math.abs(normal(random));
    row["val/miou"] = best * share + 0.01 * normal(random);
    row["val/iou/vessel"] = best * share * 0.92 + 0.02 * normal(random);
    row["val/iou/quay"] = best * share * 0.97 + 0.02 * normal(random);
  }
  run.log(row);
}
