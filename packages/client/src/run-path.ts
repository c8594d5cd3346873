/** The api path of one run, or of something below it. Every part is escaped. */
export function runPath(project: string, run: string, rest = ""): string {
  return `/api/runs/${encodeURIComponent(project)}/${encodeURIComponent(run)}${rest}`;
}
