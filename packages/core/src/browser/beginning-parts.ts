import * as resume from "../resume/continue-run.ts";
import type { BeginningParts } from "../run/begin-here.ts";
import * as claim from "../writers/claim-writer-role.ts";

/** What only some runs need at their beginning, where nothing is loaded later: a worker is one file. */
export const BEGINNING_PARTS: BeginningParts = {
  resume: () => Promise.resolve(resume),
  claim: () => Promise.resolve(claim),
};
