import type { ReactNode } from "react";
import { formatStep } from "../../lib/format-step.ts";
import { formatValue } from "../../lib/format-value.ts";
import type { ImageItem, ImageLayer } from "./image-cell.ts";
import "./media.css";
import { drawnLayers, plainLook, type MediaClasses, type MediaLook } from "./media-look.ts";
import type { MetricAt } from "./metric-at.ts";
import { Picture } from "./picture.tsx";

export interface MediaTileProps {
  readonly item: ImageItem;
  readonly urlOf: (path: string) => string;
  /** Where the picture is from, when that is before the chosen step. */
  readonly fromStep: number | undefined;
  /** Of the first picture, so that none moves another; undefined: its own. */
  readonly shape?: { readonly width: number; readonly height: number } | undefined;
  /** How the run did when it logged the picture. */
  readonly metric?: MetricAt | undefined;
  readonly look?: MediaLook;
  readonly classes?: MediaClasses;
  /** Makes the picture a button. */
  readonly onOpen?: () => void;
}

const noClasses: MediaClasses = { list: [], onSeen: () => undefined };

/** One picture with its caption, in a box that has its shape from the start; beside it its masks, where that is asked for. */
export function MediaTile(props: MediaTileProps): ReactNode {
  const { item, urlOf, fromStep, shape, metric, look = plainLook, classes = noClasses, onOpen } = props;
  const { caption, path } = item;
  const { width, height } = shape ?? item;
  const aspectRatio = width === undefined || height === undefined ? "1" : `${width} / ${height}`;
  const isPixelated = (item.width ?? 999) <= 128;
  const name = caption === "" ? (path.split("/").at(-1) ?? path) : caption;
  const views: readonly (readonly [string, readonly ImageLayer[]])[] =
    look.mode === "beside" && item.masks.length > 0
      ? [["picture", []], ...item.masks.map((mask) => [mask.name, [mask]] as const)]
      : [["", drawnLayers(item.masks, look.layers)]];
  return (
    <figure className="mt" data-testid="media-tile" data-path={path}>
      {/* A press on a box over the picture opens it too, and so does the button, for keys. */}
      <div className="views" onClick={onOpen}>
        {views.map(([layer, masks]) => (
          <div key={layer} className="picture" style={{ aspectRatio }}>
            <Picture
              key={path}
              item={item}
              urlOf={urlOf}
              look={layer === "picture" ? { ...look, boxes: false } : look}
              classes={classes}
              masks={masks}
              isPixelated={isPixelated}
            />
            {layer === "" ? null : <span className="layer-name">{layer}</span>}
          </div>
        ))}
        {onOpen === undefined ? null : <button type="button" className="open" aria-label={`Open ${name}`} />}
      </div>
      <figcaption>
        <span className="ell" title={caption === "" ? path : caption}>
          {name}
        </span>
        {fromStep === undefined ? null : (
          <span className="badge" title={`from step ${formatStep(fromStep)}`}>
            from step {formatStep(fromStep)}
          </span>
        )}
        {metric === undefined ? null : (
          <span className="of" title={`${metric.name} at step ${formatStep(metric.step)}: ${metric.value}`}>
            <span className="dim">{metric.name.split("/").at(-1)}</span> <b>{formatValue(metric.value)}</b>
          </span>
        )}
      </figcaption>
    </figure>
  );
}
