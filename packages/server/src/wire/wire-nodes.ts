import type { StoredRun } from "@stepwell/storage";
import type { AppPorts } from "../app-ports.ts";
import type { ArtifactContent } from "../artifacts/artifact-content.ts";
import { createArtifactNodes, once } from "../artifacts/artifact-nodes.ts";
import type { ArtifactNodes } from "../artifacts/artifact-nodes.ts";
import type { PageArguments } from "../artifacts/connection.ts";
import { connectionOf } from "../artifacts/connection.ts";
import { nodeId } from "../artifacts/node-id.ts";
import { projectArtifacts, runArtifacts } from "../artifacts/project-artifacts.ts";
import { ENTITY } from "./entity-name.ts";
import type { RunFileFinder } from "../files/find-run-file.ts";
import { projectRuns } from "./project-runs.ts";
import { runFileNodes } from "./run-file-nodes.ts";
import { runHistory } from "./run-history.ts";
import { runLogs } from "./run-logs.ts";
import { runNode, userNode } from "./run-node.ts";
import type { SignedLinks } from "./signed-links.ts";
import type { StepIndex } from "./step-index.ts";

/** The nodes of the schema, which lead to each other. */
export interface WireNodes {
  entity(): object;
  project(name: string): object;
  run(run: StoredRun): object;
  readonly artifacts: ArtifactNodes;
}

/** What is so of every entity here, as there are neither teams with settings of their own nor anything to pay for. */
const OPEN_ENTITY = {
  isTeam: false,
  xxhashDigestsEnabled: false,
  user: null,
  available: false,
  photoUrl: null,
  readOnly: false,
  readOnlyAdmin: false,
  entityType: "user",
  privateOnly: false,
  storageBytes: 0,
  codeSavingEnabled: true,
  defaultAccess: "PRIVATE",
  isPaid: true,
  limits: {},
  members: [],
  defaultResourceConfig: null,
  artifactCollections: () => connectionOf([], {}, () => ({})),
  artifactMemberships: () => connectionOf([], {}, () => ({})),
  triggers: () => connectionOf([], {}, () => ({})),
  integrations: () => connectionOf([], {}, () => ({})),
};

/** What is so of every project: whoever gets in may do all, and there are no sweeps, reports, queues and automations. */
const OPEN_PROJECT = {
  isBenchmark: false,
  access: "PRIVATE",
  views: "{}",
  readOnly: false,
  members: [],
  teamMembers: [],
  allowAllArtifactTypesInRegistry: true,
  totalSweeps: 0,
  sweeps: () => connectionOf([], {}, () => ({})),
  sweep: null,
  allViews: () => connectionOf([], {}, () => ({})),
  runQueues: [],
  runQueue: null,
  triggers: [],
};

/** What all nodes are made from. */
export interface WireNodeParts {
  readonly ports: Pick<AppPorts, "runs" | "metrics">;
  readonly content: ArtifactContent;
  readonly links: SignedLinks;
  readonly steps: StepIndex;
  readonly files: RunFileFinder;
}

/** Makes the nodes under an entity's name, which they repeat. */
export function createWireNodes(
  { ports, content, links, steps, files }: WireNodeParts,
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
      __typename: "Entity",
      ...OPEN_ENTITY,
      id: nodeId("Entity", entity),
      name: entity,
      organization: {
        id: btoa("Organization:local"),
        name: entity,
        coreWeaveOrganizationId: null,
        orgEntity: null,
        featureFlags: [],
        advancedRegistryFeatures: { advancedSearch: false },
        triggers: () => connectionOf([], {}, () => ({})),
      },
      project: async ({ name }: { name?: string | null }) =>
        name == null || (await ports.runs.project(name)) === undefined ? null : project(name),
      projects: async (page: PageArguments) =>
        connectionOf(await ports.runs.projects(), page, ({ name }) => ({ node: project(name) })),
    };
  }

  function project(name: string): object {
    const id = nodeId("Project", name);
    const bucket = async (asked: { name?: string | null }): Promise<object | null> => {
      const found = asked.name == null ? undefined : await ports.runs.findRun(name, asked.name);
      return found === undefined ? null : run(found);
    };
    const stored = once(() => ports.runs.project(name));
    const createdAt = async (): Promise<string> => new Date((await stored())?.createdMs ?? 0).toISOString();
    return {
      __typename: "Project",
      ...OPEN_PROJECT,
      id,
      internalId: id,
      name,
      createdAt,
      updatedAt: createdAt,
      description: async () => (await stored())?.description ?? "",
      user: () => ({ ...userNode(), entity }),
      entityName: entity,
      entity: entityNode,
      bucket,
      run: bucket,
      ...projectArtifacts(ports.runs, artifacts, name),
      ...projectRuns(ports.runs, name, run),
    };
  }

  function run(stored: StoredRun): object {
    return {
      ...runNode(ports, stored, () => project(stored.project)),
      ...runHistory(ports.metrics, steps, stored),
      ...runLogs(ports.runs, stored),
      ...runFileNodes(files, links, stored),
      ...runArtifacts(ports.runs, artifacts, stored),
    };
  }

  return { entity: entityNode, project, run, artifacts };
}
