import type { RunContext } from "./run-context.ts";
import type { RunMembers } from "./run-members.ts";

/** The members of a run that writes nothing; `name`, `notes` and `tags` take what they are given. */
export function createDisabledMembers({
  settings,
  world,
}: Pick<RunContext, "settings" | "world">): RunMembers {
  const { entity, project, runId, group, jobType, sweepId } = settings;
  let { tags } = settings;
  return {
    name: settings.name || `dummy-${runId}`,
    notes: settings.notes,
    get tags(): readonly string[] {
      return tags;
    },
    set tags(given: string | readonly string[]) {
      tags = typeof given === "string" ? [given] : given;
    },
    entity,
    group,
    jobType,
    sweepId,
    path: [entity, project, runId].filter((part) => part !== "").join("/"),
    startTime: world.clock.now(),
    startingStep: 0,
    resumed: false,
    offline: false,
    disabled: true,
  };
}
