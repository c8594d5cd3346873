import { parseJson, printJson, type Json } from "@stepwell/protocol";
import { ClientError } from "./client-error.ts";

/** The part of `fetch` that the client needs. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

export interface TransportOptions {
  readonly baseUrl: string;
  readonly apiKey?: string;
  readonly fetch: Fetch;
}

interface RequestOptions {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly query?: Readonly<Record<string, string | number | readonly string[] | undefined>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** The request may outlive the page that makes it. Browsers carry only a short body so; a longer one is sent as usual. */
  readonly keepalive?: boolean;
}

/** Browsers carry 64 KiB after a page's end, all its requests together. */
const MOST_CARRIED_BYTES = 60_000;

/** Sends requests to one server and turns every refusal into a `ClientError`. */
export interface Transport {
  /** `what` completes the sentence "Failed to …". Resolves only for 2xx. */
  send(what: string, path: string, options?: RequestOptions): Promise<Response>;
  /** The body as extended JSON; its shape is the caller's claim about the api. */
  json<T>(what: string, path: string, options?: RequestOptions): Promise<T>;
  url(path: string, query?: RequestOptions["query"]): string;
}

/** Creates the one place that calls `fetch`. */
export function createTransport({ baseUrl, apiKey, fetch }: TransportOptions): Transport {
  const root = baseUrl.replace(/\/+$/, "");

  const url: Transport["url"] = (path, query = {}) => {
    const search = Object.entries(query).flatMap(([name, value]) => {
      const values = value === undefined ? [] : typeof value === "object" ? value : [value];
      return values.map((item) => `${name}=${encodeURIComponent(String(item))}`);
    });
    return `${root}${path}${search.length === 0 ? "" : `?${search.join("&")}`}`;
  };

  const send: Transport["send"] = async (what, path, options = {}) => {
    const address = url(path, options.query);
    const response = await reach(what, address, options);
    if (response.ok) return response;
    throw new ClientError(refusal(what, response.status, await errorMessage(response)), {
      status: response.status,
    });
  };

  const reach = async (what: string, address: string, options: RequestOptions): Promise<Response> => {
    const { method = "GET", signal, keepalive = false } = options;
    const body = options.body === undefined ? undefined : printJson(options.body as Json);
    const isCarried = keepalive && new TextEncoder().encode(body).length <= MOST_CARRIED_BYTES;
    const headers =
      apiKey === undefined ? options.headers : { authorization: `Bearer ${apiKey}`, ...options.headers };
    try {
      return await fetch(address, {
        method,
        headers: body === undefined ? { ...headers } : { "content-type": "application/json", ...headers },
        ...(body === undefined ? {} : { body }),
        ...(isCarried ? { keepalive: true } : {}),
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (cause) {
      if (signal?.aborted === true) throw cause;
      throw new ClientError(
        `[@stepwell/client] Failed to ${what}: no reply from "${root === "" ? "the server" : root}". Check that the server runs.`,
        { cause },
      );
    }
  };

  return {
    url,
    send,
    async json<T>(what: string, path: string, options?: RequestOptions): Promise<T> {
      const response = await send(what, path, options);
      const text = await response.text();
      try {
        return parseJson(text) as T;
      } catch (cause) {
        throw new ClientError(
          `[@stepwell/client] Failed to ${what}: the reply is not JSON ("${text.slice(0, 80)}"). Check that the address is a Stepwell server.`,
          { status: response.status, cause },
        );
      }
    },
  };
}

function refusal(what: string, status: number, reason: string): string {
  return `[@stepwell/client] Failed to ${what}: ${reason === "" ? `the server answered ${status}.` : reason.replace(/^\[[^\]]*\] /, "")}`;
}

async function errorMessage(response: Response): Promise<string> {
  const text = await response.text().catch(() => "");
  try {
    const body = parseJson(text) as { error?: { message?: unknown } } | null;
    const message = body?.error?.message;
    return typeof message === "string" ? message : "";
  } catch {
    return text.length > 0 && text.length < 200 && !text.startsWith("<") ? text : "";
  }
}
