import type { RunRecord } from "@stepwell/protocol";
import { createRunFileReader } from "@stepwell/protocol";
import type { World } from "../world.ts";

const SLICE_BYTES = 64 * 1024;
/** The run record comes second; a file that has not told its run by here does not. */
const MAX_BYTES = 16 * 1024 * 1024;

/** What a run file says of its run as it begins; undefined for a file that does not, or is not there. */
export async function readRunRecord(
  path: string,
  { fileSystem }: Pick<World, "fileSystem">,
): Promise<RunRecord | undefined> {
  if ((await fileSystem.stat(path))?.kind !== "file") return undefined;
  const reader = createRunFileReader();
  for (let offset = 0; offset < MAX_BYTES && !reader.ended;) {
    const bytes = await fileSystem.read(path, offset, SLICE_BYTES);
    if (bytes.length === 0) return undefined;
    offset += bytes.length;
    reader.push(bytes);
    for (let event = reader.next(); event !== undefined; event = reader.next()) {
      if (event.kind === "record" && event.record.type === "run") return event.record;
    }
  }
  return undefined;
}
