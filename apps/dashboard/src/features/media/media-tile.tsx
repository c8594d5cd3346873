import { useState, type ReactNode } from "react";
import { formatStep } from "../../lib/format-step.ts";
import { Icon } from "../shell/icon.tsx";
import type { ImageItem } from "./image-cell.ts";

export interface MediaTileProps {
  readonly item: ImageItem;
  readonly url: string;
  /** Where the picture is from, when that is before the chosen step. */
  readonly fromStep: number | undefined;
  /** Small pictures are drawn with square pixels. */
  readonly pixelated: boolean;
}

/** One picture with its caption, in a box of its own shape from the start. */
export function MediaTile({ item, url, fromStep, pixelated }: MediaTileProps): ReactNode {
  const [broken, setBroken] = useState<string>();
  const { caption, path, width, height } = item;
  return (
    <figure className="mt" data-testid="media-tile" data-path={path}>
      <div
        className="picture"
        style={{ aspectRatio: width === undefined || height === undefined ? "1" : `${width} / ${height}` }}
      >
        {broken === url ? (
          <span className="broken">
            <Icon name="warn" />
            Could not show "{path}".
          </span>
        ) : (
          <img
            src={url}
            alt={caption === "" ? path : caption}
            className={pixelated ? "pixels" : ""}
            decoding="async"
            onError={() => setBroken(url)}
          />
        )}
      </div>
      <figcaption>
        <span className="ell" title={caption === "" ? path : caption}>
          {caption === "" ? (path.split("/").at(-1) ?? path) : caption}
        </span>
        {fromStep === undefined ? null : <span className="badge">from step {formatStep(fromStep)}</span>}
      </figcaption>
    </figure>
  );
}
