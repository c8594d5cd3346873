/** The id of the source that ordinary clients' sessions on a run are, which began at `firstLine` of the run; after each rewind another. */
export function sessionSource(run: number, firstLine: number, epoch: number): string {
  return epoch === 0 ? `wire-${run}-${firstLine}` : `wire-${run}-${firstLine}-${epoch}`;
}

/** The first line of a session source; undefined for any other source. */
export function sessionFirstLine(id: string): number | undefined {
  const match = /^wire-\d+-(\d+)(?:-\d+)?$/.exec(id);
  return match === null ? undefined : Number(match[1]);
}
