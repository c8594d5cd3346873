import type { Artifact, ArtifactEntry } from "@stepwell/protocol";
import { bytesToHex } from "@noble/hashes/utils.js";
import { fromBase64 } from "../artifacts/md5.ts";
import { DeliveryError } from "../core-error.ts";
import { CLIENT_ID_MAPPING } from "./artifact-operations.ts";
import { textAt } from "./json-path.ts";
import type { ServerConnection } from "./server-connection.ts";

const BY_CLIENT = /^wandb-client-artifact:\/\/([^/]+)\/(.*)$/s;

/** The entries with references to artifacts by the client's id turned into references by the server's. */
export async function resolveReferences(
  artifact: Artifact,
  connection: ServerConnection,
): Promise<readonly ArtifactEntry[]> {
  const known = new Map<string, string>();
  const entries: ArtifactEntry[] = [];
  for (const entry of artifact.contents) {
    const [, clientId, path] = BY_CLIENT.exec(entry.ref) ?? [];
    if (clientId === undefined) entries.push(entry);
    else {
      const id = known.get(clientId) ?? (await serverId(clientId, artifact, connection));
      known.set(clientId, id);
      entries.push({ ...entry, ref: `wandb-artifact://${id}/${path ?? ""}` });
    }
  }
  return entries;
}

/** The server's id in hex, as it stands in addresses. */
async function serverId(clientID: string, { name }: Artifact, connection: ServerConnection): Promise<string> {
  const data = await connection.graphql({ ...CLIENT_ID_MAPPING, variables: { clientID } });
  const bytes = fromBase64(textAt(data, "clientIDMapping", "serverID") ?? "");
  if (bytes !== undefined && bytes.length > 0) return bytesToHex(bytes);
  throw new DeliveryError(
    `[core] Failed to deliver the artifact "${name}": it refers to the artifact "${clientID.slice(0, 16)}…", which the server does not have. Deliver that one first.`,
    { status: 200 },
  );
}
