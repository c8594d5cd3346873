import type { FfmpegResult } from "../media/encode-film.ts";

/** A browser has no ffmpeg. */
export function runFfmpeg(): FfmpegResult {
  return { kind: "missing" };
}
