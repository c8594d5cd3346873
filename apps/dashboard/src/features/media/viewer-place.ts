/** Where a picture lies in the viewer: its left upper corner, and CSS pixels for each of its own. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const [least, most] = [0.02, 64];

/** The whole picture in the middle, small ones at up to 16 times their size. */
export function fitted(picture: Size, stage: Size): Place {
  const fit = Math.min(stage.width / picture.width, stage.height / picture.height) * 0.96;
  const scale = Math.min(16, Math.max(least, Number.isFinite(fit) ? fit : 1));
  return {
    x: (stage.width - picture.width * scale) / 2,
    y: (stage.height - picture.height * scale) / 2,
    scale,
  };
}

/** Larger or smaller, while the point at `x`, `y` stays where it is. */
export function zoomed(place: Place, factor: number, x: number, y: number): Place {
  const scale = Math.min(most, Math.max(least, place.scale * factor));
  const ratio = scale / place.scale;
  return { x: x - (x - place.x) * ratio, y: y - (y - place.y) * ratio, scale };
}
