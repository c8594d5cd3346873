/** The part of `node:sqlite`'s `DatabaseSync` that we use; `@photostructure/sqlite` has the same. */
export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

// Blobs come back as `Uint8Array`, whole numbers up to 2^53 as numbers.
interface Statement {
  run(...values: readonly SqlValue[]): unknown;
  get(...values: readonly SqlValue[]): SqlRow | undefined;
  all(...values: readonly SqlValue[]): SqlRow[];
}

export type SqlValue = number | string | Uint8Array | null;
export type SqlRow = Record<string, SqlValue>;

/** Opens SQLite files. */
export type Driver = new (file: string, options?: { readOnly?: boolean }) => Database;

/**
 * Loads the npm driver, and where its binary does not load, Node's own (22.13 and newer), which prints a warning of its
 * own. Throws when there is neither.
 */
export async function loadDriver(): Promise<Driver> {
  try {
    return driverOf(await import("@photostructure/sqlite"));
  } catch (cause) {
    const builtIn = loadBuiltInDriver();
    if (builtIn !== undefined) return builtIn;
    throw new Error(
      `[storage-sqlite] Failed to load SQLite: neither "@photostructure/sqlite" nor "node:sqlite" runs on Node "${process.version}" here. Install the first for this platform, or use Node 22.13 or newer.`,
      { cause },
    );
  }
}

/** Node's own driver; undefined where Node has none. */
export function loadBuiltInDriver(): Driver | undefined {
  // Older type packages know neither this way nor the module.
  const { getBuiltinModule } = process as { getBuiltinModule?: (name: string) => unknown };
  const module = getBuiltinModule?.call(process, "node:sqlite");
  return module === undefined ? undefined : driverOf(module);
}

function driverOf(module: unknown): Driver {
  return (module as { readonly DatabaseSync: Driver }).DatabaseSync;
}
