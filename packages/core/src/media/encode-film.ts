import { runFfmpeg } from "#libraries";
import { UsageError } from "../core-error.ts";
import type { Frames } from "./encode-gif.ts";

/** Formats that frames become through ffmpeg. */
export type FilmFormat = "mp4" | "webm" | "ogg";

const PIXEL_NAMES: Readonly<Record<number, string>> = { 1: "gray", 3: "rgb24", 4: "rgba" };

// 4:2:0 is what every browser plays, and it needs even sides.
const EVEN = ["-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2", "-pix_fmt", "yuv420p"];
const CODECS: Readonly<Record<FilmFormat, readonly string[]>> = {
  mp4: ["-c:v", "libx264", ...EVEN, "-movflags", "+faststart"],
  webm: ["-c:v", "libvpx-vp9", "-b:v", "0", "-crf", "31", ...EVEN],
  ogg: ["-c:v", "libtheora", "-q:v", "7", ...EVEN],
};

/** What became of a call of ffmpeg; `missing` where the host has none. */
export type FfmpegResult =
  | { readonly kind: "done"; readonly bytes: Uint8Array }
  | { readonly kind: "missing" }
  | { readonly kind: "failed"; readonly reason: string };

/**
 * Encodes frames with the host's ffmpeg, and waits for it: some milliseconds a frame. Throws `UsageError` where there is
 * none, or it can't.
 */
export function encodeFilm(frames: Frames, format: FilmFormat): Uint8Array {
  const { data, width, height, channels, fps } = frames;
  const input = [
    "-f",
    "rawvideo",
    "-pix_fmt",
    PIXEL_NAMES[channels] ?? "",
    "-s",
    `${width}x${height}`,
    "-r",
    String(fps),
  ];
  const result = runFfmpeg([...input, "-i", "pipe:0", "-an", ...CODECS[format]], data, format);
  switch (result.kind) {
    case "done":
      return result.bytes;
    case "missing":
      throw new UsageError(
        `[core] Failed to make a video: frames become "${format}" through ffmpeg, which is not here. Install ffmpeg so that it is on the PATH, or use { format: "gif" }.`,
      );
    case "failed":
      throw new UsageError(
        `[core] Failed to make a video: ffmpeg could not write "${format}" (${result.reason}). Use { format: "gif" }, or give an encoded file.`,
      );
  }
}
