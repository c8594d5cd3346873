import { randomId } from "@stepwell/effects";
import type { AppContext } from "../app-context.ts";
import { UNCATEGORIZED } from "../ingest/run-name.ts";
import { runNode, runNumberOf } from "./run-node.ts";
import type { UploadLinks } from "./upload-links.ts";
import type { UpsertBucketInput } from "./upsert-bucket.ts";
import { applyUpsert } from "./upsert-bucket.ts";
import type { WireCaller } from "./wire-caller.ts";
import { WireError } from "./wire-error.ts";
import { checkProject, checkRunId } from "./wire-name.ts";
import type { RunName, WireSources } from "./wire-sources.ts";

/** Who asks, and where from. */
export interface WireRequest {
  readonly caller: WireCaller;
  /** Scheme, host and port that the client used; file addresses begin with it. */
  readonly origin: string;
}

/** The server is one person's: whatever entity a client names is theirs. */
const ENTITY = "stepwell";
const RUN_ID_LENGTH = 8;
const LONGEST_PATH = 1024;
const MAX_FILES = 10_000;

/** The root of the schema: functions that graphql-js calls with a field's arguments and the request. */
export function createWireResolvers(context: AppContext, sources: WireSources, links: UploadLinks): object {
  const { ports } = context;

  async function projectNode(
    name: string | null | undefined,
    entityName: string | null | undefined,
  ): Promise<object> {
    const project = checkProject(name || UNCATEGORIZED);
    const entity = entityNode(entityName);
    const bucket = async ({ name: runName }: { name?: string | null }): Promise<object | null> => {
      const run = runName == null ? undefined : await ports.runs.findRun(project, runName);
      return run === undefined ? null : runNode(ports, run, node);
    };
    const node = {
      id: btoa(`Project:${encodeURIComponent(project)}`),
      name: project,
      entityName: entity.name,
      entity,
      bucket,
      run: bucket,
    };
    return node;
  }

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

  return {
    viewer: () => ({
      id: btoa("User:local"),
      name: ENTITY,
      username: ENTITY,
      email: "",
      entity: ENTITY,
      admin: true,
      flags: "{}",
      teams: { edges: [] },
    }),
    serverInfo: () => ({ features: [{ name: "STEPWELL_LIVE", isEnabled: true }] }),
    entity: ({ name }: { name?: string | null }) => entityNode(name),
    project: ({ name, entityName }: { name?: string | null; entityName?: string | null }) =>
      projectNode(name, entityName),
    model: ({ name, entityName }: { name?: string | null; entityName?: string | null }) =>
      projectNode(name, entityName),

    async upsertBucket({ input }: { input: UpsertBucketInput }, { caller }: WireRequest) {
      const name = await nameOf(input);
      const before = await ports.runs.findRun(name.project, name.runId);
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
        const node = runNode(ports, run, await projectNode(run.project, input.entityName));
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
        if (!isPlainPath(path)) return { id: null, name: path, uploadUrl: null };
        const token = await links.sign({ project, runId: run.runId, caller, path });
        return {
          id: btoa(`File:${run.number}:${encodeURIComponent(path)}`),
          name: path,
          uploadUrl: `${origin}/wire/uploads/${token}`,
        };
      });
      return { runID: btoa(`Run:${run.number}`), uploadHeaders: [], files: await Promise.all(files) };
    },

    // Alerts are records of the run file for now; a client that sends one goes on.
    notifyScriptableRunAlert: () => ({ success: true }),
  };
}

function entityNode(name: string | null | undefined) {
  const entity = name || ENTITY;
  return {
    id: btoa(`Entity:${encodeURIComponent(entity)}`),
    name: entity,
    isTeam: false,
    organization: { id: btoa("Organization:local"), name: ENTITY, coreWeaveOrganizationId: null },
  };
}

function isPlainPath(path: string): boolean {
  if (path.length > LONGEST_PATH || path.includes("\0") || path.includes("\\") || /^[a-z]:/i.test(path))
    return false;
  return path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}
