import { imageSize } from "image-size";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { arrangeFrames } from "./video-frames.ts";
import type { VideoLayout } from "./video-frames.ts";
import { Video } from "./video.ts";

function arrange(data: number[], shape: number[], layout?: VideoLayout) {
  const { data: bytes, ...facts } = arrangeFrames(
    { data: Uint8Array.from(data), shape, boolean: false, name: "" },
    { layout, fps: 4 },
  );
  return { ...facts, data: [...bytes] };
}

test("frames become a gif of their size, with as many pictures", () => {
  const video = new Video(
    Uint8Array.from({ length: 3 * 3 * 8 * 6 }, (_, at) => at * 7),
    { shape: [3, 3, 8, 6] },
  );
  const bytes = "bytes" in video.source ? video.source.bytes : new Uint8Array();
  expect(imageSize(bytes)).toMatchObject({ type: "gif", width: 6, height: 8 });
  expect([video.format, video.width, video.height]).toEqual(["gif", 6, 8]);
  // One graphic control extension for each picture: 0x21 0xF9 0x04, a delay of 25 hundredths.
  const controls = Buffer.from(bytes)
    .toString("hex")
    .match(/21f904..1900/g);
  expect(controls).toHaveLength(3);
});

test("channels may come first or last", () => {
  const expected = { data: [1, 2, 3, 4, 5, 6], count: 1, width: 2, height: 1, channels: 3, fps: 4 };
  expect(arrange([1, 4, 2, 5, 3, 6], [1, 3, 1, 2])).toEqual(expected);
  expect(arrange([1, 2, 3, 4, 5, 6], [1, 1, 2, 3], "thwc")).toEqual(expected);
  // Two rows can't be channels, three values at the end can.
  expect(arrange([1, 2, 3, 4, 5, 6], [1, 2, 1, 3])).toMatchObject({ width: 1, height: 2, channels: 3 });
});

test("a batch is a grid, filled up with black", () => {
  const batch = arrange([1, 2, 3], [3, 1, 1, 1, 1]);
  expect(batch).toMatchObject({ data: [1, 2, 3, 0], width: 4, height: 1 });
  // As W&B lays them out: rows by the clips that there are, columns by what they are filled up to.
  expect(arrange([1, 2, 3, 4, 5], [5, 1, 1, 1, 1])).toMatchObject({ width: 4, height: 2 });
  expect(arrange([1, 2, 3, 4], [4, 1, 1, 1, 1])).toMatchObject({ data: [1, 2, 3, 4], width: 2, height: 2 });
  const twelve = Array.from({ length: 12 }, (_, clip) => clip);
  expect(arrange(twelve, [12, 1, 1, 1, 1])).toMatchObject({ width: 8, height: 2 });
  expect(arrange([1, 2], [2, 1, 1, 1, 1])).toMatchObject({ data: [1, 2], width: 2, height: 1 });
});

test.each<[string, () => unknown]>([
  ['shape "2 × 2" does not describe "4" numbers', () => new Video(new Uint8Array(4), { shape: [2, 2] })],
  ['has "2" channels', () => new Video(new Uint8Array(8), { shape: [1, 2, 2, 2] })],
  ['"0" frames a second', () => new Video(new Uint8Array(1), { shape: [1, 1, 1, 1], fps: 0 })],
  [
    '"avi" is no known format',
    () => new Video(new Uint8Array(1), { shape: [1, 1, 1, 1], format: "avi" as "gif" }),
  ],
])("refuses: %s", (sentence, make) => {
  expect(make).toThrow(sentence);
});

describe("frames as a film", () => {
  const frames = new Uint8Array(2 * 8 * 6 * 3).fill(7);
  const film = () => new Video(frames, { shape: [2, 8, 6, 3], format: "mp4", fps: 10 });
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stepwell-ffmpeg-"));
    vi.stubEnv("PATH", folder);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  /** A program of that name, which sees its arguments and its input. */
  function install(script: string): void {
    writeFileSync(join(folder, "ffmpeg"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }

  test("go through the ffmpeg of the host as raw pixels", () => {
    install('for out; do :; done; { echo "$@" | /bin/sed "s| /[^ ]*$||"; /usr/bin/wc -c; } > "$out"');
    const video = film();
    expect([video.format, video.width, video.height]).toEqual(["mp4", 6, 8]);
    const [args = "", bytes] = new TextDecoder()
      .decode("bytes" in video.source ? video.source.bytes : undefined)
      .split("\n");
    expect(args).toContain("-f rawvideo -pix_fmt rgb24 -s 6x8 -r 10 -i pipe:0 -an -c:v libx264");
    expect(Number(bytes)).toBe(frames.length);
  });

  test("are refused where there is none, with the remedy", () => {
    expect(film).toThrow(
      'through ffmpeg, which is not here. Install ffmpeg so that it is on the PATH, or use { format: "gif" }',
    );
  });

  test("are refused with what it said when it fails", () => {
    install("echo 'Unknown encoder libx264' >&2; exit 1");
    expect(film).toThrow('ffmpeg could not write "mp4" (Unknown encoder libx264)');
  });
});
