import { ResumeError } from "../errors/resume-error.ts";

/** What is thrown where a run must resume while another one is active. */
export function stillActive(runId: string): ResumeError {
  return new ResumeError(
    `[core] Failed to start the run: it must resume, but run "${runId}" is still active. Finish it first, or use init({ reinit: "finish_previous" }).`,
    { runId, reason: "active" },
  );
}
