import { READ_HEADER, SOURCE_HEADER } from "@stepwell/protocol";
import { WireError } from "./wire-error.ts";

/** Whose rows a request carries, as its headers say. */
export type WireCaller =
  | { readonly kind: "session" }
  /** Our own sync: one run file; `isShared`: of one of several writers; `readBytes`: so far it has read the file. */
  | { readonly kind: "source"; readonly id: string; readonly isShared?: boolean; readonly readBytes?: number }
  /** W&B's shared mode: one of several writers of a run. */
  | { readonly kind: "shared"; readonly id: string };

const ID = /^[\w.-]{1,128}$/;
const COUNT = /^\d{1,15}$/;

/** Reads the caller from a request's headers; an ordinary client is a session without a name. */
export function readCaller(headers: Headers): WireCaller {
  const source = headers.get(SOURCE_HEADER);
  if (source !== null) {
    if (!ID.test(source) || /^(?:wire|fork)-/.test(source)) throw refused(SOURCE_HEADER, source);
    const isShared = headers.get("x-wandb-use-async-filestream") === "true";
    const read = headers.get(READ_HEADER);
    const readBytes = read !== null && COUNT.test(read) ? { readBytes: Number(read) } : {};
    return { kind: "source", id: source, ...(isShared ? { isShared } : {}), ...readBytes };
  }
  const shared = headers.get("x-wandb-async-client-id") ?? headers.get("x-wandb-client-id");
  if (shared === null || shared === "") return { kind: "session" };
  if (!ID.test(shared)) throw refused("x-wandb-async-client-id", shared);
  return { kind: "shared", id: shared };
}

function refused(header: string, value: string): WireError {
  return new WireError(
    400,
    `[server] Failed to take the header "${header}": "${value.slice(0, 200)}" is no id. Send up to 128 letters, digits, dots and dashes.`,
  );
}
