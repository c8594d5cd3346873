import { isJsonObject, parseJson } from "@stepwell/protocol";
import type { JsonObject } from "@stepwell/protocol";

/** What a request asks for. */
export interface Operation {
  /** A GraphQL operation as `UpsertBucket`, or a route: `file_stream`, `upload`, `download`, `live`, `api`, `other`. */
  readonly name: string;
  /** All names that a fault can call it by. */
  readonly names: readonly string[];
  /** Of a GraphQL request. */
  readonly variables?: JsonObject;
}

const ROUTES: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^\/files\/.*\/file_stream$/, "file_stream"],
  [/^\/wire\/uploads\//, "upload"],
  [/^\/(wire\/downloads|files|artifacts|artifactsV2)\//, "download"],
  [/^\/api\/live(\/|$)/, "live"],
  [/^\/api(\/|$)/, "api"],
];

/** Names what a request asks for; `body` is the beginning of its text. */
export function operationOf(path: string, body: string | undefined): Operation {
  if (path === "/graphql") return graphqlOperation(body ?? "");
  const name = ROUTES.find(([pattern]) => pattern.test(path))?.[1] ?? "other";
  return { name, names: [name] };
}

function graphqlOperation(body: string): Operation {
  const request = readObject(body);
  const query = typeof request["query"] === "string" ? request["query"] : "";
  const said = request["operationName"];
  const named = /\b(?:query|mutation|subscription)\s+([A-Za-z_]\w*)/.exec(query)?.[1];
  const field = rootField(query);
  const own = typeof said === "string" && said !== "" ? said : (named ?? field);
  const name = own ?? "graphql";
  const names = [...new Set([name, named, field, "graphql"].filter((one) => one !== undefined))];
  const variables = request["variables"];
  return { name, names, ...(isJsonObject(variables) ? { variables } : {}) };
}

/** The first field of the first selection. */
function rootField(query: string): string | undefined {
  const brace = query.indexOf("{");
  return brace === -1
    ? undefined
    : /^\s*(?:[A-Za-z_]\w*\s*:\s*)?([A-Za-z_]\w*)/.exec(query.slice(brace + 1))?.[1];
}

function readObject(text: string): JsonObject {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : {};
  } catch {
    // The server says what is wrong with it.
    return {};
  }
}
