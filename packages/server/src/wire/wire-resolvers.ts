import { randomId } from "@stepwell/effects";
import type { AppContext } from "../app-context.ts";
import type { Door } from "../auth/door.ts";
import type { ArtifactContent } from "../artifacts/artifact-content.ts";
import { artifactQueries } from "../artifacts/artifact-queries.ts";
import { editArtifactResolvers } from "../artifacts/edit-artifact.ts";
import { editCollectionResolvers } from "../artifacts/edit-collection.ts";
import { logArtifactResolvers } from "../artifacts/log-artifact.ts";
import { uploadFilesResolvers } from "../artifacts/upload-files.ts";
import type { RunFileFinder } from "../files/find-run-file.ts";
import { isPlainPath } from "../files/plain-path.ts";
import type { StoredRun } from "@stepwell/storage";
import { branchPointOf, copyParentRows } from "../ingest/fork-run.ts";
import { UNCATEGORIZED } from "../ingest/run-name.ts";
import { absentResolvers } from "./absent-resolvers.ts";
import { projectResolvers } from "./change-projects.ts";
import { changeRunResolvers } from "./change-runs.ts";
import { readConfigJson } from "./config-json.ts";
import { editsOf, isEdit } from "./edit-run.ts";
import { endEdits } from "./file-stream.ts";
import { parseObject } from "./plain-json.ts";
import { runFileId } from "./run-file-nodes.ts";
import { runNumberOf } from "./run-node.ts";
import { runResolvers } from "./run-resolvers.ts";
import { SERVER_FEATURES } from "./server-features.ts";
import type { SignedLinks } from "./signed-links.ts";
import { createStepIndex } from "./step-index.ts";
import type { UpsertBucketInput } from "./upsert-bucket.ts";
import { applyUpsert, isLate, isNewSession } from "./upsert-bucket.ts";
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
  files: RunFileFinder,
): object {
  const { ports } = context;
  const parts = { ports, content, links, files, steps: createStepIndex(ports.metrics) };
  const nodesOf = (entityName?: string | null): WireNodes =>
    createWireNodes(parts, entityName || context.team);
  const projectNode = ({ name, entityName }: { name?: string | null; entityName?: string | null }): object =>
    nodesOf(entityName).project(checkProject(name || UNCATEGORIZED));

  async function isProject(name: string): Promise<boolean> {
    return (
      (await ports.runs.project(name)) !== undefined || (await ports.runs.artifacts.types(name)).length > 0
    );
  }

  async function needRunOfId(id: string): Promise<StoredRun> {
    const number = runNumberOf(id);
    const run = number === undefined ? undefined : await ports.runs.run(number);
    if (run !== undefined) return run;
    throw new WireError(
      404,
      `[server] Failed to update run "${id.slice(0, 200)}": there is none with this id. Start the run anew.`,
    );
  }

  async function nameOf({ id, modelName, name }: UpsertBucketInput): Promise<RunName> {
    if (id != null && id !== "") return needRunOfId(id);
    return {
      project: checkProject(modelName || UNCATEGORIZED),
      runId: checkRunId(name || randomId(ports.random, RUN_ID_LENGTH)),
    };
  }

  /** A new run that branches off another one has that one's rows before its client is told where to go on. */
  async function forked(name: RunName, { config }: UpsertBucketInput): Promise<void> {
    const said = config == null ? undefined : parseObject(config);
    const branch = said && branchPointOf(readConfigJson(said).config, name.runId);
    if (branch === undefined || (await ports.runs.wasRemoved(name.project, name.runId))) return;
    const run = await ports.runs.openRun(name.project, name.runId, ports.clock.now());
    await context.ingest.exclusively(run, () => copyParentRows(ports, run, branch));
  }

  /** People's edits lie over what the run says, and are no news from its writer. */
  async function edited(input: UpsertBucketInput): Promise<object> {
    const run = await needRunOfId(input.id ?? "");
    await sources.edit(run, (current) => editsOf(current, input));
    context.live.run(run.number);
    return { bucket: nodesOf(input.entityName).run(await needRunOfId(input.id ?? "")), inserted: false };
  }

  return {
    viewer: (_: unknown, { door }: WireRequest) =>
      viewerNode(context.team, door?.caller, nodesOf(context.team).entity),
    serverInfo: () => ({
      features: SERVER_FEATURES.map((name) => ({ name, isEnabled: true })),
      cliVersionInfo: {},
      latestLocalVersionInfo: null,
    }),
    entity: ({ name }: { name?: string | null }) => nodesOf(name).entity(),
    project: async (asked: { name?: string | null; entityName?: string | null }) =>
      (await isProject(checkProject(asked.name || UNCATEGORIZED))) ? projectNode(asked) : null,
    // Who resumes a run asks for a project that need not be there.
    model: projectNode,
    users: ({ query }: { query?: string | null }, { door }: WireRequest) => {
      const node = viewerNode(context.team, door?.caller, nodesOf(context.team).entity);
      const isMeant = !query || Object.values(node).includes(query);
      return { edges: isMeant ? [{ node }] : [] };
    },
    organization: () => null,
    ...artifactQueries(context, nodesOf),
    ...logArtifactResolvers(context, content, links, nodesOf),
    ...uploadFilesResolvers(context, content, links, nodesOf),
    ...editArtifactResolvers(context, nodesOf),
    ...editCollectionResolvers(context, nodesOf),
    ...absentResolvers(),
    ...runResolvers(context, sources, nodesOf),
    ...changeRunResolvers(context, sources),
    ...projectResolvers(context, nodesOf),

    async upsertBucket({ input }: { input: UpsertBucketInput }, { caller }: WireRequest) {
      if (isEdit(input)) return edited(input);
      const name = await nameOf(input);
      const before = await ports.runs.findRun(name.project, name.runId);
      if (caller.kind === "session") await forked(name, input);
      return sources.with(name, caller, async (account) => {
        if (!isLate(account, caller)) {
          if ((account.stopping || account.isCalled) && isNewSession(account, input)) {
            await endEdits(ports.runs, account);
          }
          applyUpsert(account, input);
          if (caller.kind === "source") account.readBytes = caller.readBytes ?? account.readBytes;
        }
        await sources.store(account);
        if (input.state === "pending" && !account.removed) {
          await ports.runs.update(account.run, { edits: { state: "pending" } });
          account.isCalled = true;
        }
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
        const count = account.numbering === "client" ? lines : account.marks.history;
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
          id: runFileId(run.number, path),
          name: path,
          uploadUrl: `${origin}/wire/uploads/${token}`,
        };
      });
      return { runID: btoa(`Run:${run.number}`), uploadHeaders: [], files: await Promise.all(files) };
    },
  };
}
