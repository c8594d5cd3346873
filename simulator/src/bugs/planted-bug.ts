/** Mistakes that the simulator must find, made on purpose outside of the production code. */
export type PlantedBug = "skipped-mark" | "doubled-reply" | "lost-fsync" | "seal-race" | "stale-epoch";

export const PLANTED_BUGS: readonly PlantedBug[] = [
  "skipped-mark",
  "doubled-reply",
  "lost-fsync",
  "seal-race",
  "stale-epoch",
];
