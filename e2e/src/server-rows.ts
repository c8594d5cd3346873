/** A run of the project `browser` as the server lists it. */
export interface ServerRun {
  readonly id: string;
  readonly status: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly dropped: Readonly<Record<string, number>>;
}

export async function runAtServer(url: string, id: string): Promise<ServerRun | undefined> {
  const reply = await fetch(`${url}/api/runs?limit=100`);
  const { runs } = (await reply.json()) as { runs: ServerRun[] };
  return runs.find((run) => run.id === id);
}

/** All rows of a run, in the order of the server. */
export async function rowsAtServer(url: string, id: string): Promise<Readonly<Record<string, unknown>>[]> {
  const reply = await fetch(`${url}/api/runs/browser/${id}/rows?limit=10000`);
  if (!reply.ok) return [];
  const lines = (await reply.text()).split("\n").filter((line) => line !== "");
  return lines.map((line) => (JSON.parse(line) as { row: Record<string, unknown> }).row);
}
