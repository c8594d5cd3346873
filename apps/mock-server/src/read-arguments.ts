import { parseArgs } from "node:util";

/** What the user asks for, or the sentence that says why it can't be meant. */
export type Arguments =
  | { readonly kind: "serve"; readonly port: number; readonly host: string }
  | { readonly kind: "help" }
  | { readonly kind: "refused"; readonly message: string };

const LOOPBACK = ["127.0.0.1", "localhost", "::1"];

/** Reads the words after `stepwell-mock-server`. */
export function readArguments(argv: readonly string[]): Arguments {
  let values: { port?: string; host?: string; help?: boolean };
  try {
    ({ values } = parseArgs({
      args: [...argv],
      options: { port: { type: "string" }, host: { type: "string" }, help: { type: "boolean", short: "h" } },
    }));
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split(". ")[0] ?? error.message) : String(error);
    return refused(`read the options: ${reason}. Use "--port <number>", "--host <address>" or "--help".`);
  }
  if (values.help === true) return { kind: "help" };
  const { port = "0", host = "127.0.0.1" } = values;
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
  return { kind: "serve", port: Number(port), host: host === "localhost" ? "127.0.0.1" : host };
}

function refused(what: string): Arguments {
  return { kind: "refused", message: `[mock-server] Failed to ${what}` };
}
