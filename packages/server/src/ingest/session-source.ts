/** The id of the source that ordinary clients' sessions on a run are, which began at `firstLine` of the run. */
export function sessionSource(run: number, firstLine: number): string {
  return `wire-${run}-${firstLine}`;
}

/** The first line of a session source; undefined for any other source. */
export function sessionFirstLine(id: string): number | undefined {
  const match = /^wire-\d+-(\d+)$/.exec(id);
  return match === null ? undefined : Number(match[1]);
}
