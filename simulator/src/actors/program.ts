import { createApi } from "@stepwell/core/testing";
import type { Run } from "@stepwell/core/testing";
import { createRunFileReader } from "@stepwell/protocol";
import { sourceIdOf } from "@stepwell/runlog";
import type { Session } from "../judge/ledger.ts";
import type { ProgramPlan, SessionPlan } from "../plan/scenario.ts";
import { OwnerDied } from "../schedule/owner.ts";
import type { Simulation } from "../simulation.ts";
import { PROJECT, SERVER_URL } from "../simulation.ts";
import { startProcess } from "../world/process-world.ts";
import type { SimProcess } from "../world/process-world.ts";
import { createActs } from "./program-acts.ts";

/** Runs the sessions of a program, each in a process of its own. */
export async function runProgram(sim: Simulation, plan: ProgramPlan, number: number): Promise<void> {
  await sim.schedule.sleep(sim.stage, plan.startMs);
  for (const [index, session] of plan.sessions.entries()) {
    const name = `${plan.runId} program ${number} session ${index}`;
    const effects = session.end.kind === "killed" ? session.end.effects : Infinity;
    const process = startProcess(sim, { name, host: plan.host, effects });
    await Promise.race([runSession(sim, plan, session, process), process.death]);
    process.owner.die();
    await sim.schedule.sleep(sim.stage, session.pauseMs);
  }
}

async function runSession(
  sim: Simulation,
  { runId, host }: ProgramPlan,
  plan: SessionPlan,
  process: SimProcess,
): Promise<void> {
  const { owner } = process;
  const { kind } = plan.begin;
  const session = sim.ledger.openSession({
    name: owner.name,
    runId,
    host: sim.hosts[host]?.name ?? "",
    isShared: kind === "primary" || kind === "secondary",
    begin: kind,
  });
  try {
    const run = await init(runId, plan, process);
    session.folder = run.folder;
    session.source = sourceOf(sim, host, run);
    Object.assign(session.config, { lr: 0.5 });
    const acts = createActs(sim, { run, session, process });
    for (const { kind: act, waitMs } of plan.acts) {
      if (waitMs > 0) await sim.schedule.sleep(owner, waitMs);
      await acts[act]();
      // The calls of a run throw nothing when its process dies of them.
      if (owner.isDead) return;
    }
    await end(plan, { run, session, process });
  } catch (error) {
    if (owner.isDead || error instanceof OwnerDied) return;
    sim.schedule.note(owner.name, `failed: ${String(error).slice(0, 200)}`);
    if (!isRefusal(error)) sim.ledger.complain(`${owner.name}: ${String(error).slice(0, 400)}`);
  }
}

function init(runId: string, { begin, mode }: SessionPlan, { world }: SimProcess): Promise<Run> {
  const where =
    begin.kind === "rewind"
      ? { resumeFrom: `${runId}?_step=${begin.step}` }
      : begin.kind === "fork"
        ? { id: runId, forkFrom: `${begin.runId}?_step=${begin.step}` }
        : begin.kind === "allow" || begin.kind === "must"
          ? { id: runId, resume: begin.kind }
          : { id: runId };
  const shared =
    begin.kind === "primary" || begin.kind === "secondary"
      ? { mode: "shared" as const, primary: begin.kind === "primary" }
      : { mode };
  return createApi(() => world).init({
    ...where,
    ...shared,
    ...(mode === "online" ? { baseUrl: SERVER_URL } : {}),
    project: PROJECT,
    config: { lr: 0.5 },
    silent: true,
    git: false,
  });
}

/** What the run file calls itself, read from under the program. */
function sourceOf(sim: Simulation, host: number, run: Run): string | undefined {
  const disk = sim.hosts[host]?.disk;
  if (disk === undefined) return undefined;
  const reader = createRunFileReader();
  reader.push(disk.readFileSync(`${run.folder}/run-${run.id}.wandb`));
  for (let event = reader.next(); event !== undefined; event = reader.next())
    if (event.kind === "record" && event.record.type === "run") return sourceIdOf(event.record);
  return undefined;
}

async function end(
  { end: how }: SessionPlan,
  { run, session, process }: { run: Run; session: Session; process: SimProcess },
): Promise<void> {
  if (how.kind === "exit") {
    process.exit(how.exitCode);
    session.exitCode = how.exitCode;
    return;
  }
  const { exitCode, timeoutMs: timeout } = how.kind === "finish" ? how : { exitCode: 0, timeoutMs: 1000 };
  await run.finish({ exitCode, timeout });
  if (!process.owner.isDead) session.exitCode = exitCode;
}

/** What `init` may answer: a run that must exist does not, the server did not answer, or there was no room. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof Error &&
    /Failed to (resume|start the run|ask the server|make the run folder)/.test(error.message)
  );
}
