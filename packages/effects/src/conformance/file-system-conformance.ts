import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FileSystem } from "../file-system.ts";
import { FileSystemError } from "../file-system.ts";

/** A file system to test, and an existing empty folder in it. */
export interface OpenedFileSystem {
  readonly fileSystem: FileSystem;
  /** Absolute, without links in it. */
  readonly folder: string;
  close(): void;
}

/**
 * Registers what every `FileSystem` has to keep, as vitest tests. `open` is called before each. `links: false` is for
 * one without links, where making them does nothing.
 */
export function fileSystemConformance(
  name: string,
  open: () => OpenedFileSystem | Promise<OpenedFileSystem>,
  { links = true }: { links?: boolean } = {},
): void {
  describe(name, () => {
    let opened: OpenedFileSystem;
    let files: FileSystem;
    let folder: string;

    beforeEach(async () => {
      opened = await open();
      files = opened.fileSystem;
      folder = opened.folder;
    });
    afterEach(() => {
      opened.close();
    });

    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    const text = (data: Uint8Array): string => new TextDecoder().decode(data);

    test("appends in order, and knows the size", async () => {
      const file = files.openAppend(`${folder}/a`);
      expect(file.size).toBe(0);
      file.writeSync(bytes("one "));
      file.writeSync(bytes("two"));
      expect(file.size).toBe(7);
      await file.sync();
      file.syncSync();
      file.closeSync();
      const again = files.openAppend(`${folder}/a`);
      expect(again.size).toBe(7);
      again.writeSync(bytes("!"));
      again.closeSync();
      expect(text(files.readFileSync(`${folder}/a`))).toBe("one two!");
    });

    test("keeps bytes that were written, when the caller uses its buffer again", () => {
      const file = files.openAppend(`${folder}/a`);
      const buffer = bytes("abc");
      file.writeSync(buffer);
      buffer.fill(0);
      file.closeSync();
      expect(text(files.readFileSync(`${folder}/a`))).toBe("abc");
    });

    test("opens exclusively only what does not exist", () => {
      files.openAppend(`${folder}/a`, { exclusive: true }).closeSync();
      expect(() => files.openAppend(`${folder}/a`, { exclusive: true })).toThrow(refusal("EEXIST"));
    });

    test("refuses a file that was closed, and a second close does nothing", () => {
      const file = files.openAppend(`${folder}/a`);
      file.closeSync();
      file.closeSync();
      expect(() => {
        file.writeSync(bytes("x"));
      }).toThrow(refusal("EBADF"));
    });

    test("closes a file while its sync is under way", async () => {
      const file = files.openAppend(`${folder}/a`);
      file.writeSync(bytes("x"));
      const synced = file.sync();
      file.closeSync();
      await synced;
      expect(files.statSync(`${folder}/a`)?.size).toBe(1);
    });

    test("reads ranges, and fewer bytes at the end", async () => {
      files.writeFileSync(`${folder}/a`, bytes("0123456789"));
      expect(text(await files.read(`${folder}/a`, 2, 3))).toBe("234");
      expect(text(await files.read(`${folder}/a`, 8, 100))).toBe("89");
      expect(text(await files.read(`${folder}/a`, 50, 5))).toBe("");
      expect(text(await files.readFile(`${folder}/a`))).toBe("0123456789");
    });

    test("replaces a whole file and leaves nothing else behind", async () => {
      await files.writeFile(`${folder}/a`, bytes("first and long"));
      const before = await files.stat(`${folder}/a`);
      await files.writeFile(`${folder}/a`, bytes("second"));
      files.writeFileSync(`${folder}/b`, bytes("third"));
      expect(text(await files.readFile(`${folder}/a`))).toBe("second");
      expect((await files.list(folder)).map((entry) => entry.name).toSorted()).toEqual(["a", "b"]);
      expect((await files.stat(`${folder}/a`))?.identity).not.toBe(before?.identity);
    });

    test("copies a file, and each copy changes alone", async () => {
      files.writeFileSync(`${folder}/a`, bytes("first"));
      files.writeFileSync(`${folder}/b`, bytes("what was there"));
      await files.copyFile(`${folder}/a`, `${folder}/b`);
      const file = files.openAppend(`${folder}/a`);
      file.writeSync(bytes(" and more"));
      file.closeSync();
      expect(text(files.readFileSync(`${folder}/b`))).toBe("first");
      await expect(files.copyFile(`${folder}/none`, `${folder}/c`)).rejects.toThrow(refusal("ENOENT"));
      await expect(files.copyFile(`${folder}/a`, `${folder}/none/c`)).rejects.toThrow(refusal("ENOENT"));
    });

    test("copies and lists at once as well", () => {
      files.makeFolderSync(`${folder}/x`);
      files.writeFileSync(`${folder}/x/a`, bytes("first"));
      files.makeFolderSync(`${folder}/x/b`);
      files.copyFileSync(`${folder}/x/a`, `${folder}/x/c`);
      files.writeFileSync(`${folder}/x/a`, bytes("changed"));
      expect(text(files.readFileSync(`${folder}/x/c`))).toBe("first");
      expect(files.listSync(`${folder}/x`).toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
        { name: "a", kind: "file" },
        { name: "b", kind: "folder" },
        { name: "c", kind: "file" },
      ]);
      expect(() => files.listSync(`${folder}/none`)).toThrow(refusal("ENOENT"));
      expect(() => files.copyFileSync(`${folder}/none`, `${folder}/d`)).toThrow(refusal("ENOENT"));
    });

    test("gives a file a second name, or says that it can't", () => {
      files.writeFileSync(`${folder}/a`, bytes("one"));
      try {
        files.hardLinkSync(`${folder}/a`, `${folder}/b`);
      } catch (error) {
        expect(error).toEqual(refusal("ENOTSUP"));
        return;
      }
      const file = files.openAppend(`${folder}/a`);
      file.writeSync(bytes(" more"));
      file.closeSync();
      expect(text(files.readFileSync(`${folder}/b`))).toBe("one more");
      expect(files.statSync(`${folder}/b`)?.identity).toBe(files.statSync(`${folder}/a`)?.identity);
      expect(() => {
        files.hardLinkSync(`${folder}/a`, `${folder}/b`);
      }).toThrow(refusal("EEXIST"));
      expect(() => {
        files.hardLinkSync(`${folder}/none`, `${folder}/c`);
      }).toThrow(FileSystemError);
      files.removeSync(`${folder}/a`);
      expect(text(files.readFileSync(`${folder}/b`))).toBe("one more");
    });

    test("goes on writing to the old file after a name was given to another", () => {
      const file = files.openAppend(`${folder}/a`);
      file.writeSync(bytes("old"));
      files.writeFileSync(`${folder}/a`, bytes("new"));
      file.writeSync(bytes("old"));
      file.closeSync();
      expect(text(files.readFileSync(`${folder}/a`))).toBe("new");
    });

    test("makes folders with their parents, more than once", async () => {
      files.makeFolderSync(`${folder}/x/y/z`);
      files.makeFolderSync(`${folder}/x/y/z`);
      files.writeFileSync(`${folder}/x/file`, bytes(""));
      const entries = (await files.list(`${folder}/x`)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
      expect(entries).toEqual([
        { name: "file", kind: "file" },
        { name: "y", kind: "folder" },
      ]);
      expect((await files.stat(`${folder}/x/y`))?.kind).toBe("folder");
      expect(() => {
        files.makeFolderSync(`${folder}/x/file`);
      }).toThrow(refusal("EEXIST"));
    });

    test("says undefined for what is not there, also below a file", async () => {
      files.writeFileSync(`${folder}/a`, bytes(""));
      expect(await files.stat(`${folder}/none`)).toBeUndefined();
      expect(files.statSync(`${folder}/none/deeper`)).toBeUndefined();
      expect(await files.stat(`${folder}/a/deeper`)).toBeUndefined();
    });

    test("refuses with the code and the path", async () => {
      const missing = `${folder}/none`;
      await expect(files.read(missing, 0, 1)).rejects.toThrow(refusal("ENOENT"));
      await expect(files.readFile(missing)).rejects.toThrow(refusal("ENOENT"));
      await expect(files.list(missing)).rejects.toThrow(refusal("ENOENT"));
      await expect(files.realPath(missing)).rejects.toThrow(refusal("ENOENT"));
      expect(() => files.readFileSync(missing)).toThrow(refusal("ENOENT"));
      expect(() => files.openAppend(`${missing}/a`)).toThrow(refusal("ENOENT"));
      expect(() => files.openAppend(folder)).toThrow(refusal("EISDIR"));
      await expect(files.readFile(folder)).rejects.toThrow(refusal("EISDIR"));
      const error: unknown = await files.readFile(missing).catch((reason: unknown) => reason);
      expect(FileSystemError.isInstance(error) && error.path).toBe(missing);
    });

    test("keeps a file's identity while it grows, and its time moves on", async () => {
      const file = files.openAppend(`${folder}/a`);
      const before = await files.stat(`${folder}/a`);
      file.writeSync(bytes("x"));
      file.closeSync();
      const after = await files.stat(`${folder}/a`);
      expect(after?.identity).toBe(before?.identity);
      expect(after?.modifiedMs).toBeGreaterThanOrEqual(before?.modifiedMs ?? Number.NaN);
    });

    if (links) registerLinkTests();

    test("removes files, links where there are any, and whole folders, and what is not there without complaint", async () => {
      files.makeFolderSync(`${folder}/x/y`);
      files.writeFileSync(`${folder}/x/y/a`, bytes("x"));
      files.writeFileSync(`${folder}/keep`, bytes("x"));
      files.linkSync("keep", `${folder}/link`);
      files.removeSync(`${folder}/x`);
      files.removeSync(`${folder}/link`);
      files.removeSync(`${folder}/none`);
      files.removeSync(`${folder}/none/deeper`);
      expect(await files.list(folder)).toEqual([{ name: "keep", kind: "file" }]);
    });

    test("gives a watcher a way to stop, also for a folder that is not there", () => {
      files.watch(folder, () => undefined)();
      files.watch(`${folder}/none`, () => undefined)();
    });

    function registerLinkTests(): void {
      test("follows links, and replaces them", async () => {
        files.makeFolderSync(`${folder}/one`);
        files.makeFolderSync(`${folder}/two`);
        files.writeFileSync(`${folder}/two/a`, bytes("in two"));
        files.linkSync("one", `${folder}/latest`);
        files.linkSync("two", `${folder}/latest`);
        expect(text(files.readFileSync(`${folder}/latest/a`))).toBe("in two");
        expect(await files.realPath(`${folder}/latest/a`)).toBe(`${folder}/two/a`);
        expect((await files.stat(`${folder}/latest`))?.identity).toBe((await files.stat(`${folder}/two`))?.identity);
        expect(await files.list(folder)).toContainEqual({ name: "latest", kind: "folder" });
      });

      test("says undefined for links that lead nowhere or in a circle", async () => {
        files.linkSync("none", `${folder}/broken`);
        files.linkSync("round", `${folder}/round`);
        expect(await files.stat(`${folder}/broken`)).toBeUndefined();
        expect(files.statSync(`${folder}/broken`)).toBeUndefined();
        expect(await files.stat(`${folder}/round`)).toBeUndefined();
        expect(files.statSync(`${folder}/round`)).toBeUndefined();
        expect(await files.list(folder)).toContainEqual({ name: "broken", kind: "other" });
      });
    }
  });
}

function refusal(code: string): FileSystemError {
  return expect.objectContaining({ code }) as FileSystemError;
}
