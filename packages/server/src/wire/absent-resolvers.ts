import { WireError } from "./wire-error.ts";

/** What W&B's clients can change that this server has none of, and what to do instead. */
const ABSENT: Readonly<Record<string, readonly string[]>> = {
  'this server runs no sweeps. Start the runs from your own script, with a "group" of their own': [
    "upsertSweep",
    "enqueueSweepRun",
    "createAgent",
    "agentHeartbeat",
  ],
  "this server has no run queues. Start the run where it is to run": [
    "createRunQueue",
    "upsertRunQueue",
    "deleteRunQueues",
    "deleteFromRunQueue",
    "createDefaultResourceConfig",
  ],
  "this server has no automations. Watch the run with the api, or alert from the run itself": [
    "createFilterTrigger",
    "updateFilterTrigger",
    "deleteTrigger",
    "createGenericWebhookIntegration",
  ],
  "this server has no registries. Link the artifact to a collection of a project": [
    "renameProject",
    "createProjectMembers",
    "deleteProjectMembers",
    "updateProjectMember",
    "updateProjectTeamMember",
  ],
  'users and keys are kept by the server\'s own command. Use "stepwell users" and "stepwell keys"': [
    "createTeam",
    "createInvite",
    "deleteInvite",
    "createServiceAccount",
    "createUser",
    "generateApiKey",
    "deleteApiKey",
  ],
  "this server keeps no charts by name. Log the chart with its own Vega spec": ["createCustomChart"],
};

/** Mutations that are refused with a sentence: a reader is told nothing was done, and what to do. */
export function absentResolvers(): object {
  const refused = Object.entries(ABSENT).flatMap(([reason, names]) =>
    names.map((name) => [
      name,
      () => {
        throw new WireError(501, `[server] Failed to do "${name}": ${reason}.`);
      },
    ]),
  );
  return Object.fromEntries(refused);
}
