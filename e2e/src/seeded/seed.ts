import { seedGrid } from "./seed-grid.ts";
import { seedHarbor } from "./seed-harbor.ts";
import { seedLong } from "./seed-long.ts";
import { seedMedia } from "./seed-media.ts";
import { seedModels } from "./seed-models.ts";
import { seedWide } from "./seed-wide.ts";

// Writes the runs that the page is tried with: <folder> [project, …]. One process, so that it may run beside others.
const [folder = ".", ...wanted] = process.argv.slice(2);
const projects: Readonly<Record<string, (dir: string) => Promise<void>>> = {
  harbor: seedHarbor,
  media: seedMedia,
  models: seedModels,
  wide: seedWide,
  grid: seedGrid,
  long: seedLong,
};
for (const [name, seed] of Object.entries(projects)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const started = performance.now();
  await seed(folder);
  process.stdout.write(`${name} in ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}
