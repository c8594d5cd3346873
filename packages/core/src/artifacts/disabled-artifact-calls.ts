import { DeliveryError } from "../core-error.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import { INSIDE } from "./artifact-inside.ts";
import type { CommittedVersion } from "./artifact-inside.ts";
import { Artifact } from "./artifact.ts";
import type { ArtifactCalls } from "./artifact-calls.ts";

/** The calls of a disabled run: what is logged goes nowhere, and what would be needed from a server can't be given. */
export function createDisabledArtifactCalls({ runId }: Settings): ArtifactCalls {
  const refuse = (what: string): Promise<never> =>
    Promise.reject(
      new DeliveryError(
        `[core] Failed to ${what} an artifact: the run "${runId}" is disabled. Start it with mode "online" and a server.`,
        { status: 0 },
      ),
    );

  function take(given: Artifact | string): Artifact {
    const artifact = Artifact.isInstance(given)
      ? given
      : new Artifact({ name: `run-${runId}`, type: "unspecified" });
    const inside = artifact[INSIDE];
    if (inside.logged !== undefined) return artifact;
    inside.begin(runId);
    const committed = (): Promise<CommittedVersion> => Promise.resolve({ id: "", version: "" });
    inside.end({ runId, clientId: "", digest: "", size: 0, fileCount: 0, committed });
    return artifact;
  }

  return {
    logArtifact: (artifact) => Promise.resolve(take(artifact)),
    logModel: (path) => Promise.resolve(take(path)),
    logCode: () => Promise.resolve(undefined),
    useArtifact: () => refuse("use"),
    useModel: () => refuse("use"),
    linkArtifact: () => refuse("link"),
    linkModel: () => refuse("link"),
  };
}
