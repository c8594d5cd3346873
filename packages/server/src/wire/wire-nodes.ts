import type { StoredRun } from "@stepwell/storage";
import type { AppPorts } from "../app-ports.ts";
import type { ArtifactContent } from "../artifacts/artifact-content.ts";
import { createArtifactNodes } from "../artifacts/artifact-nodes.ts";
import type { ArtifactNodes } from "../artifacts/artifact-nodes.ts";
import { nodeId } from "../artifacts/node-id.ts";
import { projectArtifacts, runArtifacts } from "../artifacts/project-artifacts.ts";
import { ENTITY } from "./entity-name.ts";
import { runNode } from "./run-node.ts";
import type { SignedLinks } from "./signed-links.ts";

/** The nodes of the schema, which lead to each other. */
export interface WireNodes {
  entity(): object;
  project(name: string): object;
  run(run: StoredRun): object;
  readonly artifacts: ArtifactNodes;
}

/** Makes the nodes under an entity's name, which they repeat. */
export function createWireNodes(
  ports: Pick<AppPorts, "runs" | "metrics">,
  content: ArtifactContent,
  links: SignedLinks,
  entityName: string | null | undefined,
): WireNodes {
  const entity = entityName || ENTITY;
  const artifacts = createArtifactNodes(ports.runs, content, links, {
    project,
    async run(number) {
      const found = await ports.runs.run(number);
      return found === undefined ? null : run(found);
    },
  });

  function entityNode(): object {
    return {
      id: nodeId("Entity", entity),
      name: entity,
      isTeam: false,
      xxhashDigestsEnabled: false,
      user: null,
      organization: {
        id: btoa("Organization:local"),
        name: ENTITY,
        coreWeaveOrganizationId: null,
        orgEntity: null,
      },
      project: ({ name }: { name?: string | null }) => (name == null ? null : project(name)),
    };
  }

  function project(name: string): object {
    const id = nodeId("Project", name);
    const bucket = async (asked: { name?: string | null }): Promise<object | null> => {
      const found = asked.name == null ? undefined : await ports.runs.findRun(name, asked.name);
      return found === undefined ? null : run(found);
    };
    return {
      __typename: "Project",
      id,
      internalId: id,
      name,
      entityName: entity,
      entity: entityNode,
      bucket,
      run: bucket,
      ...projectArtifacts(ports.runs, artifacts, name),
    };
  }

  function run(stored: StoredRun): object {
    return {
      ...runNode(ports, stored, () => project(stored.project)),
      ...runArtifacts(ports.runs, artifacts, stored),
    };
  }

  return { entity: entityNode, project, run, artifacts };
}
