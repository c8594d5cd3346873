import type { RunStore, StoredProject } from "@stepwell/storage";
import { refusal } from "./refusal.ts";

/** A project that somebody made, or that has runs or artifacts; refuses with 404 otherwise. */
export async function findProject(runs: RunStore, name: string): Promise<StoredProject> {
  const found = await runs.project(name);
  if (found !== undefined) return found;
  const [first] = await runs.artifacts.types(name);
  if (first !== undefined) return { name, description: "", createdMs: first.createdMs };
  throw refusal(
    404,
    `[server] Failed to find project "${name.slice(0, 200)}": nothing of that name is stored. Look at the list of projects.`,
  );
}
