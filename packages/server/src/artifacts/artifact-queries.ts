import type { AppContext } from "../app-context.ts";
import type { WireNodes } from "../wire/wire-nodes.ts";
import { nodeId, numberOfId } from "./node-id.ts";

/** The root's questions about artifacts. */
export function artifactQueries({ ports }: AppContext, nodesOf: () => WireNodes): object {
  const { artifacts } = ports.runs;
  return {
    async artifact({ id }: { id: string }) {
      const number = numberOfId("Artifact", id);
      const found = number === undefined ? undefined : await artifacts.artifact(number);
      // What is left of a version whose collection was deleted can't say of which type it was.
      const isLeft = found !== undefined && (await artifacts.collection(found.sequence)) !== undefined;
      return isLeft ? nodesOf().artifacts.artifact(found) : null;
    },
    async artifactCollection({ id }: { id: string }) {
      const number = numberOfId("ArtifactCollection", id);
      const found = number === undefined ? undefined : await artifacts.collection(number);
      return found === undefined ? null : nodesOf().artifacts.collection(found);
    },
    async clientIDMapping({ clientID }: { clientID: string }) {
      const found = await artifacts.findClient(clientID);
      if (found === undefined) return null;
      const serverID =
        "artifact" in found
          ? nodeId("Artifact", found.artifact)
          : nodeId("ArtifactCollection", found.collection);
      return { serverID };
    },
  };
}
