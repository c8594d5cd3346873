import { useCallback, useEffect, useMemo, useState } from "react";
import type { SetView } from "../shell/use-view.ts";

export interface KeySteps {
  /** Steps of all that told theirs, rising. */
  readonly all: readonly number[];
  readonly step: number | undefined;
  /** `done` writes it to the address; at the last step that forgets it, and the newest is followed. */
  readonly choose: (step: number, done: boolean) => void;
  readonly tell: (name: string, steps: readonly number[]) => void;
}

/** The shared step, and the steps at which what is shown was logged. */
export function useKeySteps(
  shown: readonly string[],
  chosen: number | undefined,
  setView: SetView,
): KeySteps {
  const [steps, setSteps] = useState<ReadonlyMap<string, readonly number[]>>(new Map());
  const [draft, setDraft] = useState<number>();
  const tell = useCallback(
    (name: string, list: readonly number[]) => setSteps((before) => new Map(before).set(name, list)),
    [],
  );
  const names = shown.join("\n");
  const all = useMemo(
    () => [...new Set(names.split("\n").flatMap((name) => steps.get(name) ?? []))].toSorted((a, b) => a - b),
    [steps, names],
  );
  const last = all.at(-1);
  const choose = useCallback(
    (next: number, done: boolean) => {
      setDraft(done ? undefined : next);
      if (done) setView({ step: next === last ? undefined : next }, { replace: true });
    },
    [setView, last],
  );
  return { all, step: draft ?? chosen ?? last, choose, tell };
}

/** Tells the steps of one name whenever they change. */
export function useTellSteps(tell: KeySteps["tell"], name: string, steps: readonly number[]): void {
  useEffect(() => tell(name, steps), [tell, name, steps]);
}
