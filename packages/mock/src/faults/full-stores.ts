import type { BlobStore, MetricStore, RunStore } from "@stepwell/storage";

const MARKER = Symbol.for("stepwell.StorageFull");

/** What the stores of a mock server say while they are full, in the words of a database. */
export class StorageFull extends Error {
  readonly [MARKER] = true;

  constructor() {
    super("database or disk is full");
    this.name = "StorageFull";
  }

  static isInstance(value: unknown): value is StorageFull {
    return typeof value === "object" && value !== null && MARKER in value;
  }
}

/** The stores of a server. */
export interface Stores {
  readonly runs: RunStore;
  readonly metrics: MetricStore;
  readonly blobs: BlobStore;
}

/** The stores, which refuse what needs space while `isFull`, and give what they hold. */
export function fillable({ runs, metrics, blobs }: Stores, isFull: () => boolean): Stores {
  const artifacts = refusing(
    runs.artifacts,
    ["create", "saveManifest", "commit", "saveContent", "link"],
    isFull,
  );
  const views = refusing(runs.views, ["save"], isFull);
  const names = ["saveProject", "openRun", "update", "saveSource", "addUploads"] as const;
  return {
    runs: replacing(refusing(runs, names, isFull), { artifacts, views }),
    metrics: refusing(metrics, ["append"], isFull),
    blobs: refusing(blobs, ["put", "putParts"], isFull),
  };
}

function refusing<Store extends object>(
  store: Store,
  names: readonly (keyof Store)[],
  isFull: () => boolean,
): Store {
  const replacements: Partial<Store> = {};
  for (const name of names) {
    const call = store[name] as (...values: unknown[]) => Promise<unknown>;
    const guarded = (...values: unknown[]): Promise<unknown> =>
      isFull() ? Promise.reject(new StorageFull()) : call.apply(store, values);
    replacements[name] = guarded as Store[keyof Store];
  }
  return replacing(store, replacements);
}

function replacing<Store extends object>(store: Store, members: Partial<Store>): Store {
  return new Proxy(store, {
    get(target, name) {
      if (Object.hasOwn(members, name)) return members[name as keyof Store];
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}
