import { WireError } from "../wire/wire-error.ts";

const LONGEST_NAME = 128;
const LONGEST_TEXT = 64 * 1024;
const LONGEST_METADATA = 4 * 1024 * 1024;
const MAX_ALIASES = 100;
const MAX_TAGS = 100;
const LONGEST_ID = 256;
// oxlint-disable-next-line no-control-regex
const BAD = /[/\\:?#%\u0000-\u001f\u007f]/;

/** Returns the name of a collection or type that W&B's clients would send; refuses others. */
export function checkArtifactName(what: "collection" | "type", name: string | null | undefined): string {
  if (name == null || name === "" || name.length > LONGEST_NAME || name !== name.trim() || BAD.test(name)) {
    throw refused(what, name ?? "", `Use 1 to ${LONGEST_NAME} characters, and none of / \\ : ? # %`);
  }
  return name;
}

/** Returns aliases or tags, each once. */
export function checkLabels(what: "alias" | "tag", labels: readonly string[]): readonly string[] {
  const limit = what === "alias" ? MAX_ALIASES : MAX_TAGS;
  if (labels.length > limit) throw refused(what, String(labels.length), `Send at most ${limit} of them`);
  for (const label of labels) {
    if (label === "" || label.length > LONGEST_NAME || (what === "alias" && /[/:]/.test(label))) {
      throw refused(what, label, `Use 1 to ${LONGEST_NAME} characters, and in aliases none of / and :`);
    }
  }
  return [...new Set(labels)];
}

/** Returns a description, or nothing for null. */
export function checkDescription(text: string | null | undefined): string | undefined {
  if (text != null && text.length > LONGEST_TEXT) {
    throw refused("description", text, `Use at most ${LONGEST_TEXT} characters`);
  }
  return text ?? undefined;
}

/** Returns JSON text, or nothing for null. */
export function checkMetadata(text: string | null | undefined): string | undefined {
  if (text != null && text.length > LONGEST_METADATA) {
    throw refused("metadata", text, `Use at most ${LONGEST_METADATA} characters, and files for more`);
  }
  return text ?? undefined;
}

/** Returns seconds to live; null for none of its own, which clients say by a negative number; nothing for null. */
export function checkTtl(seconds: number | null | undefined): number | null | undefined {
  if (seconds == null) return undefined;
  if (!Number.isSafeInteger(seconds)) throw refused("time to live", String(seconds), "Send whole seconds");
  return seconds > 0 ? seconds : null;
}

/** Returns a name that a client chose for what had no id yet, or nothing for null. */
export function checkClientId(id: string | null | undefined): string | undefined {
  if (id != null && id.length > LONGEST_ID)
    throw refused("client id", id, `Use at most ${LONGEST_ID} characters`);
  return id || undefined;
}

function refused(what: string, value: string, advice: string): WireError {
  return new WireError(
    400,
    `[server] Failed to take the ${what} "${value.slice(0, 200)}" of an artifact: it may not be like that. ${advice}.`,
  );
}
