import { OptionError } from "../errors/option-error.ts";
import { showValue } from "../show-value.ts";

/** Whether a run of this id must exist already, may, or must not; `auto` takes the id of a run that crashed here. */
export type ResumeMode = "allow" | "must" | "never" | "auto";

/** How a run relates to one that exists. `step` is the last step that is kept of it. */
export type ResumePolicy =
  | { readonly kind: "none" }
  | { readonly kind: "resume"; readonly when: ResumeMode }
  | { readonly kind: "rewind"; readonly runId: string; readonly step: number }
  | { readonly kind: "fork"; readonly runId: string; readonly step: number };

/** The three ways to go on from a run, of which one may be given; `source` says who gave it. */
export interface ResumeChoices {
  readonly resume?: { readonly value: ResumeMode | undefined; readonly source: string } | undefined;
  readonly resumeFrom?: { readonly value: string; readonly source: string } | undefined;
  readonly forkFrom?: { readonly value: string; readonly source: string } | undefined;
}

/** Throws `UsageError` when two of them are given, and for a moment that is not `<id>?_step=<number>`. */
export function resolveResumePolicy(choices: ResumeChoices): ResumePolicy {
  const { resume, resumeFrom, forkFrom } = choices;
  const given = [resume?.value === undefined ? undefined : resume, resumeFrom, forkFrom].filter(
    (choice) => choice !== undefined,
  );
  if (given.length > 1) {
    const sources = given.map(({ source }) => source).join(" and ");
    throw new OptionError(
      `[core] Failed to start the run: ${sources} exclude each other. Give only one of "resume", "resumeFrom" and "forkFrom".`,
      { option: forkFrom === undefined ? "resumeFrom" : "forkFrom" },
    );
  }
  if (resumeFrom !== undefined) return { kind: "rewind", ...momentOf("resumeFrom", resumeFrom) };
  if (forkFrom !== undefined) return { kind: "fork", ...momentOf("forkFrom", forkFrom) };
  return resume?.value === undefined ? { kind: "none" } : { kind: "resume", when: resume.value };
}

function momentOf(
  option: "resumeFrom" | "forkFrom",
  { value: text, source }: { readonly value: string; readonly source: string },
): { runId: string; step: number } {
  const [, runId = "", digits = ""] = /^([^?]+)\?_step=(\d{1,16})$/.exec(text) ?? [];
  const step = Number(digits);
  if (runId !== "" && Number.isSafeInteger(step)) return { runId, step };
  throw new OptionError(
    `[core] Failed to start the run: "${showValue(text)}" (${source}) is not a moment of a run. Give a run id and a step, as "abc123?_step=200".`,
    { option },
  );
}
