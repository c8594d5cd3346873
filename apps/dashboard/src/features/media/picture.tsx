import { useState, type ReactNode } from "react";
import { groupDigits } from "../../lib/group-digits.ts";
import { BoxOverlay } from "./box-overlay.tsx";
import { Broken } from "./broken.tsx";
import type { ImageItem, ImageLayer } from "./image-cell.ts";
import { MaskCanvas } from "./mask-canvas.tsx";
import type { MediaClasses, MediaLook } from "./media-look.ts";

export interface PictureProps {
  readonly item: ImageItem;
  /** The address of a file by its path. */
  readonly urlOf: (path: string) => string;
  readonly look: MediaLook;
  readonly classes: MediaClasses;
  /** The mask layers to draw. */
  readonly masks: readonly ImageLayer[];
  readonly isPixelated: boolean;
}

/** Of a picture that is drawn: a browser needs four bytes for each. */
const mostPixels = 1e8;

/** A picture with masks and boxes over it. While it comes, nothing of another step stands in its place. */
export function Picture({ item, urlOf, look, classes, masks, isPixelated }: PictureProps): ReactNode {
  const { caption, path, width, height, size } = item;
  const [state, setState] = useState<
    "waiting" | { readonly problem: string } | { readonly width: number; readonly height: number }
  >("waiting");
  if (state !== "waiting" && "problem" in state)
    return <Broken path={path} size={size} reason={state.problem} />;
  const natural = state === "waiting" ? undefined : state;
  const known = width === undefined || height === undefined ? undefined : { width, height };
  return (
    <>
      <img
        src={urlOf(path)}
        alt={caption === "" ? path : caption}
        className={isPixelated ? "pixels" : ""}
        decoding="async"
        draggable={false}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
          // It is not painted yet: what the file claims costs nothing so far.
          setState(
            naturalWidth * naturalHeight > mostPixels
              ? {
                  problem: `It has ${groupDigits(naturalWidth)} \u00d7 ${groupDigits(naturalHeight)} pixels.`,
                }
              : { width: naturalWidth, height: naturalHeight },
          )
        }
        onError={() => setState({ problem: "" })}
      />
      {state === "waiting" ? (
        <span className="spinner" role="status" aria-label="Loading the picture" />
      ) : null}
      {state === "waiting" ? null : (
        <span
          className="over"
          style={{ aspectRatio: natural === undefined ? "1" : `${natural.width} / ${natural.height}` }}
        >
          {masks.map((mask) => (
            <MaskCanvas
              key={mask.path}
              url={urlOf(mask.path)}
              classes={classes}
              hidden={look.hidden}
              opacity={look.opacity}
            />
          ))}
          {look.boxes && item.boxes.length > 0 ? (
            <BoxOverlay
              layers={item.boxes}
              urlOf={urlOf}
              shape={natural ?? known}
              classes={classes}
              hidden={look.hidden}
              threshold={look.threshold}
            />
          ) : null}
        </span>
      )}
    </>
  );
}
