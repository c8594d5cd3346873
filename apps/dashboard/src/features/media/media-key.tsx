import type { KeyView, RunDetail } from "@stepwell/protocol";
import { useCallback, useMemo, useState, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { KeyName } from "../charts/key-name.tsx";
import { Failure } from "../shell/message.tsx";
import { useSession } from "../shell/session-context.ts";
import { MediaFile } from "./media-file.tsx";
import type { MediaClasses, MediaLook } from "./media-look.ts";
import { MediaTile } from "./media-tile.tsx";
import { MediaViewer } from "./media-viewer.tsx";
import { nextPictures } from "./next-pictures.ts";
import { useKeyMedia } from "./use-key-media.ts";
import { useMetricAt } from "./use-metric-at.ts";
import { useTellSteps, type KeySteps } from "./use-key-steps.ts";

/** Pictures, and other files, that are shown before somebody asks for more. */
const atOnce = 200;

export interface MediaKeyProps {
  readonly detail: RunDetail;
  readonly item: KeyView;
  readonly steps: KeySteps;
  readonly look: MediaLook;
  readonly classes: MediaClasses;
}

/** One key of a run at the shared step: its pictures in a grid, its files below each other. */
export function MediaKey({ detail, item, steps, look, classes }: MediaKeyProps): ReactNode {
  const { project, id, status } = detail.run;
  const { client } = useSession();
  const [most, setMost] = useState(atOnce);
  const [open, setOpen] = useState<number>();
  const media = useKeyMedia({
    project,
    run: id,
    name: item.key,
    step: steps.step,
    isLive: status === "running",
  });
  useTellSteps(steps.tell, item.key, media.steps);
  const urlOf = useCallback((path: string) => client.fileUrl(project, id, path), [client, project, id]);
  const name = keyText(item.key);
  const { images, files, fromStep, shape, cells, cell } = media;
  const metric = useMetricAt({
    project,
    run: id,
    metric: images.length > 0 ? look.metric : undefined,
    step: cell?.step ?? undefined,
  });
  const at = open === undefined ? -1 : Math.min(open, images.length - 1);
  const next = useMemo(() => (at === -1 ? [] : nextPictures(cells, cell, at)), [cells, cell, at]);
  if (media.error !== undefined) {
    return <Failure title={`Stepwell could not load "${name}".`} error={media.error} onRetry={media.retry} />;
  }
  return (
    <section className="media-key" aria-label={name} data-media={item.key}>
      <div className="sh">
        <h2>
          <KeyName text={name} />
        </h2>
        <span className="badge">
          {formatPlural(media.items.length, item.kind === "image" ? "image" : "file")}
        </span>
      </div>
      {media.isLoaded && media.items.length === 0 ? (
        <p className="dim">
          {media.cell === undefined
            ? "Nothing of this key was logged at or before this step."
            : "What was logged here has no file that can be shown."}
        </p>
      ) : null}
      {files.slice(0, most).map((file, place) => (
        <MediaFile key={`${place} ${file.kind}`} item={file} url={urlOf(file.path)} fromStep={fromStep} />
      ))}
      {images.length === 0 ? null : (
        <div
          className="mg"
          data-size={look.mode === "beside" ? "beside" : "grid"}
          style={{ "--tile": `${look.size}px` }}
        >
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
        </div>
      )}
      {media.items.length > most ? (
        <button type="button" className="btn" onClick={() => setMost(most + atOnce)}>
          Show {groupDigits(Math.min(atOnce, media.items.length - most))} more of{" "}
          {formatPlural(media.items.length, images.length > 0 ? "image" : "file")}
        </button>
      ) : null}
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
    </section>
  );
}
