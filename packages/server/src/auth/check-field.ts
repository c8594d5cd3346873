import type { GraphQLResolveInfo } from "graphql";
import type { Door } from "./door.ts";
import { AuthError } from "./auth-error.ts";

/** Mutations that log; all others are told to the audit log. */
const LOGGING = new Set([
  "upsertBucket",
  "createRunFiles",
  "markRunFilesUploaded",
  "notifyScriptableRunAlert",
  "createArtifact",
  "createArtifactFiles",
  "createArtifactManifest",
  "updateArtifactManifest",
  "completeMultipartUploadArtifact",
  "commitArtifact",
  "useArtifact",
  "agentHeartbeat",
]);

/** Arguments and members of inputs that name a team. */
const TEAM_ARGUMENT = /entity(?:name)?$/i;

/** Refuses a field of a GraphQL request that its caller may not ask for: another team's, or a change by a viewer. */
export function checkField(
  door: Door,
  args: Readonly<Record<string, unknown>>,
  info: GraphQLResolveInfo,
): void {
  const { caller } = door;
  if (caller === undefined) return;
  const isRoot = info.path.prev === undefined;
  if (isRoot && info.operation.operation === "mutation") {
    if (caller.role === "viewer") {
      throw refuse(
        door,
        `[server] Failed to "${info.fieldName}": the key of "${caller.user}" is a viewer's, which only reads. Ask an admin for the role "member".`,
      );
    }
    if (!LOGGING.has(info.fieldName)) door.note?.(info.fieldName);
  }
  if (isRoot && info.fieldName === "entity") checkTeam(door, caller.team, args["name"]);
  checkTeams(door, caller.team, args);
  if (typeof args["input"] === "object" && args["input"] !== null)
    checkTeams(door, caller.team, args["input"]);
}

function checkTeams(door: Door, team: string, named: object): void {
  for (const [name, value] of Object.entries(named))
    if (TEAM_ARGUMENT.test(name)) checkTeam(door, team, value);
}

function checkTeam(door: Door, team: string, named: unknown): void {
  if (typeof named !== "string" || named === "" || named === team) return;
  throw refuse(
    door,
    `[server] Failed to answer: the key is of team "${team}", and "${named.slice(0, 80)}" was asked for. Name "${team}" as entity, or none; or use a key of the other team.`,
  );
}

function refuse(door: Door, message: string): AuthError {
  door.refused?.(403);
  return new AuthError(403, message);
}
