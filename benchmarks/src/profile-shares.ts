/** The parts of V8's CPU profile that are read here. Times are microseconds. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[] | undefined;
  }[];
  readonly samples?: readonly number[] | undefined;
  readonly timeDeltas?: readonly number[] | undefined;
  readonly endTime: number;
  readonly startTime: number;
}

/** Milliseconds of a profile that are ours. */
export interface ProfileShares {
  /** In frames of ours themselves. */
  readonly self: number;
  /** In frames of ours, and in all that they call but the work that was there without us. */
  readonly whole: number;
}

export interface ProfileSharesOptions {
  /** Whether code of this address is ours. */
  readonly isOurs: (url: string) => boolean;
  /** Names of functions whose time is not ours although we call them. */
  readonly notCaused: RegExp;
}

/** Adds up the samples of a profile. A sample lasts until the next one. */
export function profileShares(profile: CpuProfile, options: ProfileSharesOptions): ProfileShares {
  const kinds = kindsOfNodes(profile, options);
  const { samples = [], timeDeltas = [] } = profile;
  let at = profile.startTime;
  let self = 0;
  let whole = 0;
  for (const [index, id] of samples.entries()) {
    at += timeDeltas[index] ?? 0;
    const lasted = timeDeltas[index + 1] ?? Math.max(0, profile.endTime - at);
    const kind = kinds.get(id);
    if (kind === "ours") self += lasted;
    if (kind !== undefined) whole += lasted;
  }
  return { self: self / 1000, whole: whole / 1000 };
}

type Kind = "ours" | "called by us" | undefined;

/** Idle time, the collection of garbage and the engine's own work hang on the root, and so are nobody's. */
function kindsOfNodes(profile: CpuProfile, options: ProfileSharesOptions): Map<number, Kind> {
  const byId = new Map(profile.nodes.map((node) => [node.id, node]));
  const called = new Set(profile.nodes.flatMap(({ children = [] }) => children));
  const kinds = new Map<number, Kind>();
  const open = profile.nodes
    .filter(({ id }) => !called.has(id))
    .map(({ id }) => ({ id, above: undefined as Kind }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const node = byId.get(next.id);
    if (node === undefined) continue;
    const kind = kindOf(node.callFrame, next.above, options);
    kinds.set(node.id, kind);
    for (const child of node.children ?? []) open.push({ id: child, above: kind });
  }
  return kinds;
}

function kindOf(
  frame: CpuProfile["nodes"][number]["callFrame"],
  above: Kind,
  { isOurs, notCaused }: ProfileSharesOptions,
): Kind {
  if (isOurs(frame.url)) return "ours";
  return above === undefined || notCaused.test(frame.functionName) ? undefined : "called by us";
}
