import type { ImageItem } from "./image-cell.ts";

const [width, height] = [96, 64];

/** Addresses of pictures that are drawn here, for the gallery: a picture, its mask, its boxes, a sound and a film. */
export function samplePictures(): Readonly<
  Record<"photo" | "mask" | "boxes" | "crowd" | "sound" | "film", string>
> {
  return { photo: photo(), mask: mask(), boxes: boxes(), crowd: crowd(), sound: sound(), film: photo() };
}

/** A picture with a mask and boxes whose files are named as above. */
export function samplePicture(caption: string, change: Partial<ImageItem> = {}): ImageItem {
  return {
    path: "photo",
    caption,
    width,
    height,
    masks: [{ name: "prediction", path: "mask" }],
    boxes: [{ name: "prediction", path: "boxes" }],
    ...change,
  };
}

/** The names of the classes of mask and boxes. */
export const sampleLabels = { prediction: { 0: "sky", 1: "water", 2: "vessel", 3: "quay" } };

function photo(): string {
  return drawn((context) => {
    context.fillStyle = "#86b4e8";
    context.fillRect(0, 0, width, 30);
    context.fillStyle = "#2f6f86";
    context.fillRect(0, 30, width, 34);
    context.fillStyle = "#b5482f";
    context.fillRect(20, 34, 26, 10);
    context.fillStyle = "#8b8078";
    context.fillRect(78, 26, 18, 38);
  });
}

function mask(): string {
  const fills = [
    [0, 0, 0, width, height],
    [1, 0, 30, width, 34],
    [2, 20, 34, 26, 10],
    [3, 78, 26, 18, 38],
  ] as const;
  return drawn((context) => {
    for (const [id, x, y, wide, tall] of fills) {
      context.fillStyle = `rgb(${id} 0 0)`;
      context.fillRect(x, y, wide, tall);
    }
  });
}

function boxes(): string {
  return json([boxOf(20, 34, 26, 10, 2, 0.91), boxOf(78, 26, 18, 38, 3, 0.42)]);
}

/** More boxes in one place than labels have room. */
function crowd(): string {
  return json(
    Array.from({ length: 24 }, (_, at) => boxOf(14 + at, 20 + (at % 5), 22, 18, 2 + (at % 2), 0.3 + at / 40)),
  );
}

function boxOf(
  minX: number,
  minY: number,
  wide: number,
  tall: number,
  id: number,
  confidence: number,
): object {
  return {
    position: { minX, maxX: minX + wide, minY, maxY: minY + tall },
    domain: "pixel",
    class_id: id,
    scores: { confidence },
  };
}

function json(box_data: readonly object[]): string {
  return `data:application/json,${encodeURIComponent(JSON.stringify({ box_data, class_labels: sampleLabels.prediction }))}`;
}

/** A second of a tone that fades, 8 kHz, 8 bits. */
function sound(): string {
  const samples = Uint8Array.from(
    { length: 8_000 },
    (_, at) => 128 + Math.round(120 * Math.sin(at / 9) * Math.exp(-at / 2_500)),
  );
  const head = new DataView(new ArrayBuffer(44));
  const text = (at: number, word: string): void => {
    for (let place = 0; place < word.length; place++) head.setUint8(at + place, word.charCodeAt(place));
  };
  text(0, "RIFF");
  head.setUint32(4, 36 + samples.length, true);
  text(8, "WAVEfmt ");
  head.setUint32(16, 16, true);
  head.setUint16(20, 1, true);
  head.setUint16(22, 1, true);
  head.setUint32(24, 8_000, true);
  head.setUint32(28, 8_000, true);
  head.setUint16(32, 1, true);
  head.setUint16(34, 8, true);
  text(36, "data");
  head.setUint32(40, samples.length, true);
  const bytes = [...new Uint8Array(head.buffer), ...samples];
  return `data:audio/wav;base64,${btoa(bytes.map((byte) => String.fromCharCode(byte)).join(""))}`;
}

function drawn(paint: (context: CanvasRenderingContext2D) => void): string {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (context !== null) paint(context);
  return canvas.toDataURL("image/png");
}
