import type { StoredRun } from "@stepwell/storage";
import type { PageArguments } from "../artifacts/connection.ts";
import { connectionOf } from "../artifacts/connection.ts";
import { keyOfId, nodeId } from "../artifacts/node-id.ts";
import { contentTypeOf } from "../files/content-type.ts";
import type { ListedFile, RunFileFinder } from "../files/find-run-file.ts";
import { sqlLike } from "../files/sql-like.ts";
import type { SignedLinks } from "./signed-links.ts";
import type { WireRequest } from "./wire-resolvers.ts";

type FilesArguments = PageArguments & {
  readonly names?: readonly (string | null)[] | null;
  /** As SQL's LIKE has it. */
  readonly pattern?: string | null;
};

const LONGEST_PATTERN = 1024;

/** What a run's node tells of its files. */
export function runFileNodes(files: RunFileFinder, links: SignedLinks, run: StoredRun): object {
  return {
    fileCount: async () => (await files.list(run)).length,
    async files({ names, pattern, ...page }: FilesArguments) {
      const wanted = new Set(names?.filter((name) => name !== null));
      const isWanted = pattern ? sqlLike(pattern.slice(0, LONGEST_PATTERN)) : () => true;
      const listed = (await files.list(run)).filter(
        ({ path }) => (wanted.size === 0 || wanted.has(path)) && isWanted(path),
      );
      return connectionOf(listed, page, (file) => ({ node: fileNode(links, run, file) }));
    },
  };
}

/** The run and path that the id of a file stands for; undefined for any other text. */
export function runFileOfId(id: string): { readonly run: number; readonly path: string } | undefined {
  const match = /^(\d{1,15}):(.*)$/s.exec(keyOfId("File", id) ?? "");
  if (match === null) return undefined;
  try {
    return { run: Number(match[1]), path: decodeURIComponent(match[2] as string) };
  } catch {
    return undefined;
  }
}

/** The id of a run's file. */
export function runFileId(run: number, path: string): string {
  return nodeId("File", `${run}:${path}`);
}

function fileNode(links: SignedLinks, run: StoredRun, { path, size, md5 }: ListedFile): object {
  const { number, project, runId } = run;
  const download = async (origin: string): Promise<string> =>
    `${origin}/wire/downloads/${await links.sign({ kind: "run-file-read", run: number, path })}`;
  const upload = async ({ origin, caller }: WireRequest): Promise<string> =>
    `${origin}/wire/uploads/${await links.sign({ kind: "run-file", project, runId, caller, path })}`;
  return {
    __typename: "File",
    id: runFileId(number, path),
    name: path,
    displayName: path,
    url: (asked: { upload?: boolean | null }, request: WireRequest) =>
      asked.upload === true ? upload(request) : download(request.origin),
    directUrl: (_: unknown, { origin }: WireRequest) => download(origin),
    uploadUrl: (_: unknown, request: WireRequest) => upload(request),
    uploadHeaders: [],
    sizeBytes: size,
    mimetype: contentTypeOf(path),
    updatedAt: new Date(run.updatedMs).toISOString(),
    md5: md5 ?? null,
    digest: md5 ?? null,
    storagePath: path,
    uploadMultipartUrls: null,
    artifact: null,
  };
}
