import { removeProject } from "../api/remove-project.ts";
import type { AppContext } from "../app-context.ts";
import type { PageArguments } from "../artifacts/connection.ts";
import { connectionOf } from "../artifacts/connection.ts";
import { keyOfId } from "../artifacts/node-id.ts";
import { WireError } from "./wire-error.ts";
import { checkProject } from "./wire-name.ts";
import type { WireNodes } from "./wire-nodes.ts";

interface ModelInput {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly entityName?: string | null;
  readonly description?: string | null;
}

const LONGEST_DESCRIPTION = 64 * 1024;

/** Projects: listed, made, described, deleted. */
export function projectResolvers(
  { ports, ingest }: AppContext,
  nodesOf: (entity?: string | null) => WireNodes,
): object {
  const { runs, clock } = ports;

  return {
    models: async ({ entityName, ...page }: PageArguments & { entityName?: string | null }) =>
      connectionOf(await runs.projects(), page, ({ name }) => ({ node: nodesOf(entityName).project(name) })),

    async upsertModel({ input }: { input: ModelInput }) {
      const name = checkProject(input.name || projectOfId(input.id) || "");
      if (name === "" || (input.description?.length ?? 0) > LONGEST_DESCRIPTION) {
        throw new WireError(
          400,
          `[server] Failed to make project "${name}": it needs a name, and at most ${LONGEST_DESCRIPTION} characters of description.`,
        );
      }
      const known = await runs.project(name);
      const description = input.description ?? known?.description ?? "";
      await runs.saveProject({ name, description, createdMs: known?.createdMs ?? clock.now() });
      const project = nodesOf(input.entityName).project(name);
      return { project, model: project, inserted: known === undefined };
    },

    async deleteModel({ input: { id } }: { input: { id: string } }) {
      const name = projectOfId(id);
      if (name === undefined || (await runs.project(name)) === undefined) {
        throw new WireError(
          404,
          `[server] Failed to delete project "${id.slice(0, 200)}": there is none with this id. Look at the list of projects.`,
        );
      }
      await removeProject({ ports, ingest }, name);
      return { success: true };
    },
  };
}

function projectOfId(id: string | null | undefined): string | undefined {
  const key = id == null ? undefined : keyOfId("Project", id);
  try {
    return key === undefined ? undefined : decodeURIComponent(key);
  } catch {
    return undefined;
  }
}
