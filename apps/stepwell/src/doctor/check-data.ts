import type { FileFacts, StorageFacts } from "@stepwell/storage-sqlite";
import { notedServer } from "../export/server-address.ts";
import type { World } from "../world.ts";
import { bytesText } from "./bytes-text.ts";
import { refusalOfWriting } from "./can-write.ts";
import type { Check } from "./check.ts";
import { note, ok, problem } from "./check.ts";

/** The data folder: whether SQLite loads, and how what is stored is. */
export async function checkData(
  data: string,
  { fileSystem, doctorHost }: Pick<World, "fileSystem" | "doctorHost">,
): Promise<Check[]> {
  let facts: StorageFacts;
  try {
    facts = await doctorHost.inspectStorage(data);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [problem("SQLite", reason.replace(/^\[[\w-]+\] /, ""), "Without it, nothing can be served.")];
  }
  const driver = ok("SQLite", `${facts.driver} is loaded`);
  const isThere = (await fileSystem.stat(data))?.kind === "folder";
  const refusal = isThere ? refusalOfWriting(data, fileSystem) : undefined;
  if (refusal !== undefined) {
    return [
      driver,
      problem(
        "Data",
        `${data} can't be written to: the file system says "${refusal}"`,
        "Give yourself the right to write there, or give another folder with --data.",
      ),
    ];
  }
  const { file } = facts;
  if (file === undefined) return [driver, ok("Data", `nothing is in ${data} yet`)];
  return [driver, stateCheck(data, file), ...writerChecks(file, await notedServer(fileSystem, data))];
}

function stateCheck(data: string, { bytes, schema, newestSchema, runs, damage }: FileFacts): Check {
  const restore = `Bring it back with "stepwell restore", or move ${data} away: run folders are read again.`;
  if (damage !== undefined && damage.length > 0)
    return problem("Data", `${data} is damaged: "${damage.join('", "')}"`, restore);
  const text = `${data}: ${runs.toLocaleString("en-US")} ${runs === 1 ? "run" : "runs"} in ${bytesText(bytes)}, schema ${schema}`;
  if (schema > newestSchema)
    return problem(
      "Data",
      `${text}, and this program knows ${newestSchema}`,
      "Update stepwell, or give another folder with --data.",
    );
  if (damage === undefined)
    return note(
      "Data",
      `${text}; it is too large to be looked at here`,
      "A server looks at it after a crash.",
    );
  return ok(
    "Data",
    schema < newestSchema ? `${text}; it is brought to ${newestSchema} when it is opened` : text,
  );
}

function writerChecks({ writer, wasLeftOpen }: FileFacts, address: string | undefined): Check[] {
  if (writer !== undefined) {
    const where = address === undefined ? "" : `, a server at ${address}`;
    return [ok("In use", `${writer} has the data folder open${where}`)];
  }
  if (!wasLeftOpen) return [];
  return [
    note(
      "In use",
      "nobody has it open, and who had it last did not close it",
      "Nothing to do: the next server looks at all of it when it starts.",
    ),
  ];
}
