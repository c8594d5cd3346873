import { Image } from "@stepwell/core/testing";
import type { Run } from "@stepwell/core/testing";
import type { JsonObject } from "@stepwell/protocol";
import type { Session } from "../judge/ledger.ts";
import type { ActPlan } from "../plan/scenario.ts";
import type { Simulation } from "../simulation.ts";
import type { SimProcess } from "../world/process-world.ts";

/** What a program can do, and how the judge hears of it. */
export type Acts = Readonly<Record<ActPlan["kind"], () => void | Promise<void>>>;

interface Logger {
  readonly run: Run;
  readonly session: Session;
  readonly process: SimProcess;
}

const STEP_JUMP = 5;

export function createActs(sim: Simulation, { run, session, process }: Logger): Acts {
  const { ledger, random } = sim;
  const { owner } = process;
  let said = 0;

  const drops = (): number => Object.values(run.stats().dropped).reduce((sum, count) => sum + count, 0);

  /** Calls `log`, and hears whether it was acknowledged: it returned, and dropped nothing. */
  function row(log: (values: JsonObject) => void, values: JsonObject): void {
    const number = ledger.nextRow();
    const data = { id: number, ...values };
    session.tried.set(number, data);
    const before = drops();
    log(data);
    if (owner.isDead) return;
    if (drops() > before) {
      const { rowsLogged, rowsWritten, dropped } = run.stats();
      const refused = (dropped.disk ?? 0) + (dropped.size ?? 0);
      if (rowsLogged - rowsWritten !== refused)
        ledger.complain(
          `${owner.name}: ${rowsLogged - rowsWritten} rows are not written, and ${refused} are counted`,
        );
    } else {
      session.kept.push(number);
      sim.schedule.note(owner.name, `has logged row ${number}`);
    }
  }

  return {
    row: () => row((data) => run.log(data), valuesOf(random.integer(7), random.float())),
    "held-row": () =>
      row(
        (data) => {
          const { id, ...rest } = data;
          run.log({ id }, { commit: false });
          run.log({ ...rest, held: true });
        },
        { held: true },
      ),
    "step-row": () =>
      row(
        // Writers that share a run have no steps.
        (data) =>
          session.isShared
            ? run.log(data)
            : run.log(data, { step: run.step + random.integer(STEP_JUMP), commit: true }),
        { v: 1 },
      ),
    "low-step"() {
      if (session.isShared || run.step === 0) return;
      const before = run.stats().dropped["step-too-low"] ?? 0;
      run.log({ late: true }, { step: run.step - 1, commit: true });
      if (owner.isDead) return;
      if ((run.stats().dropped["step-too-low"] ?? 0) !== before + 1)
        ledger.complain(`${owner.name}: a row at a step that is past was not counted as dropped`);
    },
    picture: () =>
      row(
        (data) =>
          run.log({ ...data, picture: new Image(Uint8Array.of(random.integer(256)), { shape: [1, 1] }) }),
        {
          v: 2,
        },
      ),
    summary() {
      const best = random.float();
      run.summary["best"] = best;
      if (!owner.isDead) session.summary["best"] = best;
    },
    config() {
      const value = random.integer(1000);
      run.config[`c${value % 3}`] ??= value;
      if (!owner.isDead)
        session.config = { ...session.config, [`c${value % 3}`]: run.config[`c${value % 3}`] as number };
    },
    define: () => run.defineMetric("v", { summary: "max" }),
    console() {
      said += 1;
      const line = `${session.name} says ${said}`;
      run.writeLogs(line);
      if (!owner.isDead) session.console.push(line);
    },
    async flush() {
      await run.flush().catch(() => undefined);
    },
  };
}

function valuesOf(kind: number, value: number): JsonObject {
  switch (kind) {
    case 0:
      return { v: value, nested: { deep: { w: -value } } };
    case 1:
      return { v: Number.NaN };
    case 2:
      return { v: Number.NEGATIVE_INFINITY, flag: true };
    case 3:
      return { v: Math.floor(value * 1e9), text: `t${value}` };
    default:
      return { v: value };
  }
}
