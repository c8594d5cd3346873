import type { Item, Json, JsonObject, LogRecord } from "@stepwell/protocol";
import type { MetricDefinition } from "@stepwell/runlog";
import type { Settings } from "../settings/resolve-settings.ts";

/** What the owner of a run tells a thread that attaches to it. */
export interface Hello {
  readonly type: "hello";
  readonly settings: Omit<Settings, "server">;
  readonly folder: string;
  readonly filesFolder: string;
  readonly url: string | undefined;
  readonly config: JsonObject;
  /** Milliseconds since the epoch at which the run's own time was 0. */
  readonly startedMs: number;
  /** Two 32-bit counters: the number of batches that were written, and 1 once the run is over. */
  readonly progress: SharedArrayBuffer;
}

/** What another thread of this process may send us is not ours to trust: anything may be posted to a port. */
export function isHello(message: unknown): message is Hello {
  const hello = message as Partial<Hello> | null;
  return typeof hello === "object" && hello?.type === "hello" && hello.progress instanceof SharedArrayBuffer;
}

/** From the thread to the owner. Batches are numbered from 1. */
export type ToOwner =
  | { readonly type: "batch"; readonly number: number; readonly calls: readonly ThreadCall[] }
  /** Answered when everything before it is on the disk. */
  | { readonly type: "flush"; readonly id: number }
  | { readonly type: "detach" };

/** From the owner to the thread. */
export type ToThread = Hello | { readonly type: "flushed"; readonly id: number; readonly problem?: string };

/** One call of the thread, with its values encoded. */
export type ThreadCall =
  | {
      readonly kind: "row";
      /** Keys of one part as text, longer paths as lists. */
      readonly paths: readonly (string | readonly string[])[];
      readonly values: readonly Json[];
      readonly step?: number;
      /** Seconds since the epoch. */
      readonly time: number;
      /** What must be in the file before the row: its media files and artifacts. */
      readonly records?: readonly LogRecord[];
      /** Chart descriptions by key, for the config. */
      readonly charts?: readonly (readonly [key: string, spec: JsonObject])[];
    }
  | { readonly kind: "define"; readonly definition: MetricDefinition }
  | { readonly kind: "set-summary"; readonly path: readonly string[]; readonly value: Json }
  | { readonly kind: "delete-summary"; readonly path: readonly string[] }
  | { readonly kind: "set-config"; readonly values: JsonObject }
  | { readonly kind: "records"; readonly records: readonly LogRecord[] }
  | { readonly kind: "print"; readonly text: string };

/** Items as two columns: half of the cost of copying them to another thread is in the objects around them. */
export function packItems(items: readonly Item[]): {
  paths: (string | readonly string[])[];
  values: Json[];
} {
  const paths: (string | readonly string[])[] = [];
  const values: Json[] = [];
  for (const { path, value } of items) {
    paths.push(path.length === 1 ? (path[0] as string) : path);
    values.push(value);
  }
  return { paths, values };
}

export function unpackItems({
  paths,
  values,
}: {
  readonly paths: readonly (string | readonly string[])[];
  readonly values: readonly Json[];
}): Item[] {
  return paths.map((path, index) => ({
    path: typeof path === "string" ? [path] : path,
    value: values[index] ?? null,
  }));
}
