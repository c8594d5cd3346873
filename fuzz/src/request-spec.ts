/** A request as data, so that it can be mutated, sent and printed. */
export interface RequestSpec {
  readonly method: string;
  /** Path and query, beginning with a slash. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

const ORIGIN = "http://localhost:7733";
const LONGEST_LINE = 4000;

/** The request itself; undefined when no HTTP client could send it. */
export function toRequest({ method, path, headers, body }: RequestSpec): Request | undefined {
  try {
    const hasBody = body !== undefined && method !== "GET" && method !== "HEAD";
    return new Request(`${ORIGIN}${path}`, {
      method,
      headers,
      ...(hasBody ? { body: new Uint8Array(body) } : {}),
    });
  } catch {
    return undefined;
  }
}

/** The request as a command line; what is not printable goes through `base64`. */
export function toCurl({ method, path, headers, body }: RequestSpec): string {
  const parts = [`curl -X ${method} ${quote(`${ORIGIN}${path}`)}`];
  for (const [name, value] of Object.entries(headers)) parts.push(`-H ${quote(`${name}: ${value}`)}`);
  if (body === undefined) return parts.join(" ");
  const encoded = Buffer.from(body).toString("base64").slice(0, LONGEST_LINE);
  return `echo ${encoded} | base64 -d | ${parts.join(" ")} --data-binary @-`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
