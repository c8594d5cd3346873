/** A box whose label wants a place; all in CSS pixels of the picture as it is drawn. */
export interface LabelledBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Of its label; 0 for none. */
  readonly labelWidth: number;
  /** Labels of higher ones are placed first. */
  readonly score: number;
}

/** The upper left corner of a label. */
export interface LabelPlace {
  readonly left: number;
  readonly top: number;
}

/** Of a label, in CSS pixels. */
export const labelHeight = 15;

/**
 * Where the labels of boxes stand: above their box, else in it or below it, and within the picture. Undefined for one that
 * would cover another or be cut.
 */
export function placeLabels(
  boxes: readonly LabelledBox[],
  picture: { readonly width: number; readonly height: number },
): readonly (LabelPlace | undefined)[] {
  const taken: (LabelPlace & { readonly width: number })[] = [];
  const places: (LabelPlace | undefined)[] = boxes.map(() => undefined);
  const order = boxes.map((_, at) => at).toSorted((a, b) => scoreAt(b) - scoreAt(a));
  for (const at of order) {
    const box = boxes[at] as LabelledBox;
    const width = box.labelWidth;
    if (width === 0 || width > picture.width) continue;
    const place = wantedPlaces(box, picture.width).find(
      ({ left, top }) =>
        top >= 0 &&
        top + labelHeight <= picture.height &&
        taken.every(
          (other) =>
            left + width <= other.left ||
            other.left + other.width <= left ||
            Math.abs(top - other.top) >= labelHeight,
        ),
    );
    if (place === undefined) continue;
    places[at] = place;
    taken.push({ ...place, width });
  }
  return places;

  function scoreAt(at: number): number {
    return (boxes[at] as LabelledBox).score;
  }
}

function wantedPlaces(box: LabelledBox, pictureWidth: number): LabelPlace[] {
  const within = (left: number): number => Math.min(pictureWidth - box.labelWidth, Math.max(0, left));
  const [start, end] = [within(box.left), within(box.left + box.width - box.labelWidth)];
  const bottom = box.top + box.height;
  return [box.top - labelHeight, box.top, bottom - labelHeight, bottom].flatMap((top) =>
    start === end
      ? [{ left: start, top }]
      : [
          { left: start, top },
          { left: end, top },
        ],
  );
}
