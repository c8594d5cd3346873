import { parseJson, printJson } from "@stepwell/protocol";
import type { Json, JsonObject } from "@stepwell/protocol";
import type { TestedServer } from "./tested-server.ts";

/** A client of the wire door, as small as can be. */
export interface WireClient {
  graphql(query: string, variables?: JsonObject, headers?: Record<string, string>): Promise<WireAnswer>;
  upsert(input: JsonObject, headers?: Record<string, string>): Promise<JsonObject>;
  /** Posts to the file stream of run "abc" in project "demo". */
  stream(body: Json, headers?: Record<string, string>): Promise<Response>;
  /** Posts history rows at a line. */
  history(offset: number, rows: readonly Json[], headers?: Record<string, string>): Promise<Response>;
}

interface WireAnswer {
  readonly status: number;
  readonly data: JsonObject;
  readonly errors: readonly { readonly message: string }[];
}

const UPSERT = `mutation UpsertBucket($input: UpsertBucketInput!) {
  upsertBucket(input: $input) {
    bucket { id name displayName config historyLineCount project { id name entity { id name } } }
    inserted
  }
}`;

export function createWireClient(server: Pick<TestedServer, "request">): WireClient {
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    server.request(path, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...headers },
    });

  const client: WireClient = {
    async graphql(query, variables = {}, headers) {
      const response = await post("/graphql", printJson({ operationName: "", query, variables }), headers);
      const answer = parseJson(await response.text()) as unknown as Partial<WireAnswer>;
      return { status: response.status, data: answer.data ?? {}, errors: answer.errors ?? [] };
    },
    async upsert(input, headers) {
      const { data, errors } = await client.graphql(
        UPSERT,
        { input: { name: "abc", modelName: "demo", ...input } },
        headers,
      );
      if (errors[0] !== undefined) throw new Error(errors[0].message);
      return data["upsertBucket"] as JsonObject;
    },
    stream: (body, headers) => post("/files/me/demo/abc/file_stream", printJson(body), headers),
    history: (offset, rows, headers) =>
      client.stream({ files: { "wandb-history.jsonl": { offset, content: rows.map(printJson) } } }, headers),
  };
  return client;
}

/** A row with what W&B's rows have. */
export function wireRow(step: number, more: JsonObject = {}): JsonObject {
  return { _step: step, _timestamp: 1_700_000_000.25 + step, _runtime: 0.25 + step, loss: step / 2, ...more };
}
