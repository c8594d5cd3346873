import { useEffect, type ReactNode } from "react";
import { formatValue } from "../../lib/format-value.ts";
import { slotColor } from "../../lib/palette.ts";
import { boxScore, type Box } from "./box-layer.ts";
import type { MediaClasses } from "./media-look.ts";
import { useBoxes } from "./use-mask.ts";

export interface BoxOverlayProps {
  readonly url: string;
  /** Of the picture, in pixels; undefined until it is known. */
  readonly shape: { readonly width: number; readonly height: number } | undefined;
  readonly classes: MediaClasses;
  readonly hidden: ReadonlySet<number>;
  readonly threshold: number;
}

/** The boxes of a layer over a picture, in the colours of their classes, with what they are and their best score. */
export function BoxOverlay({ url, shape, classes, hidden, threshold }: BoxOverlayProps): ReactNode {
  const { data, isError } = useBoxes(url);
  const { list, onSeen } = classes;
  useEffect(() => {
    if (data !== undefined) onSeen(data.boxes.flatMap(({ classId }) => classId ?? []));
  }, [data, onSeen]);
  if (isError) return <span className="mask-note chip">Could not read the boxes</span>;
  return data?.boxes.map((box, at) => {
    const known = list.find(({ id }) => id === box.classId);
    if (boxScore(box) < threshold || (box.classId !== undefined && hidden.has(box.classId))) return null;
    const place = partsOf(box, shape);
    if (place === undefined) return null;
    const name = known?.name ?? data.labels[String(box.classId)];
    const { text, title } = wordsOf(box, name);
    return (
      <span
        key={at}
        className="box"
        data-side={place.top < 8 ? "in" : "out"}
        data-end={place.left > 70}
        style={{
          "--c": slotColor(known?.slot ?? 0),
          left: `${place.left}%`,
          top: `${place.top}%`,
          width: `${place.width}%`,
          height: `${place.height}%`,
        }}
        title={title}
      >
        {text === "" ? null : <b>{text}</b>}
      </span>
    );
  });
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
