import type { FileSystem } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";
import type { ArtifactEntry, Json } from "@stepwell/protocol";
import { isJsonObject, parseJson, printJson } from "@stepwell/protocol";
import { CoreError } from "../core-error.ts";
import { textAt, valueAt } from "./json-path.ts";

const MAX_BYTES = 1024 ** 3;

/** Reads the compressed file of JSON lines by which the official client hands on manifests of more than 100,000 entries. */
export async function readManifestFile(
  path: string,
  fileSystem: FileSystem,
): Promise<readonly ArtifactEntry[]> {
  try {
    const text = await unzip(await fileSystem.readFile(path));
    return text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => entryOf(parseJson(line)));
  } catch (cause) {
    const reason = FileSystemError.isInstance(cause)
      ? `it could not be read (${cause.code})`
      : "it is damaged";
    throw new CoreError(
      `[core] Failed to deliver an artifact: its list of files, "${path}", is of no use: ${reason}. Log the artifact again.`,
      { cause },
    );
  }
}

async function unzip(bytes: Uint8Array): Promise<string> {
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream("gzip"));
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new Error(`it holds more than "${MAX_BYTES}" bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function entryOf(line: Json): ArtifactEntry {
  const path = textAt(line, "path");
  const digest = textAt(line, "digest");
  const extra = valueAt(line, "extra");
  if (path === undefined || digest === undefined) throw new Error("an entry has no path or no digest");
  return {
    path,
    digest,
    ref: textAt(line, "ref") ?? "",
    size: Number(valueAt(line, "size") ?? 0),
    localPath: textAt(line, "local_path") ?? "",
    extra: isJsonObject(extra)
      ? Object.entries(extra).map(([name, value]) => [name, printJson(value as Json)] as const)
      : [],
  };
}
