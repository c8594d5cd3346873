import { randomId } from "@stepwell/effects";
import type { AppContext } from "../app-context.ts";
import type { Door } from "../auth/door.ts";
import type { ArtifactContent } from "../artifacts/artifact-content.ts";
import { artifactQueries } from "../artifacts/artifact-queries.ts";
import { editArtifactResolvers } from "../artifacts/edit-artifact.ts";
import { editCollectionResolvers } from "../artifacts/edit-collection.ts";
import { nodeId } from "../artifacts/node-id.ts";
import { logArtifactResolvers } from "../artifacts/log-artifact.ts";
import { isPlainPath } from "../files/plain-path.ts";
import { branchPointOf, copyParentRows } from "../ingest/fork-run.ts";
import { UNCATEGORIZED } from "../ingest/run-name.ts";
import { readConfigJson } from "./config-json.ts";
import { parseObject } from "./plain-json.ts";
import { runNumberOf } from "./run-node.ts";
import { runResolvers } from "./run-resolvers.ts";
import type { SignedLinks } from "./signed-links.ts";
import type { UpsertBucketInput } from "./upsert-bucket.ts";
import { applyUpsert } from "./upsert-bucket.ts";
import type { WireCaller } from "./wire-caller.ts";
import { WireError } from "./wire-error.ts";
import { checkProject, checkRunId } from "./wire-name.ts";
import { createWireNodes } from "./wire-nodes.ts";
import type { WireNodes } from "./wire-nodes.ts";
import { viewerNode } from "./viewer-node.ts";
import type { RunName, WireSources } from "./wire-sources.ts";

/** Who asks, and where from. */
export interface WireRequest {
  readonly caller: WireCaller;
  /** Scheme, host and port that the client used; file addresses begin with it. */
  readonly origin: string;
  /** Who may ask for what; absent in tests of the schema alone. */
  readonly door?: Door;
}

const RUN_ID_LENGTH = 8;
const LONGEST_PATH = 1024;
const MAX_FILES = 10_000;

/** The root of the schema: functions that graphql-js calls with a field's arguments and the request. */
export function createWireResolvers(
  context: AppContext,
  sources: WireSources,
  links: SignedLinks,
  content: ArtifactContent,
): object {
  const { ports } = context;
  const nodesOf = (entityName?: string | null): WireNodes =>
    createWireNodes(ports, content, links, entityName || context.team);
  const projectNode = ({ name, entityName }: { name?: string | null; entityName?: string | null }): object =>
    nodesOf(entityName).project(checkProject(name || UNCATEGORIZED));

  async function nameOf({ id, modelName, name }: UpsertBucketInput): Promise<RunName> {
    if (id != null && id !== "") {
      const number = runNumberOf(id);
      const run = number === undefined ? undefined : await ports.runs.run(number);
      if (run === undefined) {
        throw new WireError(
          404,
          `[server] Failed to update run "${id.slice(0, 200)}": there is none with this id. Start the run anew.`,
        );
      }
      return run;
    }
    return {
      project: checkProject(modelName || UNCATEGORIZED),
      runId: checkRunId(name || randomId(ports.random, RUN_ID_LENGTH)),
    };
  }

  /** A new run that branches off another one has that one's rows before its client is told where to go on. */
  async function forked(name: RunName, { config }: UpsertBucketInput): Promise<void> {
    const said = config == null ? undefined : parseObject(config);
    const branch = said && branchPointOf(readConfigJson(said).config, name.runId);
    if (branch === undefined) return;
    const run = await ports.runs.openRun(name.project, name.runId, ports.clock.now());
    await context.ingest.exclusively(run, () => copyParentRows(ports, run, branch));
  }

  return {
    viewer: (_: unknown, { door }: WireRequest) => viewerNode(context.team, door?.caller),
    serverInfo: () => ({ features: [{ name: "STEPWELL_LIVE", isEnabled: true }] }),
    entity: ({ name }: { name?: string | null }) => nodesOf(name).entity(),
    project: projectNode,
    model: projectNode,
    ...artifactQueries(context, nodesOf),
    ...logArtifactResolvers(context, content, links, nodesOf),
    ...editArtifactResolvers(context, nodesOf),
    ...editCollectionResolvers(context, nodesOf),
    ...runResolvers(context, sources, nodesOf),

    async upsertBucket({ input }: { input: UpsertBucketInput }, { caller }: WireRequest) {
      const name = await nameOf(input);
      const before = await ports.runs.findRun(name.project, name.runId);
      if (caller.kind === "session") await forked(name, input);
      return sources.with(name, caller, async (account) => {
        applyUpsert(account, input);
        await sources.store(account);
        const run = await ports.runs.run(account.run);
        if (run === undefined) {
          throw new WireError(
            409,
            `[server] Failed to update run "${name.runId}": it was deleted here. Start it under another id.`,
          );
        }
        const { lines } = await ports.metrics.info(run.number, "history");
        account.told = lines;
        account.mayRepeat = lines > 0;
        const count = account.numbering === "source" ? account.marks.history : lines;
        const node = nodesOf(input.entityName).run(run);
        return { bucket: { ...node, historyLineCount: count }, inserted: before === undefined };
      });
    },

    async createRunFiles(
      {
        input,
      }: { input: { projectName?: string | null; runName?: string | null; files: readonly string[] } },
      { caller, origin }: WireRequest,
    ) {
      const project = checkProject(input.projectName || UNCATEGORIZED);
      const run = await ports.runs.findRun(project, input.runName ?? "");
      if (run === undefined) {
        throw new WireError(
          404,
          `[server] Failed to take files: there is no run "${input.runName ?? ""}" in project "${project}". Start the run first.`,
        );
      }
      if (input.files.length > MAX_FILES) {
        throw new WireError(
          400,
          `[server] Failed to take "${input.files.length}" files at once. Send at most ${MAX_FILES}.`,
        );
      }
      const files = input.files.map(async (path) => {
        if (path.length > LONGEST_PATH || !isPlainPath(path))
          return { id: null, name: path, uploadUrl: null };
        const token = await links.sign({ kind: "run-file", project, runId: run.runId, caller, path });
        return {
          id: nodeId("File", `${run.number}:${path}`),
          name: path,
          uploadUrl: `${origin}/wire/uploads/${token}`,
        };
      });
      return { runID: btoa(`Run:${run.number}`), uploadHeaders: [], files: await Promise.all(files) };
    },
  };
}
