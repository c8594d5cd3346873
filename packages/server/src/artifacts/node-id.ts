/** What an id of the schema can stand for, besides runs and projects. */
export type NodeKind =
  | "Artifact"
  | "ArtifactCollection"
  | "ArtifactManifest"
  | "ArtifactCollectionMembership"
  | "File"
  | "Project";

/** The id of a node: base64, because clients convert ids of artifacts between base64 and hex. */
export function nodeId(kind: string, key: string | number): string {
  return btoa(`${kind}:${String(key).replace(/[^\x20-\x7e]|%/gu, encodeText)}`);
}

/** A text as part of an address or id, whatever it holds. */
export function encodeText(text: string): string {
  // Half of a surrogate pair has no encoding.
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));
}

/** What stands behind the kind in an id; undefined for any other text. */
export function keyOfId(kind: NodeKind, id: string): string | undefined {
  try {
    const text = atob(id);
    return text.startsWith(`${kind}:`) ? text.slice(kind.length + 1) : undefined;
  } catch {
    return undefined;
  }
}

/** The number in the id of an artifact or collection; undefined for any other text. */
export function numberOfId(kind: NodeKind, id: string): number | undefined {
  const key = keyOfId(kind, id);
  return key !== undefined && /^\d{1,15}$/.test(key) ? Number(key) : undefined;
}
