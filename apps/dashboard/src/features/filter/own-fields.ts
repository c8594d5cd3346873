/** What a run has besides config and summary, as it is written in a filter. */
export interface OwnField {
  readonly name: string;
  /** What the server calls it. */
  readonly path: string;
  readonly kind: "text" | "list" | "time" | "duration" | "flag";
  readonly says: string;
}

/** Fields of every run. */
export const ownFields: readonly OwnField[] = [
  { name: "name", path: "displayName", kind: "text", says: "name of the run" },
  { name: "state", path: "state", kind: "text", says: "running, finished, failed, crashed" },
  { name: "tags", path: "tags", kind: "list", says: "tags of the run" },
  { name: "created", path: "createdAt", kind: "time", says: "when it was first seen" },
  { name: "started", path: "startedAt", kind: "time", says: "when it started" },
  { name: "updated", path: "heartbeatAt", kind: "time", says: "last sign of life" },
  { name: "duration", path: "duration", kind: "duration", says: "how long it logged" },
  { name: "group", path: "group", kind: "text", says: "group of the run" },
  { name: "job", path: "jobType", kind: "text", says: "job type" },
  { name: "notes", path: "notes", kind: "text", says: "notes of the run" },
  { name: "host", path: "host", kind: "text", says: "machine" },
  { name: "sweep", path: "sweep", kind: "text", says: "sweep" },
  { name: "id", path: "name", kind: "text", says: "id of the run" },
  { name: "archived", path: "archived", kind: "flag", says: "put away" },
];

const aliases: Readonly<Record<string, string>> = {
  tag: "tags",
  status: "state",
  runtime: "duration",
  displayname: "name",
  createdat: "created",
  startedat: "started",
  heartbeatat: "updated",
  updatedat: "updated",
  jobtype: "job",
  job_type: "job",
};

const byName = new Map(ownFields.map((field) => [field.name, field]));

/** The field of a name or of one of its other names, in any case. */
export function ownField(name: string): OwnField | undefined {
  const lower = name.toLowerCase();
  return byName.get(Object.hasOwn(aliases, lower) ? (aliases[lower] as string) : lower);
}

/** True where `3 d ago` and `2 h` are one value. */
export function isTimeField(name: string): boolean {
  const kind = ownField(name)?.kind;
  return kind === "time" || kind === "duration";
}
