import type { FileSystem } from "@stepwell/effects";
import type { RunUploads } from "./run-uploads.ts";
import type { SyncSession } from "./sync-session.ts";
import { uploadFiles } from "./upload-files.ts";

/** Files are asked for, sent and announced in groups of this many. */
const GROUP = 50;

export interface SendFilesOptions {
  readonly session: SyncSession;
  readonly uploads: RunUploads;
  readonly fileSystem: FileSystem;
  readonly filesFolder: string;
  readonly isEnding: boolean;
  /** Called with a sentence for each file that the server did not take. */
  readonly onProblem: (sentence: string) => void;
}

/** Uploads the files whose time has come, and tells the server. Throws `DeliveryError` when it can't be reached. */
export async function sendFiles(options: SendFilesOptions): Promise<void> {
  const { session, uploads, fileSystem, filesFolder, isEnding, onProblem } = options;
  const due = await uploads.due({ isEnding });
  for (let at = 0; at < due.length; at += GROUP) {
    const left = new Map(due.slice(at, at + GROUP).map((file) => [file.path, file]));
    const arrived: string[] = [];
    const problems = await uploadFiles({
      connection: session.connection,
      run: session.run,
      fileSystem,
      filesFolder,
      paths: [...left.keys()],
      onUploaded: (path) => void arrived.push(path),
    });
    for (const problem of problems) onProblem(problem);
    // Only what was announced is done: the server keeps nothing that it is not told to keep.
    const isAnnounced = arrived.length > 0 && (await session.stream.post({ uploaded: arrived }));
    for (const path of arrived) {
      const file = left.get(path);
      if (isAnnounced && file !== undefined) uploads.uploaded(file);
      left.delete(path);
    }
    for (const path of left.keys()) uploads.postpone(path);
  }
}
