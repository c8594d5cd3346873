import { UsageError } from "../core-error.ts";
import { blobBytes, blobFormat, isBlob } from "./blob-bytes.ts";
import type { BlobLike } from "./blob-bytes.ts";
import { asNumberArray, isTypedArray } from "../encode/array-like.ts";
import type { NumberArray, OrtTensorLike, TensorLike, TypedArray } from "../encode/array-like.ts";
import { encodeFilm } from "./encode-film.ts";
import { encodeGif } from "./encode-gif.ts";
import { OptionError } from "../errors/option-error.ts";
import { showValue } from "../show-value.ts";
import { checkMediaOptions } from "./check-media-options.ts";
import type { OptionKind } from "./check-media-options.ts";
import { readArguments } from "./read-arguments.ts";
import { fileJson, groupCaptions } from "./media-json.ts";
import { MEDIA } from "./media.ts";
import type { Media, MediaForm } from "./media.ts";
import { createMediaTarget } from "./media-target.ts";
import { bytesSource, extensionOf, loadSource, pathSource } from "./media-source.ts";
import type { MediaSource } from "./media-source.ts";
import { arrangeFrames } from "./video-frames.ts";
import type { VideoLayout } from "./video-frames.ts";

const MARKER = Symbol.for("stepwell.Video");
const FORMATS = ["gif", "mp4", "webm", "ogg"] as const;
const DEFAULT_FPS = 4;

/** File types of videos. */
export type VideoFormat = (typeof FORMATS)[number];

/** How frames or bytes become a film. */
export interface VideoOptions {
  /** What given bytes are, which is needed. Frames become a `gif` by default; the others need ffmpeg on the PATH. */
  readonly format?: VideoFormat;
  /** Axes of frames in a typed array: `[time, channels, rows, columns]`, with a batch in front where there is one. */
  readonly shape?: readonly number[];
  /** Default: channels come first unless only the last axis can be channels. */
  readonly layout?: VideoLayout;
  /** Frames a second, default 4; of no effect on files. */
  readonly fps?: number;
  readonly caption?: string;
}

const OPTIONS: Readonly<Record<keyof VideoOptions, OptionKind>> = {
  format: "any",
  shape: "any",
  layout: "any",
  fps: "any",
  caption: "text",
};

/** A path, the bytes of a video file, or frames as a typed array with `shape` or as a tensor, with pixels from 0 to 255. */
export type VideoSource = string | BlobLike | TypedArray | TensorLike | OrtTensorLike;

/**
 * A video for `log`. Frames are encoded at once; a path is read when the video is logged. Throws `UsageError` for an
 * unknown format and for frames of another shape.
 *
 * @example run.log({ rollout: new Video(frames, { shape: [30, 3, 84, 84], fps: 15 }) });
 */
export class Video implements Media {
  readonly [MARKER] = true;
  readonly caption: string | undefined;
  readonly source: MediaSource;
  readonly format: VideoFormat;
  /** Pixels; undefined for a file. */
  readonly width: number | undefined;
  readonly height: number | undefined;

  constructor(data: VideoSource, options: VideoOptions = {}) {
    const facts = readArguments("a video", () => readVideo(data, options));
    this.caption = options.caption;
    this.source = facts.source;
    this.format = facts.format;
    this.width = facts.width;
    this.height = facts.height;
  }

  get [MEDIA](): MediaForm {
    return {
      name: "Video",
      target: createMediaTarget,
      encode: (target) => {
        const bytes = loadSource(this.source, target, "a video");
        const file = target.store({ folder: "videos", extension: `.${this.format}`, bytes });
        const { width, height } = this;
        const size = width === undefined || height === undefined ? {} : { width, height };
        return { ...fileJson("video-file", file, this.caption), ...size };
      },
      group: (encoded) => ({
        _type: "videos",
        count: encoded.length,
        videos: encoded,
        captions: groupCaptions(encoded) ?? false,
      }),
      column: () => ({ wbType: "video-file" }),
    };
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is Video {
    return typeof value === "object" && value !== null && MARKER in value;
  }
}

type VideoFacts = Pick<Video, "source" | "format"> & Partial<Pick<Video, "width" | "height">>;

function readVideo(data: VideoSource, options: VideoOptions): VideoFacts {
  checkMediaOptions("a video", options, OPTIONS);
  const { shape, layout, fps = DEFAULT_FPS } = options;
  if (typeof data === "string") {
    const format = checkedFormat(extensionOf(data), "as extension of the path");
    return { source: pathSource(data, "a video"), format };
  }
  if (isBlob(data)) {
    const format = checkedFormat(options.format ?? blobFormat(data), "as { format }");
    return { source: bytesSource(blobBytes(data, "a video"), "a video"), format };
  }
  if (data instanceof Uint8Array && shape === undefined) {
    const format = checkedFormat(options.format, "as { format }, or the shape of frames as { shape }");
    return { source: bytesSource(data, "a video"), format };
  }
  const format = checkedFormat(options.format ?? "gif", "as { format }");
  checkLayout(layout);
  const frames = arrangeFrames(shaped(data, shape), { layout, fps: checkedFps(fps) });
  const { width, height } = frames;
  return {
    source: { bytes: format === "gif" ? encodeGif(frames) : encodeFilm(frames, format) },
    format,
    width,
    height,
  };
}

function checkLayout(layout: unknown): void {
  if (layout === undefined || layout === "tchw" || layout === "thwc") return;
  throw new OptionError(
    `[core] Failed to make a video: the layout is "${showValue(layout)}". Give "tchw" for channels in front of rows, or "thwc".`,
    { option: "layout" },
  );
}

function checkedFormat(format: string | undefined, where: string): VideoFormat {
  const known = FORMATS.find((one) => one === format);
  if (known !== undefined) return known;
  throw new UsageError(
    `[core] Failed to make a video: "${showValue(format)}" is no known format. Give ${FORMATS.join(", ")} ${where}.`,
  );
}

function checkedFps(fps: number): number {
  if (typeof fps === "number" && fps > 0 && fps <= 100) return fps;
  throw new UsageError(
    `[core] Failed to make a video: it has "${showValue(fps)}" frames a second. Give more than 0 and at most 100.`,
  );
}

function shaped(data: Exclude<VideoSource, string>, shape: readonly number[] | undefined): NumberArray {
  const numbers = typeof data === "object" && data !== null ? asNumberArray(data) : undefined;
  if (numbers === undefined || (isTypedArray(data) && shape === undefined)) {
    throw new UsageError(
      `[core] Failed to make a video: the data is "${showValue(data)}", neither a path nor frames. Give a path, bytes with a format, a typed array with { shape: [time, channels, rows, columns] }, or a tensor.`,
    );
  }
  return shape === undefined ? numbers : { ...numbers, shape };
}
