import type { Artifact } from "@stepwell/core";

/** The members of a run that training needs; `Run` of `@stepwell/core` has them, and `AttachedRun` all but artifacts. */
export interface RunLike {
  readonly id: string;
  log(data: Record<string, unknown>, options?: { readonly commit?: boolean }): void;
  defineMetric(name: string, options?: { stepMetric?: string; hidden?: boolean }): unknown;
  readonly config: {
    update(values: Record<string, unknown>, options?: { allowValChange?: boolean }): unknown;
  };
  readonly summary: {
    get(path: readonly string[]): unknown;
    update(values: Record<string, unknown>): void;
    delete(path: readonly string[]): void;
  };
  alert(title: string, text: string, options?: { readonly level?: "WARN" }): void;
  /** Returns what takes the work back. Absent: nobody says that a run ended within its training. */
  beforeFinish?(work: () => void): () => void;
  /** Absent: models can't be saved. */
  logArtifact?(artifact: Artifact, options?: { readonly aliases?: readonly string[] }): Promise<unknown>;
}
