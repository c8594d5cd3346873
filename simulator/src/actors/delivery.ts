import { syncRunFolder } from "@stepwell/core/testing";
import type { DeliveryPlan } from "../plan/scenario.ts";
import type { Simulation } from "../simulation.ts";
import { SERVER_URL } from "../simulation.ts";
import { startProcess } from "../world/process-world.ts";

/** `stepwell sync` at some time, in a process that may die. */
export async function runDelivery(sim: Simulation, plan: DeliveryPlan, index: number): Promise<void> {
  await sim.schedule.sleep(sim.stage, plan.atMs);
  await deliverHost(sim, { ...plan, name: `sync ${index} on ${plan.host}` });
}

/** Delivers all run folders of a host; resolves with what was not delivered, or with undefined where it died. */
export async function deliverHost(
  sim: Simulation,
  { host, effects, name }: { host: number; effects?: number; name: string },
): Promise<readonly string[] | undefined> {
  const process = startProcess(sim, { name, host, ...(effects === undefined ? {} : { effects }) });
  const work = deliverFolders(sim, runFolders(sim, host), process.world);
  const left = await Promise.race([work, process.death.then(() => undefined)]);
  process.owner.die();
  return left;
}

async function deliverFolders(
  sim: Simulation,
  folders: readonly string[],
  world: Parameters<typeof syncRunFolder>[0]["world"],
): Promise<string[]> {
  const left: string[] = [];
  for (const folder of folders) {
    try {
      const { status, problems } = await syncRunFolder({ folder, world, baseUrl: SERVER_URL });
      sim.schedule.note("sync", `${folder}: ${status}`);
      if (status === "partial" || status === "open") left.push(`${folder}: ${status} ${problems.join(" ")}`);
    } catch (error) {
      left.push(`${folder}: ${String(error).slice(0, 300)}`);
    }
  }
  return left;
}

/** Run folders of a host, oldest first. */
function runFolders(sim: Simulation, host: number): string[] {
  const disk = sim.hosts[host]?.disk;
  if (disk === undefined) return [];
  return disk
    .listSync("/home/ada/wandb")
    .filter(({ name, kind }) => kind === "folder" && /^(offline-)?run-/.test(name))
    .map(({ name }) => `/home/ada/wandb/${name}`)
    .filter((folder) => disk.listSync(folder).some(({ name }) => name.endsWith(".wandb")))
    .sort();
}
