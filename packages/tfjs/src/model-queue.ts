import { Artifact } from "@stepwell/core";
import type { Failures } from "./failures.ts";
import type { ModelFiles } from "./model-files.ts";
import type { RunLike } from "./run-like.ts";

export interface ModelQueueOptions {
  readonly run: RunLike;
  /** The artifact's. */
  readonly name: string;
  readonly failures: Failures;
}

/** A model on its way into an artifact. */
interface SavedModel {
  readonly files: Promise<ModelFiles>;
  readonly aliases: readonly string[];
  readonly metadata: Record<string, unknown>;
}

/** Writes models one after the other. At most two are in memory: the one being written and the newest after it. */
export interface ModelQueue {
  push(model: SavedModel): void;
  /** Resolves when nothing is left to write. Never rejects. */
  flush(): Promise<void>;
  readonly saved: number;
  /** Models that a newer one replaced before they were written. */
  readonly skipped: number;
}

export function createModelQueue({ run, name, failures }: ModelQueueOptions): ModelQueue {
  let next: SavedModel | undefined;
  let writing: Promise<void> | undefined;
  let saved = 0;
  let skipped = 0;

  async function write({ files, aliases, metadata }: SavedModel): Promise<void> {
    const { json, weights } = await files;
    const artifact = new Artifact({ name, type: "model", metadata });
    artifact.addBytes(json, { name: "model.json" });
    artifact.addBytes(weights, { name: "weights.bin" });
    await run.logArtifact?.(artifact, { aliases });
    saved += 1;
  }

  async function writeAll(): Promise<void> {
    while (next !== undefined) {
      const model = next;
      next = undefined;
      await write(model).catch(failures.note);
    }
    writing = undefined;
  }

  return {
    push(model) {
      // Whoever waits for it, a copy that fails is no unhandled rejection.
      model.files.catch(() => undefined);
      if (next !== undefined) skipped += 1;
      next = model;
      writing ??= writeAll();
    },
    flush: async () => writing,
    get saved() {
      return saved;
    },
    get skipped() {
      return skipped;
    },
  };
}
