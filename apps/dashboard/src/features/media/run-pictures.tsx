import type { RunColor } from "@stepwell/protocol";
import { useCallback, useMemo, useState, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { useSession } from "../shell/session-context.ts";
import { MediaFile } from "./media-file.tsx";
import type { MediaClasses, MediaLook } from "./media-look.ts";
import { MediaTile } from "./media-tile.tsx";
import { MediaViewer } from "./media-viewer.tsx";
import { nextPictures } from "./next-pictures.ts";
import { useKeyMedia } from "./use-key-media.ts";
import { useMetricAt } from "./use-metric-at.ts";
import { useTellSteps, type KeySteps } from "./use-key-steps.ts";

/** A run of which one key is shown beside those of others. */
export interface MediaRun {
  readonly project: string;
  readonly id: string;
  readonly name: string;
  readonly color: RunColor;
  readonly live: boolean;
}

export interface RunPicturesProps {
  readonly run: MediaRun;
  readonly name: string;
  readonly steps: KeySteps;
  readonly look: MediaLook;
  readonly classes: MediaClasses;
  /** Pictures at most. */
  readonly most: number;
}

/** What one run logged of a key at the shared step, below each other: a row is the same place of every run's list. */
export function RunPictures({ run, name, steps, look, classes, most }: RunPicturesProps): ReactNode {
  const { client } = useSession();
  const [open, setOpen] = useState<number>();
  const { project, id, live } = run;
  const media = useKeyMedia({ project, run: id, name, step: steps.step, isLive: live });
  useTellSteps(steps.tell, `${id} ${name}`, media.steps);
  const urlOf = useCallback((path: string) => client.fileUrl(project, id, path), [client, project, id]);
  const { images, files, fromStep, shape, isLoaded, cells, cell } = media;
  const metric = useMetricAt({
    project,
    run: id,
    metric: images.length > 0 ? look.metric : undefined,
    step: cell?.step ?? undefined,
  });
  const at = open === undefined ? -1 : Math.min(open, images.length - 1);
  const next = useMemo(() => (at === -1 ? [] : nextPictures(cells, cell, at)), [cells, cell, at]);
  if (media.error !== undefined)
    return (
      <p className="warn">
        Could not read this key.{" "}
        <button type="button" className="btn" onClick={media.retry}>
          Try again
        </button>
      </p>
    );
  return (
    <div className="run-pictures" data-none={isLoaded && media.steps.length === 0 ? true : undefined}>
      {images.slice(0, most).map((image, place) => (
        <MediaTile
          key={place}
          item={image}
          urlOf={urlOf}
          fromStep={fromStep}
          shape={shape}
          metric={metric}
          look={look}
          classes={classes}
          onOpen={() => setOpen(place)}
        />
      ))}
      {files.slice(0, most).map((file, place) => (
        <MediaFile key={`${place} ${file.kind}`} item={file} url={urlOf(file.path)} fromStep={fromStep} />
      ))}
      {media.items.length > most ? (
        <span className="badge">
          {formatPlural(media.items.length - most, "more file")} on the run's page
        </span>
      ) : null}
      {isLoaded && media.items.length === 0 ? <p className="dim">Nothing at or before this step.</p> : null}
      {images[at] === undefined ? null : (
        <MediaViewer
          images={images}
          at={at}
          onAt={setOpen}
          onClose={() => setOpen(undefined)}
          steps={steps}
          urlOf={urlOf}
          look={look}
          classes={classes}
          fromStep={fromStep}
          next={next}
        />
      )}
    </div>
  );
}
