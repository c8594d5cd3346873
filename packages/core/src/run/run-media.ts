import type { MediaEncoder } from "../encode/encode-value.ts";
import { createArtifactWriter } from "../media/artifact-writer.ts";
import { createMediaEncoder } from "../media/media-encoder.ts";
import { createMediaFiles } from "../media/media-files.ts";
import type { MediaFiles } from "../media/media-files.ts";
import type { MediaNotices } from "../media/media-notices.ts";
import { createMediaTarget } from "../media/media-target.ts";
import type { ArtifactPlaces, MediaTarget } from "../media/media.ts";
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
  /** Takes media into an artifact. */
  artifactTarget(key: string, known?: ArtifactPlaces): ReturnType<MediaTarget["forArtifact"]>;
}

export function createRunMedia({ settings, world, folder, notices }: RunMediaOptions): RunMedia {
  const { fileSystem, random } = world;
  const files = createMediaFiles({ fileSystem, filesFolder: folder.filesFolder });
  const artifacts = createArtifactWriter({
    fileSystem,
    random,
    folder: `${folder.path}/artifacts`,
    runId: settings.runId,
    project: settings.project,
    entity: settings.entity,
    add: files.add,
  });
  return {
    files,
    encoder: (step) => createMediaEncoder({ files, artifacts, world, step, notices }),
    artifactTarget: (key, known) =>
      createMediaTarget({ files, artifacts, world, key, step: "", notices }).forArtifact(known),
  };
}
