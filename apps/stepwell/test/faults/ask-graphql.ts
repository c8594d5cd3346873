import type { Acknowledged } from "./acknowledgements.ts";
import type { FaultyConnection } from "./faulty-connection.ts";

const KEY = `Basic ${btoa(`api:${"k".repeat(40)}`)}`;

/** The data of an operation that must go well; undefined when it did not, which is said. */
export async function askGraphql<Data>(
  { connection, say }: { connection: FaultyConnection; say: (said: Acknowledged) => void },
  query: string,
  variables: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<Data | undefined> {
  const { status, text } = await connection.send({
    method: "POST",
    path: "/graphql",
    headers: { "content-type": "application/json", authorization: KEY, ...headers },
    body: JSON.stringify({ operationName: "", query, variables }),
    mayPack: true,
  });
  const answer = status === 200 ? (JSON.parse(text) as { data?: Data; errors?: unknown }) : {};
  if (answer.data !== undefined && answer.errors === undefined) return answer.data;
  say({ kind: "wrong", text: `${status} for ${query.slice(0, 60)}: ${text.slice(0, 300)}` });
  return undefined;
}
