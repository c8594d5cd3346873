/** What a server has acknowledged to a client, as the client says it to the judge, a line each. */
export type Acknowledged =
  /** Rows of a stream or console lines from `first` on. */
  | {
      readonly kind: "history" | "events" | "console";
      readonly run: string;
      readonly first: number;
      readonly count: number;
    }
  /** The `count`th value that was set. */
  | { readonly kind: "summary" | "config" | "notes"; readonly run: string; readonly count: number }
  | { readonly kind: "file"; readonly run: string; readonly name: string; readonly version: number }
  /** Version `count - 1` was committed. */
  | { readonly kind: "artifact"; readonly name: string; readonly count: number }
  | { readonly kind: "begun"; readonly run: string; readonly caller: string }
  | { readonly kind: "ended"; readonly run: string; readonly exitCode: number }
  | { readonly kind: "deleted"; readonly run: string }
  /** A reply that a client must never get. */
  | { readonly kind: "wrong"; readonly text: string };

/** What was acknowledged of one run. */
export interface KnownRun {
  readonly caller: string;
  /** How often each row or line was acknowledged, by its number. */
  readonly history: Set<number>;
  readonly events: Set<number>;
  readonly console: Set<number>;
  summary: number;
  config: number;
  notes: number;
  readonly files: Map<string, number>;
  exitCode: number | undefined;
  isDeleted: boolean;
}

/** All that the judge has heard. */
export interface Ledger {
  readonly runs: ReadonlyMap<string, KnownRun>;
  /** Versions by the artifact's name. */
  readonly artifacts: ReadonlyMap<string, number>;
  readonly wrong: readonly string[];
  readonly size: number;
  take(line: string): void;
}

export function createLedger(): Ledger {
  const runs = new Map<string, KnownRun>();
  const artifacts = new Map<string, number>();
  const wrong: string[] = [];
  let size = 0;

  function note(said: Acknowledged): void {
    if (said.kind === "wrong") return void wrong.push(said.text);
    if (said.kind === "artifact") return void artifacts.set(said.name, said.count);
    if (said.kind === "begun") return void runs.set(said.run, emptyRun(said.caller));
    const run = runs.get(said.run);
    if (run === undefined) return void wrong.push(`"${said.run}" was never begun`);
    switch (said.kind) {
      case "history":
      case "events":
      case "console":
        for (let at = 0; at < said.count; at++) run[said.kind].add(said.first + at);
        return;
      case "file":
        return void run.files.set(said.name, said.version);
      case "ended":
        return void (run.exitCode = said.exitCode);
      case "deleted":
        return void (run.isDeleted = true);
      default:
        run[said.kind] = said.count;
    }
  }

  return {
    runs,
    artifacts,
    wrong,
    get size() {
      return size;
    },
    take(line) {
      note(JSON.parse(line) as Acknowledged);
      size += 1;
    },
  };
}

function emptyRun(caller: string): KnownRun {
  return {
    caller,
    history: new Set(),
    events: new Set(),
    console: new Set(),
    summary: 0,
    config: 0,
    notes: 0,
    files: new Map(),
    exitCode: undefined,
    isDeleted: false,
  };
}
