import type { TroublePlan } from "../plan/scenario.ts";
import type { Simulation } from "../simulation.ts";

/** What befalls a host at some time. */
export async function bringTrouble(sim: Simulation, plan: TroublePlan): Promise<void> {
  const { schedule, stage, ledger, network } = sim;
  const host = sim.hosts[plan.host];
  if (host === undefined) return;
  await schedule.sleep(stage, plan.atMs);
  switch (plan.kind) {
    case "power":
      host.crash();
      ledger.powerCut(host.name);
      return;
    case "clock":
      host.skew(plan.byMs);
      return;
    case "cut-off":
      network.connect(host.name, { isConnected: false });
      await schedule.sleep(stage, plan.forMs);
      network.connect(host.name, { isConnected: true });
  }
}
