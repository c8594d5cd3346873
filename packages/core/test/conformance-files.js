import { createHash } from "node:crypto";
import { decodeArtifact, parseJson } from "@stepwell/protocol";
const TABLES = new Set(["table-file", "incremental-table-file"]);
/** The files below `media/` by name, as far as `expected` says something of their content. */
export function mediaFiles(fileSystem, folder, paths, expected) {
  const found = {};
  for (const path of paths.filter((one) => one.startsWith("media/"))) {
    const name = path in expected ? path : path.replace(/_[0-9a-f]{20}\./, "_<hash>.");
    const bytes = fileSystem.readFileSync(`${folder}/${path}`);
    const text = new TextDecoder().decode(bytes);
    const facts = {
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
export function tablesOf(rows, records, fileSystem, folder) {
  const artifacts = records.flatMap((record) =>
    record.type === "artifact" ? [decodeArtifact(record.encoded)] : [],
  );
  const read = (path) => parseJson(new TextDecoder().decode(fileSystem.readFileSync(path)));
  return rows.flatMap((row, index) =>
    Object.entries(row)
      .filter((entry) => isTable(entry[1]))
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, value]) => {
        const address = /^wandb-client-artifact:\/\/([^/]+)\/(.+)$/.exec(value["artifact_path"]);
        const artifact = artifacts.find(({ clientId }) => clientId === address?.[1]);
        const entry = artifact?.contents.find(({ path }) => path === address?.[2]);
        if (artifact === undefined || entry === undefined) throw new Error(`"${key}" has no artifact.`);
        return {
          key,
          row: index,
          ...shortened(read(`${folder}/${value["path"]}`)),
          artifact: {
            type: artifact.artifactType,
            name: artifact.name,
            json: shortened(read(entry.localPath)),
          },
        };
      }),
  );
}
function isTable(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) && TABLES.has(value["_type"]);
}
/** Long data stand as their count and last row. */
function shortened({ data, ...rest }) {
  const rows = data;
  if (rows.length < 1000) return { data: rows, ...rest };
  return { rowCount: rows.length, lastRow: rows.at(-1) ?? null, ...rest };
}
//# sourceMappingURL=conformance-files.js.map
