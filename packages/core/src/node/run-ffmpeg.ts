import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FfmpegResult } from "../media/encode-film.ts";
import { hostModules } from "./host-modules.ts";

const TIME_LIMIT_MS = 300_000;
const LONGEST_REASON = 200;

/**
 * Runs the ffmpeg on the PATH over `input`, with an output file of the given extension: an mp4 that can be played from
 * its start can't be written into a pipe.
 */
export function runFfmpeg(args: readonly string[], input: Uint8Array, extension: string): FfmpegResult {
  const folder = mkdtempSync(join(tmpdir(), "stepwell-video-"));
  const file = join(folder, `video.${extension}`);
  try {
    const { error, status, signal, stderr } = hostModules
      .childProcess()
      .spawnSync("ffmpeg", ["-v", "error", "-y", ...args, file], {
        input,
        timeout: TIME_LIMIT_MS,
        stdio: ["pipe", "ignore", "pipe"],
        windowsHide: true,
      });
    if (error !== undefined && "code" in error && error.code === "ENOENT") return { kind: "missing" };
    if (status === 0) return { kind: "done", bytes: new Uint8Array(readFileSync(file)) };
    const words = String(stderr).trim().split("\n").at(-1) ?? "";
    return {
      kind: "failed",
      reason: (words || (error?.message ?? `it ended with ${signal ?? status}`)).slice(0, LONGEST_REASON),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
