import { WireError } from "./wire-error.ts";

/** What W&B's clients allow in the name of a project. */
export const LONGEST_PROJECT = 128;
const LONGEST_RUN_ID = 1024;
// oxlint-disable-next-line no-control-regex
export const BAD_IN_PROJECT = /[/\\#?%:\u0000-\u001f\u007f]/;
// oxlint-disable-next-line no-control-regex
const BAD_IN_RUN_ID = /[:;,#?/'\u0000-\u001f\u007f]/;

/** Returns a project name that W&B's clients would send; refuses others. */
export function checkProject(name: string): string {
  if (name.length > LONGEST_PROJECT || BAD_IN_PROJECT.test(name)) {
    throw refused(
      "project name",
      name,
      `Use at most ${LONGEST_PROJECT} characters, and none of / \\ # ? % :`,
    );
  }
  return name;
}

/** Returns a run id that W&B's clients would send; refuses others. */
export function checkRunId(id: string): string {
  if (id === "" || id.length > LONGEST_RUN_ID || id !== id.trim() || BAD_IN_RUN_ID.test(id)) {
    throw refused(
      "run id",
      id,
      `Use 1 to ${LONGEST_RUN_ID} characters, none of : ; , # ? / ' and no blanks at its ends`,
    );
  }
  return id;
}

function refused(what: string, name: string, advice: string): WireError {
  return new WireError(
    400,
    `[server] Failed to take the ${what} "${name.slice(0, 200)}": it may not be called that. ${advice}.`,
  );
}
