import type { Check } from "./check.ts";
import { note, ok } from "./check.ts";
import type { DoctorHost } from "./doctor-host.ts";

const PROGRAMS = [
  {
    name: "git",
    words: ["--version"],
    without: "runs do not record their commit",
    remedy: "Install git to have it recorded.",
  },
  {
    name: "ffmpeg",
    words: ["-version"],
    without: "mp4 and webm videos can't be made of frames; gif can",
    remedy: "Install ffmpeg to log them.",
  },
  {
    name: "nvidia-smi",
    words: ["--query-gpu=name,driver_version", "--format=csv,noheader"],
    without: "no NVIDIA GPU is measured",
    remedy: undefined,
  },
] as const;

const LONGEST = 60;

/** The programs that runs use where they are there. */
export function checkPrograms({ firstLine }: DoctorHost): Promise<Check[]> {
  return Promise.all(
    PROGRAMS.map(async ({ name, words, without, remedy }) => {
      const line = await firstLine(name, words);
      if (line !== undefined) return ok(name, line.replace(/ Copyright .*/, "").slice(0, LONGEST));
      // Most machines have no such GPU.
      return remedy === undefined
        ? ok(name, `not found: ${without}`)
        : note(name, `not found: ${without}`, remedy);
    }),
  );
}
