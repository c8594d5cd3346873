import { init } from "@stepwell/core";

// A training that goes on until it is ended: <folder> <milliseconds between steps>.
const [dir = ".", pauseMs = "200"] = process.argv.slice(2);
const run = await init({
  dir,
  project: "harbor",
  id: "harbor-live",
  name: "still-weir-25",
  silent: true,
  git: false,
  stats: { intervalSeconds: 2 },
  config: { lr: 3e-4, optimizer: "adamw", batch_size: 16 },
});
for (let step = 0; ; step++) {
  run.log({
    "train/loss": 1 / (1 + step / 100),
    "train/dice": step / (step + 200),
    "val/miou": step / (step + 300),
  });
  if (step % 10 === 0) console.log(`step ${step}`);
  await new Promise((resolve) => setTimeout(resolve, Number(pauseMs)));
}
