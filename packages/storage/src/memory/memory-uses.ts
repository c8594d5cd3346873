import type { ArtifactRole } from "../artifact-store.ts";

/** Which runs logged and used which artifacts. */
export interface MemoryUses {
  note(artifact: number, run: number, role: ArtifactRole): void;
  /** Artifacts of a run above a number, in order. */
  ofRun(run: number, role: ArtifactRole, after: number): number[];
  /** Runs that used it, in order. */
  usedBy(artifact: number): number[];
  forgetRun(run: number): void;
}

export function createMemoryUses(): MemoryUses {
  const uses = new Map<string, { artifact: number; run: number; role: ArtifactRole }>();

  return {
    note(artifact, run, role) {
      uses.set(`${artifact} ${run} ${role}`, { artifact, run, role });
    },
    ofRun: (run, role, after) =>
      [...uses.values()]
        .filter((use) => use.run === run && use.role === role && use.artifact > after)
        .map(({ artifact }) => artifact)
        .toSorted((a, b) => a - b),
    usedBy: (artifact) =>
      [...uses.values()]
        .filter((use) => use.artifact === artifact && use.role === "input")
        .map(({ run }) => run)
        .toSorted((a, b) => a - b),
    forgetRun(run) {
      for (const [key, use] of uses) if (use.run === run) uses.delete(key);
    },
  };
}
