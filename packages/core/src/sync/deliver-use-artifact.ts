import type { UseArtifactRecord } from "@stepwell/protocol";
import { USE_ARTIFACT } from "./artifact-operations.ts";
import type { ServerRun } from "./deliver-artifact.ts";
import type { ServerConnection } from "./server-connection.ts";

/** Tells the server that a run uses an artifact; again is the same as once. Throws `DeliveryError`. */
export async function deliverUseArtifact(options: {
  connection: ServerConnection;
  run: ServerRun;
  use: UseArtifactRecord;
}): Promise<void> {
  const { connection, run, use } = options;
  // A record without an id speaks of an artifact that no server knows.
  if (use.id !== "") await useArtifactAt(connection, run, use.id);
}

export async function useArtifactAt(
  connection: ServerConnection,
  { entity, project, run }: ServerRun,
  artifactID: string,
): Promise<void> {
  await connection.graphql({
    ...USE_ARTIFACT,
    variables: { input: { entityName: entity, projectName: project, runName: run, artifactID } },
  });
}
