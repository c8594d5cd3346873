import { parseJson, printJson } from "@stepwell/protocol";
import type { Json } from "@stepwell/protocol";

/** What stands where a secret was. */
const REDACTED = "[redacted]";

const SECRET_HEADER = /auth|cookie|key|token|secret|password/i;
const SECRET_MEMBER =
  /(api_?key|password|passwd|secret|access_?token|auth_?token|authorization|^token|_token)$/i;
const SECRET_ARGUMENT = /\b(\w*(?:apiKey|password|secret|token))(\s*:\s*)"[^"]*"/gi;
const SHORTEST_SECRET = 8;
/** Texts in texts, as a config within variables; whoever nests deeper loses the innermost. */
const DEEPEST = 64;

/** Takes the secrets out of the parts of one exchange. */
export interface Redaction {
  headers(headers: Headers): Record<string, string>;
  /** Takes the caller's own key out of a text. */
  text(text: string): string;
  /** Takes secrets out of JSON, by the names of its members; undefined for what is no JSON. */
  json(text: string): string | undefined;
}

/** Makes the redaction for a request, whose `authorization` says which key is a secret wherever it stands. */
export function createRedaction(request: Headers): Redaction {
  const secrets = secretsOf(request.get("authorization") ?? "");
  const text = (given: string): string =>
    secrets.reduce((left, secret) => left.replaceAll(secret, REDACTED), given);
  return {
    headers: (headers) =>
      Object.fromEntries(
        [...headers].map(([name, value]) => [name, SECRET_HEADER.test(name) ? REDACTED : text(value)]),
      ),
    text,
    json(given) {
      try {
        const value = parseJson(given);
        const cleaned = clean(value, 0);
        return text(cleaned === value ? given : printJson(cleaned));
      } catch {
        return undefined;
      }
    },
  };
}

function secretsOf(authorization: string): readonly string[] {
  const [, scheme = "", given = ""] = /^(\S+)\s+(\S+)$/.exec(authorization.trim()) ?? [];
  const secrets = [given];
  if (scheme.toLowerCase() === "basic") {
    try {
      secrets.push(atob(given).replace(/^[^:]*:/, ""));
    } catch {
      // No base64: it is a secret as it stands.
    }
  }
  return secrets.filter((secret) => secret.length >= SHORTEST_SECRET);
}

/** The value itself where nothing in it is secret. */
function clean(value: Json, depth: number): Json {
  if (depth > DEEPEST) return REDACTED;
  if (typeof value === "string") return cleanText(value, depth);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const members = value.map((member) => clean(member, depth + 1));
    return members.some((member, index) => member !== value[index]) ? members : value;
  }
  let isChanged = false;
  const entries = Object.entries(value).map(([name, member]): [string, Json] => {
    const cleaned = SECRET_MEMBER.test(name) ? hide(member, depth + 1) : clean(member, depth + 1);
    isChanged ||= cleaned !== member;
    return [name, cleaned];
  });
  return isChanged ? Object.fromEntries(entries) : value;
}

/** JSON within a text, and arguments of a GraphQL document. */
function cleanText(text: string, depth: number): string {
  if (/^\s*[[{]/.test(text)) {
    try {
      const value = parseJson(text);
      const cleaned = clean(value, depth + 1);
      return cleaned === value ? text : printJson(cleaned);
    } catch {
      // An ordinary text that begins like JSON.
    }
  }
  return text.replace(SECRET_ARGUMENT, `$1$2"${REDACTED}"`);
}

function hide(value: Json, depth: number): Json {
  if (depth > DEEPEST || typeof value === "string") return REDACTED;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((member) => hide(member, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, hide(member, depth + 1)]));
}
