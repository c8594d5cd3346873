import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fileSystemConformance } from "./conformance/file-system-conformance.ts";
import { FileSystemError } from "./file-system.ts";
import { nodeFileSystem } from "./node/node-file-system.ts";
import { createMemoryFileSystem } from "./testing/memory-file-system.ts";
import { createVirtualClock } from "./testing/virtual-clock.ts";

fileSystemConformance("the host's file system", () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "stepwell-")));
  return {
    fileSystem: nodeFileSystem,
    folder,
    close: () => {
      rmSync(folder, { recursive: true });
    },
  };
});

fileSystemConformance("the memory file system", () => {
  const fileSystem = createMemoryFileSystem();
  fileSystem.makeFolderSync("/data");
  return { fileSystem, folder: "/data", close: () => undefined };
});

describe("failures on demand", () => {
  test("a write fails after so many bytes, once", () => {
    const files = createMemoryFileSystem({ faults: [{ afterBytes: 2 }] });
    const file = files.openAppend("/a");
    expect(() => {
      file.writeSync(Uint8Array.of(1, 2, 3, 4));
    }).toThrow(expect.objectContaining({ code: "ENOSPC", path: "/a" }) as FileSystemError);
    expect(files.readFileSync("/a")).toEqual(Uint8Array.of(1, 2));
    file.writeSync(Uint8Array.of(5));
    expect(file.size).toBe(3);
  });

  test("a fault can wait for one file, and a whole file is replaced or left alone", () => {
    const files = createMemoryFileSystem();
    files.writeFileSync("/b", Uint8Array.of(9));
    files.fail({ afterBytes: 0, code: "EIO", path: "b" });
    files.writeFileSync("/a", Uint8Array.of(1));
    expect(() => {
      files.writeFileSync("/b", Uint8Array.of(1));
    }).toThrow(FileSystemError);
    expect(files.readFileSync("/b")).toEqual(Uint8Array.of(9));
  });

  test("a crash takes bytes that were not synced, and open files", async () => {
    const files = createMemoryFileSystem();
    const file = files.openAppend("/a");
    file.writeSync(Uint8Array.of(1, 2));
    await file.sync();
    file.writeSync(Uint8Array.of(3));
    files.crash();
    expect(files.readFileSync("/a")).toEqual(Uint8Array.of(1, 2));
    expect(() => {
      file.writeSync(Uint8Array.of(4));
    }).toThrow(expect.objectContaining({ code: "EBADF" }) as FileSystemError);
    const again = files.openAppend("/a");
    again.writeSync(Uint8Array.of(5));
    expect(files.readFileSync("/a")).toEqual(Uint8Array.of(1, 2, 5));
  });

  test("watchers of a folder are told of what happens below it", async () => {
    const clock = createVirtualClock();
    const files = createMemoryFileSystem({ clock });
    files.makeFolderSync("/data/run");
    let told = 0;
    const stop = files.watch("/data", () => {
      told += 1;
    });
    files.openAppend("/data/run/a").writeSync(Uint8Array.of(1));
    files.writeFileSync("/elsewhere", Uint8Array.of(1));
    expect(told).toBe(0);
    await Promise.resolve();
    expect(told).toBe(1);
    stop();
    files.writeFileSync("/data/b", Uint8Array.of(1));
    await Promise.resolve();
    expect(told).toBe(1);
  });
});
