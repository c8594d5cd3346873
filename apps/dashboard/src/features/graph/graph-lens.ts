/** Which part of a drawing is seen: a point of it lies at `x + scale * point`, in CSS pixels. */
export interface GraphLens {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const least = 0.05;
const most = 4;

/** All of a drawing in the middle of its window, never larger than it is. */
export function fitLens(drawing: Size, seen: Size): GraphLens {
  const scale = limited(Math.min(1, seen.width / drawing.width, seen.height / drawing.height));
  return {
    x: (seen.width - drawing.width * scale) / 2,
    y: (seen.height - drawing.height * scale) / 2,
    scale,
  };
}

/** Where a drawing is first looked at: all of its width, and of a tall one the top, as large as can be read. */
export function firstLens(drawing: Size, seen: Size): GraphLens {
  const all = fitLens(drawing, seen);
  const scale = limited(Math.min(1, Math.max(all.scale, Math.min(0.7, seen.width / drawing.width))));
  return scale === all.scale ? all : { x: (seen.width - drawing.width * scale) / 2, y: 0, scale };
}

/** Comes `factor` times as near around a place of the window, which stays where it is. */
export function zoomLens(lens: GraphLens, factor: number, place: readonly [x: number, y: number]): GraphLens {
  const scale = limited(lens.scale * factor);
  const [x, y] = place;
  return {
    x: x - ((x - lens.x) / lens.scale) * scale,
    y: y - ((y - lens.y) / lens.scale) * scale,
    scale,
  };
}

/** Moves a drawing, of which a corner of `edge` pixels always stays in the window. */
export function moveLens(
  lens: GraphLens,
  by: readonly [x: number, y: number],
  drawing: Size,
  seen: Size,
): GraphLens {
  const edge = 40;
  const kept = (place: number, drawn: number, room: number): number =>
    Math.min(room - edge, Math.max(edge - drawn * lens.scale, place));
  return {
    x: kept(lens.x + by[0], drawing.width, seen.width),
    y: kept(lens.y + by[1], drawing.height, seen.height),
    scale: lens.scale,
  };
}

function limited(scale: number): number {
  return Math.min(most, Math.max(least, scale));
}
