import type { MediaEncoder } from "../encode/encode-value.ts";
import { createMediaEncoder } from "../media/media-encoder.ts";
import { createMediaFiles } from "../media/media-files.ts";
import type { MediaFiles } from "../media/media-files.ts";
import type { MediaNotices } from "../media/media-notices.ts";
import type { MediaPlace } from "../media/media.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";

export interface RunMediaOptions {
  readonly settings: Pick<Settings, "runId" | "project" | "entity">;
  readonly world: World;
  readonly folder: { readonly path: string; readonly filesFolder: string };
  readonly notices: MediaNotices;
}

/** Where the media of one run go. */
export interface RunMedia {
  readonly files: MediaFiles;
  /** An encoder of media whose file names carry what `step` says at the time. */
  encoder(step: () => string): MediaEncoder;
  /** Where media of a key go; `step` is what their names carry. */
  place(key: string, step: string): MediaPlace;
}

export function createRunMedia({ settings, world, folder, notices }: RunMediaOptions): RunMedia {
  const { runId, project, entity } = settings;
  const files = createMediaFiles({ fileSystem: world.fileSystem, filesFolder: folder.filesFolder });
  const artifacts = { folder: `${folder.path}/artifacts`, runId, project, entity };
  const place = (key: string, step: string): MediaPlace => ({ files, artifacts, world, key, step, notices });
  return { files, place, encoder: (step) => createMediaEncoder((key) => place(key, step())) };
}
