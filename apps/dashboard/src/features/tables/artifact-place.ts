import type { ArtifactVersionView } from "@stepwell/client";

/** A file of a version of an artifact. */
export interface ArtifactPlace {
  readonly project: string;
  readonly name: string;
  readonly version: string;
  readonly path: string;
}

/** Where a client's address of an artifact's file leads, among the versions that its run logged; undefined for nowhere. */
export function artifactPlace(
  address: string,
  versions: readonly ArtifactVersionView[],
): ArtifactPlace | undefined {
  const [, clientId, path] = /^wandb-client-artifact:\/\/([^/:]+)\/(.+)$/s.exec(address) ?? [];
  const version = versions.find((one) => one.clientId !== undefined && one.clientId === clientId);
  if (version === undefined || path === undefined) return undefined;
  return { project: version.project, name: version.collection, version: version.version, path };
}
