import { parseArgs } from "node:util";
import type { FaultRule } from "@stepwell/mock";
import { MockError, parseFault } from "@stepwell/mock";

/** What a server is to be. */
export interface ServeArguments {
  readonly kind: "serve";
  readonly port: number;
  readonly host: string;
  readonly faults: readonly FaultRule[];
  readonly seed: number;
  /** A file that takes the recording. */
  readonly record?: string;
  /** A recording that answers. */
  readonly replay?: string;
  /** What is printed is for a program. */
  readonly json: boolean;
}

/** What the user asks for, or the sentence that says why it can't be meant. */
export type Arguments =
  | ServeArguments
  | { readonly kind: "help" }
  | { readonly kind: "refused"; readonly message: string };

const LOOPBACK = ["127.0.0.1", "localhost", "::1"];
const MOST_FAULTS = 100;

/** Reads the words after `stepwell-mock-server`. */
export function readArguments(argv: readonly string[]): Arguments {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(argv);
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split(". ")[0] ?? error.message) : String(error);
    return refused(`read the options: ${reason}. See "--help".`);
  }
  if (values.help === true) return { kind: "help" };
  const { port = "0", host = "127.0.0.1", fault = [], seed = "1", record, replay, json = false } = values;
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    return refused(
      `listen on port "${port}": it is not a number from 0 to 65535. Use "--port 0" for any free one.`,
    );
  }
  if (!LOOPBACK.includes(host)) {
    return refused(
      `listen on host "${host}": the mock server has no log-in, so it is for this machine only. Use one of ${LOOPBACK.join(", ")}.`,
    );
  }
  if (!/^\d{1,9}$/.test(seed)) {
    return refused(`take the seed "${seed}": it is not a whole number of up to 9 digits. Use "--seed 1".`);
  }
  if (record !== undefined && replay !== undefined) {
    return refused(
      "record what is replayed: the recording is there already. Use one of --record and --replay.",
    );
  }
  if (fault.length > MOST_FAULTS) {
    return refused(`take "${fault.length}" faults: they are too many. Use at most ${MOST_FAULTS}.`);
  }
  try {
    return {
      kind: "serve",
      port: Number(port),
      host: host === "localhost" ? "127.0.0.1" : host,
      faults: fault.map(parseFault),
      seed: Number(seed),
      ...(record === undefined ? {} : { record }),
      ...(replay === undefined ? {} : { replay }),
      json,
    };
  } catch (error) {
    if (!MockError.isInstance(error)) throw error;
    return { kind: "refused", message: error.message };
  }
}

function parse(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    options: {
      port: { type: "string" },
      host: { type: "string" },
      fault: { type: "string", multiple: true },
      seed: { type: "string" },
      record: { type: "string" },
      replay: { type: "string" },
      json: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  }).values;
}

function refused(what: string): Arguments {
  return { kind: "refused", message: `[mock-server] Failed to ${what}` };
}
