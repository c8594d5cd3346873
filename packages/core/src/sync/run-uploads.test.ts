import { createMemoryFileSystem, createVirtualClock } from "@stepwell/effects/testing";
import type { MemoryFileSystem, VirtualClock } from "@stepwell/effects/testing";
import type { FileItem } from "@stepwell/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { createRunUploads } from "./run-uploads.ts";
import type { RunUploads } from "./run-uploads.ts";
import { openUploadedJournal } from "./uploaded-journal.ts";
import type { UploadedJournalOptions } from "./uploaded-journal.ts";

let clock: VirtualClock;
let fileSystem: MemoryFileSystem;

beforeEach(() => {
  clock = createVirtualClock();
  fileSystem = createMemoryFileSystem({ clock });
  fileSystem.makeFolderSync("/files");
});

function write(name: string, text: string): void {
  fileSystem.writeFileSync(`/files/${name}`, new TextEncoder().encode(text));
}

async function open(options: Partial<UploadedJournalOptions> = {}): Promise<RunUploads> {
  const base = { path: "/uploaded", baseUrl: "http://a", isForgotten: false, fileSystem };
  const journal = await openUploadedJournal({ ...base, ...options });
  return createRunUploads({ filesFolder: "/files", journal, fileSystem, clock });
}

const item = (path: string, policy: FileItem["policy"]): FileItem => ({ path, policy, kind: "other" });

/** Uploads what is due, and gives its names. */
async function upload(uploads: RunUploads, isEnding = false): Promise<readonly string[]> {
  const due = await uploads.due({ isEnding });
  for (const file of due) uploads.uploaded(file);
  return due.map(({ path }) => path);
}

describe("a file", () => {
  test("for now goes once, whatever becomes of it", async () => {
    const uploads = await open();
    write("a", "1");
    uploads.add([item("a", "now")]);
    expect(await upload(uploads)).toEqual(["a"]);
    write("a", "2");
    uploads.add([item("a", "now")]);
    clock.advance(60_000);
    expect([...(await upload(uploads)), ...(await upload(uploads, true))]).toEqual([]);
    expect(uploads.counts).toEqual({ known: 1, uploaded: 1 });
  });

  test("that is live goes when its content has changed, every five seconds at most, and at the end", async () => {
    const uploads = await open();
    write("a", "1");
    uploads.add([item("a", "live")]);
    expect(await upload(uploads)).toEqual(["a"]);
    write("a", "2");
    clock.advance(4000);
    expect(await upload(uploads)).toEqual([]);
    clock.advance(1000);
    expect(await upload(uploads)).toEqual(["a"]);
    // Written again with the same content.
    write("a", "2");
    clock.advance(5000);
    expect(await upload(uploads)).toEqual([]);
    write("a", "3");
    expect(await upload(uploads, true)).toEqual(["a"]);
    expect(await upload(uploads, true)).toEqual([]);
  });

  test("for the end waits for it", async () => {
    const uploads = await open();
    write("a", "1");
    uploads.add([item("a", "end")]);
    expect(await upload(uploads)).toEqual([]);
    expect(await upload(uploads, true)).toEqual(["a"]);
  });

  test("that comes late is found, and one that never comes is left", async () => {
    const uploads = await open();
    uploads.add([item("late", "now"), item("never", "now")]);
    expect(await upload(uploads)).toEqual([]);
    write("late", "1");
    clock.advance(5000);
    expect(await upload(uploads)).toEqual(["late"]);
    expect(await upload(uploads, true)).toEqual([]);
  });

  test("that the server refused is tried again at the end only", async () => {
    const uploads = await open();
    write("a", "1");
    uploads.add([item("a", "now")]);
    for (const file of await uploads.due({ isEnding: false })) uploads.postpone(file.path);
    clock.advance(60_000);
    expect(await upload(uploads)).toEqual([]);
    expect(await upload(uploads, true)).toEqual(["a"]);
  });

  test.each(["../secret", "/etc/passwd", "a/../../b", "a\\b", ""])("named %j is passed by", async (path) => {
    const uploads = await open();
    uploads.add([item(path, "now")]);
    expect(await upload(uploads, true)).toEqual([]);
    expect(uploads.counts.known).toBe(0);
  });
});

describe("after a restart", () => {
  async function restarted(options: Partial<UploadedJournalOptions> = {}): Promise<readonly string[]> {
    const uploads = await open(options);
    uploads.add([item("a", "now"), item("b", "live")]);
    return upload(uploads);
  }

  beforeEach(async () => {
    write("a", "1");
    write("b", "1");
    expect(await restarted()).toEqual(["a", "b"]);
  });

  test("nothing goes twice", async () => {
    expect(await restarted()).toEqual([]);
  });

  test("a live file that has changed goes", async () => {
    write("b", "2");
    expect(await restarted()).toEqual(["b"]);
  });

  test("another server gets all, and so does one that forgot", async () => {
    expect(await restarted({ isForgotten: true })).toEqual(["a", "b"]);
    expect(await restarted({ baseUrl: "http://other" })).toEqual(["a", "b"]);
    expect(await restarted()).toEqual([]);
  });

  test("a journal that is torn or not ours costs uploads at most", async () => {
    const whole = fileSystem.readFileSync("/uploaded");
    fileSystem.writeFileSync("/uploaded", whole.slice(0, whole.length - 3));
    expect(await restarted()).toEqual(["b"]);
    expect(await restarted()).toEqual([]);
    fileSystem.writeFileSync("/uploaded", new TextEncoder().encode('{"a":\n[1,2,3]\nnull\n["http://a"]'));
    expect(await restarted()).toEqual(["a", "b"]);
    expect(await restarted()).toEqual([]);
  });
});
