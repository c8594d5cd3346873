import { useQueries, type UseQueryResult } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, type ReactNode } from "react";
import { formatValue } from "../../lib/format-value.ts";
import { slotColor } from "../../lib/palette.ts";
import { useElementSize } from "../../lib/use-element-size.ts";
import { boxScore, type Box, type BoxLayerContent } from "./box-layer.ts";
import type { ImageLayer } from "./image-cell.ts";
import { labelWidth } from "./label-width.ts";
import type { MediaClasses } from "./media-look.ts";
import { placeLabels } from "./place-labels.ts";
import { boxesQuery } from "./use-mask.ts";

export interface BoxOverlayProps {
  readonly layers: readonly ImageLayer[];
  readonly urlOf: (path: string) => string;
  /** Of the picture, in pixels; undefined until it is known. */
  readonly shape: { readonly width: number; readonly height: number } | undefined;
  readonly classes: MediaClasses;
  readonly hidden: ReadonlySet<number>;
  readonly threshold: number;
}

/**
 * The boxes of layers over a picture, in the colours of their classes, with what they are and their best score. Labels that
 * find no room appear when the pointer is on their box.
 */
export function BoxOverlay({ layers, urlOf, shape, classes, hidden, threshold }: BoxOverlayProps): ReactNode {
  const host = useRef<HTMLSpanElement>(null);
  const size = useElementSize(host);
  const { contents, isError } = useQueries({
    queries: layers.map(({ path }) => boxesQuery(urlOf(path))),
    combine: combined,
  });
  const { list, onSeen } = classes;
  useEffect(() => {
    if (contents.length > 0)
      onSeen(contents.flatMap(({ boxes }) => boxes.flatMap(({ classId }) => classId ?? [])));
  }, [contents, onSeen]);
  const shown = useMemo(
    () =>
      contents.flatMap(({ boxes, labels }) =>
        boxes.flatMap((box) => {
          const known = list.find(({ id }) => id === box.classId);
          const isHidden = box.classId !== undefined && hidden.has(box.classId);
          const place = partsOf(box, shape);
          if (boxScore(box) < threshold || isHidden || place === undefined) return [];
          const words = wordsOf(box, known?.name ?? labels[String(box.classId)]);
          return [{ box, place, slot: known?.slot ?? 0, ...words }];
        }),
      ),
    [contents, list, hidden, threshold, shape],
  );
  const labels = useMemo(() => {
    if (size === undefined) return [];
    const { width, height } = size;
    const inPixels = shown.map(({ box, place, text }) => ({
      left: (place.left * width) / 100,
      top: (place.top * height) / 100,
      width: (place.width * width) / 100,
      height: (place.height * height) / 100,
      labelWidth: labelWidth(text),
      score: boxScore(box),
    }));
    return placeLabels(inPixels, size).map((label, at) => {
      const box = inPixels[at] as (typeof inPixels)[number];
      const onHover = {
        left: Math.max(0, Math.min(box.left, width - box.labelWidth)),
        top: Math.max(0, box.top),
      };
      return { isShown: label !== undefined, box, ...(label ?? onHover) };
    });
  }, [shown, size]);
  if (isError) return <span className="mask-note chip">Could not read the boxes</span>;
  return (
    <span className="boxes" ref={host}>
      {shown.map(({ place, slot, text, title }, at) => {
        const label = labels[at];
        return (
          <span
            key={at}
            className="box"
            style={{
              "--c": slotColor(slot),
              left: `${place.left}%`,
              top: `${place.top}%`,
              width: `${place.width}%`,
              height: `${place.height}%`,
            }}
            title={title}
          >
            {text === "" || label === undefined || label.isShown ? null : (
              <b style={{ left: label.left - label.box.left - edge, top: label.top - label.box.top - edge }}>
                {text}
              </b>
            )}
          </span>
        );
      })}
      {shown.map(({ text }, at) => {
        const label = labels[at];
        return text !== "" && label?.isShown === true ? (
          <b key={at} style={{ left: label.left, top: label.top }}>
            {text}
          </b>
        ) : null;
      })}
    </span>
  );
}

/** The line of a box, in CSS pixels: what lies in it counts from inside. */
const edge = 2;

function combined(results: readonly UseQueryResult<BoxLayerContent>[]): {
  contents: readonly BoxLayerContent[];
  isError: boolean;
} {
  return {
    contents: results.flatMap(({ data }) => (data === undefined ? [] : [data])),
    isError: results.some(({ isError }) => isError),
  };
}

/** In per cent of the picture. */
function partsOf(box: Box, shape: BoxOverlayProps["shape"]): Box | undefined {
  if (box.isPixels && shape === undefined) return undefined;
  const [x, y] = box.isPixels && shape !== undefined ? [100 / shape.width, 100 / shape.height] : [100, 100];
  return { ...box, left: box.left * x, top: box.top * y, width: box.width * x, height: box.height * y };
}

function wordsOf(box: Box, name = ""): { text: string; title: string } {
  const [, best] = box.scores.toSorted(([, a], [, b]) => b - a)[0] ?? [];
  // A caption that says more than the class stands in its place.
  const what = box.caption === "" ? name : box.caption;
  const scores = box.scores.map(([score, value]) => `${score} ${formatValue(value)}`);
  return {
    text: best === undefined ? what : `${what} ${formatValue(best, 2)}`.trim(),
    title: [name, box.caption, ...scores].filter((part) => part !== "").join("\n"),
  };
}
