import type { WatchedFile } from "./watched-file.ts";

/**
 * True while a file has to wait for another one: the rows of a session that goes on from earlier ones come behind
 * theirs, and a fork's parent must be known before its rows can be copied. Files that can't be read are not waited for.
 */
export function isEarly(
  { session }: WatchedFile,
  files: Iterable<WatchedFile>,
  hasFailed: (path: string) => boolean,
): boolean {
  if (session === undefined) return false;
  const { record, startedMs } = session;
  if (!record.resumed && record.branchPoint === undefined) return false;
  for (const other of files) {
    if (other.session === session || other.pace !== "behind" || hasFailed(other.path)) continue;
    if (other.session === undefined) return true;
    const { project, runId } = other.session.record;
    const isBefore = project === record.project && other.session.startedMs < startedMs;
    if (isBefore && (runId === record.runId || runId === record.branchPoint?.run)) return true;
  }
  return false;
}
