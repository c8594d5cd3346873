import type {
  ArtifactCollectionView,
  ArtifactFileView,
  ArtifactVersionView,
  JsonObject,
} from "@stepwell/protocol";
import { filePath } from "./file-path.ts";
import { runPath } from "./run-path.ts";
import type { Transport } from "./transport.ts";

/** Which page of a list to read: `after` is `next` of the page before. */
export interface ArtifactPageOptions {
  readonly limit?: number;
  readonly after?: number;
  readonly signal?: AbortSignal;
}

/** Which files of a version to list; default: the first 1,000. */
export interface ArtifactFilesOptions {
  /** What the paths begin with. */
  readonly prefix?: string;
  readonly limit?: number;
  readonly after?: string;
  readonly signal?: AbortSignal;
}

/** What to change of an artifact as a whole; fields left out stay as they are. */
export interface ArtifactEdit {
  readonly name?: string;
  readonly type?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
}

/** What to change of a version; fields left out stay as they are. */
export interface ArtifactVersionEdit {
  readonly description?: string;
  readonly metadata?: JsonObject;
  readonly tags?: readonly string[];
  /** All that it is to have besides `v<n>`; whichever version had one loses it. */
  readonly aliases?: readonly string[];
}

/** A version, and the runs that used it. */
export interface UsedArtifactVersion extends ArtifactVersionView {
  readonly usedBy: readonly { readonly project: string; readonly run: string }[];
}

/** What a server is asked about artifacts. `version` is any alias of the version, such as `latest` or `v3`. */
export interface Artifacts {
  types(project: string, signal?: AbortSignal): Promise<readonly { name: string; createdAt: number }[]>;
  list(
    project: string,
    options?: ArtifactPageOptions & { readonly type?: string },
  ): Promise<{ readonly collections: readonly ArtifactCollectionView[]; readonly next: number | null }>;
  read(project: string, name: string, signal?: AbortSignal): Promise<ArtifactCollectionView>;
  edit(project: string, name: string, edit: ArtifactEdit): Promise<ArtifactCollectionView>;
  /** With all versions. */
  remove(project: string, name: string): Promise<void>;
  /** Oldest first. */
  versions(project: string, name: string, options?: ArtifactPageOptions): Promise<ArtifactVersionPage>;
  version(project: string, name: string, version: string, signal?: AbortSignal): Promise<UsedArtifactVersion>;
  editVersion(
    project: string,
    name: string,
    version: string,
    edit: ArtifactVersionEdit,
  ): Promise<ArtifactVersionView>;
  removeVersion(project: string, name: string, version: string): Promise<void>;
  files(
    project: string,
    name: string,
    version: string,
    options?: ArtifactFilesOptions,
  ): Promise<ArtifactFilePage>;
  /** The bytes of a file, streamed. */
  readFile(
    project: string,
    name: string,
    version: string,
    path: string,
    signal?: AbortSignal,
  ): Promise<ReadableStream<Uint8Array>>;
  /** The address of a file; nothing is fetched. */
  fileUrl(project: string, name: string, version: string, path: string): string;
  /** Versions that a run logged (`output`, the default) or used (`input`). */
  ofRun(
    project: string,
    run: string,
    options?: ArtifactPageOptions & { readonly role?: "output" | "input" },
  ): Promise<ArtifactVersionPage>;
}

/** Some versions; `next` is `after` of the next page, or null at the end. */
export interface ArtifactVersionPage {
  readonly versions: readonly ArtifactVersionView[];
  readonly next: number | null;
}

/** Some files of a version; `next` is `after` of the next page, or null at the end. */
export interface ArtifactFilePage {
  readonly files: readonly ArtifactFileView[];
  /** How many there are with the prefix. */
  readonly total: number;
  readonly next: string | null;
}

/** Makes the calls about artifacts over a transport. */
export function createArtifactCalls(transport: Transport): Artifacts {
  const named = (project: string, name: string): string =>
    `/api/artifacts/${encodeURIComponent(project)}/${encodeURIComponent(name)}`;
  const one = (project: string, name: string, version: string, rest = ""): string =>
    `${named(project, name)}/versions/${encodeURIComponent(version)}${rest}`;
  const remove = async (what: string, path: string): Promise<void> => {
    const response = await transport.send(`delete ${what}`, path, { method: "DELETE" });
    await response.body?.cancel();
  };

  return {
    async types(project, signal) {
      const query = { query: { project }, signal };
      const what = "list the types of artifacts";
      return (
        await transport.json<{ types: { name: string; createdAt: number }[] }>(
          what,
          "/api/artifact-types",
          query,
        )
      ).types;
    },
    list: (project, { signal, ...query } = {}) =>
      transport.json("list the artifacts", `/api/artifacts/${encodeURIComponent(project)}`, {
        query,
        signal,
      }),
    read: (project, name, signal) =>
      transport.json(`read artifact "${name}"`, named(project, name), { signal }),
    edit: (project, name, body) =>
      transport.json(`change artifact "${name}"`, named(project, name), { method: "PATCH", body }),
    remove: (project, name) => remove(`artifact "${name}"`, named(project, name)),
    versions: (project, name, { signal, ...query } = {}) =>
      transport.json(`list the versions of "${name}"`, `${named(project, name)}/versions`, { query, signal }),
    version: (project, name, version, signal) =>
      transport.json(`read artifact "${name}:${version}"`, one(project, name, version), { signal }),
    editVersion: (project, name, version, body) =>
      transport.json(`change artifact "${name}:${version}"`, one(project, name, version), {
        method: "PATCH",
        body,
      }),
    removeVersion: (project, name, version) =>
      remove(`artifact "${name}:${version}"`, one(project, name, version)),
    files: (project, name, version, { signal, ...query } = {}) =>
      transport.json(`list the files of "${name}:${version}"`, one(project, name, version, "/files"), {
        query,
        signal,
      }),
    async readFile(project, name, version, path, signal) {
      const address = one(project, name, version, `/files/${filePath(path)}`);
      const response = await transport.send(`read "${path}" of "${name}:${version}"`, address, { signal });
      return response.body ?? new Blob([]).stream();
    },
    fileUrl: (project, name, version, path) =>
      transport.url(one(project, name, version, `/files/${filePath(path)}`)),
    ofRun: (project, run, { signal, ...query } = {}) =>
      transport.json(`list the artifacts of run "${run}"`, runPath(project, run, "/artifacts"), {
        query,
        signal,
      }),
  };
}
