/** Asks a server what must go well. */
export interface Asker {
  graphql<Data>(query: string, variables?: object): Promise<Data>;
  post(path: string, body: object): Promise<void>;
  put(url: string, text: string): Promise<void>;
  /** What the api says; undefined where it has no such address. */
  api(path: string): Promise<unknown>;
}

/** Asks with a key. Everything throws when the server refuses. */
export function createAsker(fetch: (request: Request) => Promise<Response>, key: string): Asker {
  async function send(path: string, init: RequestInit): Promise<Response> {
    const headers = { "content-type": "application/json", authorization: `Basic ${btoa(`api:${key}`)}` };
    const reply = await fetch(new Request(`http://localhost:7733${path}`, { headers, ...init }));
    if (reply.ok || reply.status === 404) return reply;
    throw new Error(`[fuzz] Failed to ask "${path}": the server said ${reply.status} ${await reply.text()}.`);
  }

  const post = (path: string, body: object): Promise<Response> =>
    send(path, { method: "POST", body: JSON.stringify(body) });
  return {
    async graphql<Data>(query: string, variables = {}) {
      const answer = (await (await post("/graphql", { query, variables })).json()) as {
        data?: Data;
        errors?: unknown;
      };
      if (answer.data != null && answer.errors === undefined) return answer.data;
      throw new Error(`[fuzz] Failed to ask: ${JSON.stringify(answer.errors)}.`);
    },
    async post(path, body) {
      await post(path, body);
    },
    async put(url, text) {
      await send(new URL(url).pathname, { method: "PUT", body: text });
    },
    async api(path) {
      const reply = await send(path, {});
      return reply.ok ? ((await reply.json()) as unknown) : undefined;
    },
  };
}
