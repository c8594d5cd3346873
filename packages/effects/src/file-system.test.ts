import { mkdtempSync, realpathSync, rmSync, truncateSync } from "node:fs";
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

describe("a file that was taken away under its writer", () => {
  const opened = [
    {
      host: "the host's file system",
      files: nodeFileSystem,
      folder: realpathSync(mkdtempSync(join(tmpdir(), "stepwell-"))),
    },
    { host: "the memory file system", files: createMemoryFileSystem(), folder: "" },
  ];

  test.each(opened)("says so when it is synced ($host)", async ({ files, folder }) => {
    files.makeFolderSync(`${folder}/run`);
    const path = `${folder}/run/a`;
    const file = files.openAppend(path);
    files.hardLinkSync(path, `${folder}/b`);
    file.writeSync(Uint8Array.of(1));
    files.removeSync(path);
    await file.sync();
    files.removeSync(`${folder}/b`);
    // Another file of its name is not it.
    files.writeFileSync(path, Uint8Array.of(2));
    file.writeSync(Uint8Array.of(3));
    const gone = expect.objectContaining({ code: "ENOENT", path }) as FileSystemError;
    await expect(file.sync()).rejects.toThrow(gone);
    expect(() => file.syncSync()).toThrow(gone);
    file.closeSync();
    rmSync(folder === "" ? "/none" : folder, { recursive: true, force: true });
  });

  test("also when it was cut", async () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "stepwell-")));
    const path = join(folder, "a");
    const file = nodeFileSystem.openAppend(path);
    file.writeSync(new Uint8Array(10));
    await file.sync();
    truncateSync(path, 0);
    file.writeSync(new Uint8Array(5));
    await expect(file.sync()).rejects.toThrow(expect.objectContaining({ code: "EIO" }) as FileSystemError);
    file.closeSync();
    rmSync(folder, { recursive: true });
  });
});
