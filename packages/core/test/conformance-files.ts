import { createHash } from "node:crypto";
import type { FileSystem } from "@stepwell/effects";
import type { MemoryFileSystem } from "@stepwell/effects/testing";
import { decodeArtifact, parseJson } from "@stepwell/protocol";
import type { Json, JsonObject, LogRecord } from "@stepwell/protocol";
import type { Row } from "@stepwell/runlog";

const TABLES = new Set(["table-file", "incremental-table-file"]);

/** The files below `media/` by name, as far as `expected` says something of their content. */
export function mediaFiles(
  fileSystem: MemoryFileSystem,
  folder: string,
  paths: readonly string[],
  expected: Readonly<Record<string, object>>,
): Record<string, JsonObject> {
  const found: Record<string, JsonObject> = {};
  for (const path of paths.filter((one) => one.startsWith("media/"))) {
    const name = path in expected ? path : path.replace(/_[0-9a-f]{20}\./, "_<hash>.");
    const bytes = fileSystem.readFileSync(`${folder}/${path}`);
    const text = new TextDecoder().decode(bytes);
    const facts: JsonObject = {
      size: bytes.length,
      text,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      ...(name.endsWith(".json") ? { json: parseJson(text) } : {}),
    };
    const wanted = expected[name] ?? {};
    found[name] = Object.fromEntries(Object.entries(facts).filter(([fact]) => fact in wanted));
  }
  return found;
}

/** Every table that rows name: its run file and its artifact, in the order of rows and keys. */
export function tablesOf(
  rows: readonly Row[],
  records: readonly LogRecord[],
  fileSystem: Pick<FileSystem, "readFileSync">,
  folder: string,
): JsonObject[] {
  const artifacts = records.flatMap((record) =>
    record.type === "artifact" ? [decodeArtifact(record.encoded)] : [],
  );
  const read = (path: string): JsonObject =>
    parseJson(new TextDecoder().decode(fileSystem.readFileSync(path))) as JsonObject;
  return rows.flatMap((row, index) =>
    Object.entries(row)
      .filter((entry): entry is [string, JsonObject] => isTable(entry[1]))
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, value]) => {
        const address = /^wandb-client-artifact:\/\/([^/]+)\/(.+)$/.exec(value["artifact_path"] as string);
        const artifact = artifacts.find(({ clientId }) => clientId === address?.[1]);
        const entry = artifact?.contents.find(({ path }) => path === address?.[2]);
        if (artifact === undefined || entry === undefined) throw new Error(`"${key}" has no artifact.`);
        return {
          key,
          row: index,
          ...shortened(read(`${folder}/${value["path"] as string}`)),
          artifact: {
            type: artifact.artifactType,
            name: artifact.name,
            json: shortened(read(entry.localPath)),
          },
        };
      }),
  );
}

function isTable(value: Json | undefined): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    TABLES.has((value as JsonObject)["_type"] as string)
  );
}

/** Long data stand as their count and last row. */
function shortened({ data, ...rest }: JsonObject): JsonObject {
  const rows = data as readonly Json[];
  if (rows.length < 1000) return { data: rows, ...rest };
  return { rowCount: rows.length, lastRow: rows.at(-1) ?? null, ...rest };
}
