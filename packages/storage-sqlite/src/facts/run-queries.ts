import type { RunQueries } from "@stepwell/storage";
import type { CallChannel } from "../threads/call-channel.ts";
import type { CallGate } from "../threads/call-gate.ts";
import type { FactQuestion, ReaderCall } from "../threads/reader-core.ts";
import type { WriterCall } from "../threads/writer-core.ts";
import type { Answer, FactReaderCalls } from "./fact-reader.ts";

/** Run queries over the channels to reader and writer. Damaged columns are made anew from what the runs say. */
export function createRunQueries(
  writer: CallChannel<WriterCall>,
  reader: CallChannel<ReaderCall>,
  gate: CallGate,
): RunQueries {
  const ask =
    <Value>(name: keyof FactReaderCalls) =>
    (question: unknown): Promise<Value> =>
      gate.pass(async () => {
        const call = { name: "facts", args: [{ name, args: [question] } as FactQuestion] } as const;
        const first = (await reader.call(call)) as Answer<Value>;
        if (first !== "damaged") return first.value;
        await writer.call({ name: "rebuildFacts", args: [] });
        const second = (await reader.call(call)) as Answer<Value>;
        if (second !== "damaged") return second.value;
        throw new Error(
          "[storage-sqlite] Failed to find runs: what they are found by is damaged again. Check the disk, and restore the data folder from a copy.",
        );
      });
  return { find: ask("find"), groups: ask("groups"), keys: ask("keys"), values: ask("values") };
}
