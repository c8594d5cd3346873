import { createConnections } from "./raw-http.ts";

/** Sends what an official client sends, over kept connections. */
export interface Sender {
  createRun(run: string): Promise<void>;
  /** Posts a `file_stream` body; resolves with the milliseconds until the whole reply was there. */
  stream(run: string, body: string | Buffer): Promise<number>;
  close(): void;
}

const UPSERT =
  "mutation UpsertBucket($name: String, $project: String) { upsertBucket(input: { name: $name, modelName: $project }) { bucket { name project { name entity { name } } } inserted } }";

/**
 * Connects at most `connections` times. Calls reject for every status but 200. It shares the machine with the server that
 * it measures, so a request is a few bytes of head before a body that exists already.
 */
export function createSender(url: string, connections: number): Sender {
  const { host, hostname, port } = new URL(url);
  const pool = createConnections({ host: hostname, port: Number(port), connections });
  const authorization = `Basic ${Buffer.from(`api:${"0".repeat(40)}`).toString("base64")}`;
  const post = async (path: string, body: string | Buffer): Promise<string> => {
    const bytes = typeof body === "string" ? Buffer.from(body) : body;
    const head = `POST ${path} HTTP/1.1\r\nhost: ${host}\r\nauthorization: ${authorization}\r\ncontent-type: application/json\r\ncontent-length: ${bytes.length}\r\n\r\n`;
    const reply = await pool.send(head, bytes);
    if (reply.status === 200) return reply.body;
    throw new Error(`[bench] Failed to post "${path}": the server answered ${reply.status} "${reply.body}".`);
  };
  let entity = "";
  return {
    async createRun(run) {
      const body = {
        query: UPSERT,
        operationName: "UpsertBucket",
        variables: { name: run, project: "bench" },
      };
      const reply = JSON.parse(await post("/graphql", JSON.stringify(body))) as UpsertReply;
      entity = reply.data.upsertBucket.bucket.project.entity.name;
    },
    async stream(run, body) {
      const started = performance.now();
      await post(`/files/${entity}/bench/${run}/file_stream`, body);
      return performance.now() - started;
    },
    close: () => pool.close(),
  };
}

interface UpsertReply {
  readonly data: {
    readonly upsertBucket: {
      readonly bucket: { readonly project: { readonly entity: { readonly name: string } } };
    };
  };
}
