import { Agent, request } from "node:http";

/** Sends what an official client sends, over kept connections. */
export interface Sender {
  createRun(run: string): Promise<void>;
  /** Posts a `file_stream` body; resolves with the milliseconds until the whole reply was there. */
  stream(run: string, body: string): Promise<number>;
  close(): void;
}

const UPSERT =
  "mutation UpsertBucket($name: String, $project: String) { upsertBucket(input: { name: $name, modelName: $project }) { bucket { name project { name entity { name } } } inserted } }";

/** Connects at most `connections` times. Calls reject for every status but 200. */
export function createSender(url: string, connections: number): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const authorization = `Basic ${Buffer.from(`api:${"0".repeat(40)}`).toString("base64")}`;
  const post = (path: string, body: string) =>
    new Promise<string>((resolve, reject) => {
      const headers = {
        authorization,
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
      };
      const sent = request(`${url}${path}`, { method: "POST", agent, headers }, (reply) => {
        const parts: Buffer[] = [];
        reply.on("data", (part: Buffer) => parts.push(part));
        reply.on("error", reject);
        reply.on("end", () => {
          const text = Buffer.concat(parts).toString();
          if (reply.statusCode === 200) resolve(text);
          else
            reject(
              new Error(
                `[bench] Failed to post "${path}": the server answered ${reply.statusCode} "${text}".`,
              ),
            );
        });
      });
      sent.on("error", reject);
      sent.end(body);
    });
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
    close: () => agent.destroy(),
  };
}

interface UpsertReply {
  readonly data: {
    readonly upsertBucket: {
      readonly bucket: { readonly project: { readonly entity: { readonly name: string } } };
    };
  };
}
