import { createMemoryFileSystem } from "@stepwell/effects/testing";
import type { MemoryFileSystem } from "@stepwell/effects/testing";
import type { MediaTarget } from "../media/media.ts";
import { createMediaFiles } from "../media/media-files.ts";
import type { MediaFiles } from "../media/media-files.ts";
import { createMediaTarget } from "../media/media-target.ts";
import { createMemoryWorld } from "./memory-world.ts";

/** A media target in memory, below `/run/files`, for the value `k` at step 3. */
export function createTestTarget(options: { fileSystem?: MemoryFileSystem; key?: string } = {}): {
  target: MediaTarget;
  files: MediaFiles;
  /** The text of a stored file. */
  textOf(path: unknown): string;
} {
  const fileSystem = options.fileSystem ?? createMemoryFileSystem();
  const world = createMemoryWorld({ fileSystem });
  const files = createMediaFiles({ fileSystem, filesFolder: "/run/files" });
  const artifacts = { folder: "/run/artifacts", runId: "r", project: "p", entity: "" };
  const target = createMediaTarget({ files, artifacts, world, key: options.key ?? "k", step: "3" });
  return {
    target,
    files,
    textOf: (path) => new TextDecoder().decode(fileSystem.readFileSync(`/run/files/${String(path)}`)),
  };
}
