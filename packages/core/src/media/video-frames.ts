import { UsageError } from "../core-error.ts";
import type { NumberArray } from "../encode/array-like.ts";
import { describes, showShape } from "./axes.ts";
import type { Frames } from "./encode-gif.ts";

/** Order of the axes of one video: time, channels, rows, columns, or time, rows, columns, channels. */
export type VideoLayout = "tchw" | "thwc";

/**
 * Frames as an encoder wants them. Five axes are a batch: it is filled up to a power of two with black and laid out
 * as a grid. Throws `UsageError` for other shapes.
 */
export function arrangeFrames(
  { data, shape }: NumberArray,
  options: { layout: VideoLayout | undefined; fps: number },
): Frames {
  if (!describes(shape, data.length) || (shape.length !== 4 && shape.length !== 5) || data.length === 0) {
    throw new UsageError(
      `[core] Failed to make a video: shape "${showShape(shape)}" does not describe "${data.length}" numbers as frames. Give [time, channels, rows, columns], with the batch in front where there is one.`,
    );
  }
  const [batch, time, ...axes] = shape.length === 5 ? shape : [1, ...shape];
  const layout = options.layout ?? guessLayout(axes);
  const [channels, height, width] = layout === "tchw" ? axes : [axes[2], axes[0], axes[1]];
  if (channels !== 1 && channels !== 3 && channels !== 4) {
    throw new UsageError(
      `[core] Failed to make a video: shape "${shape.join(" × ")}" has "${String(channels)}" channels. Give 1 (grey), 3 (RGB) or 4 (RGBA), and { layout: "thwc" } when channels come last.`,
    );
  }
  const source = { batch, time, channels, height, width } as Axes;
  const grid = gridOf(source.batch);
  return {
    data: arrange(data as ArrayLike<number | bigint>, source, grid.columns, layout),
    count: source.time,
    width: source.width * grid.columns,
    height: source.height * grid.rows,
    channels,
    fps: options.fps,
  };
}

interface Axes {
  readonly batch: number;
  readonly time: number;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

// W&B knows channels in front only; arrays of this world mostly have them last.
function guessLayout(axes: readonly number[]): VideoLayout {
  const isChannels = (size: number | undefined): boolean => size === 1 || size === 3 || size === 4;
  return !isChannels(axes[0]) && isChannels(axes[2]) ? "thwc" : "tchw";
}

function gridOf(batch: number): { rows: number; columns: number } {
  // The rows follow the clips that there are, the columns the power of two that they are filled up to.
  const rows = 2 ** Math.floor((bitLength(batch) - 1) / 2);
  return { rows, columns: 2 ** bitLength(batch - 1) / rows };
}

function bitLength(number: number): number {
  return 32 - Math.clz32(number);
}

function arrange(
  data: ArrayLike<number | bigint>,
  { batch, time, channels, height, width }: Axes,
  columns: number,
  layout: VideoLayout,
): Uint8Array {
  const rows = gridOf(batch).rows;
  const lineLength = width * columns * channels;
  const frameLength = lineLength * height * rows;
  const arranged = new Uint8Array(frameLength * time);
  const [stepChannel, stepColumn] = layout === "tchw" ? [height * width, 1] : [1, channels];
  const stepRow = stepColumn * width;
  for (let clip = 0; clip < batch; clip++) {
    const left = (clip % columns) * width * channels;
    const top = Math.floor(clip / columns) * height * lineLength;
    for (let frame = 0; frame < time; frame++) {
      const from = (clip * time + frame) * channels * height * width;
      const to = frame * frameLength + top + left;
      for (let row = 0; row < height; row++) {
        for (let column = 0; column < width; column++) {
          for (let channel = 0; channel < channels; channel++) {
            const value = Number(data[from + channel * stepChannel + row * stepRow + column * stepColumn]);
            arranged[to + row * lineLength + column * channels + channel] = value;
          }
        }
      }
    }
  }
  return arranged;
}
