import { FileSystemError } from "@stepwell/effects";
import type { Json, JsonObject } from "@stepwell/protocol";
import {
  EVENTS_MARK_HEADER,
  isJsonObject,
  MARK_HEADER,
  parseJson,
  printJson,
  SOURCE_HEADER,
} from "@stepwell/protocol";
import { DeliveryError } from "../core-error.ts";
import type { FetchReply, FetchRequest } from "../world.ts";
import { createRateLimiter } from "./rate-limiter.ts";
import { retryAfterMs } from "./retry-after-ms.ts";
import { RETRY_POLICIES, retryWithBackoff } from "./retry-with-backoff.ts";
import type { Failure, RetryPolicy } from "./retry-with-backoff.ts";
import { bodyOfFile } from "./stored-file.ts";
import type { StoredFile } from "./stored-file.ts";
import type { SyncWorld } from "./sync-world.ts";
import { withDeadline } from "./with-deadline.ts";

/** Requests to one server for one source, each retried as the protocol asks. */
export interface ServerConnection {
  /** Runs an operation and returns its `data`. Throws `DeliveryError`, also for errors in an answer. */
  graphql(operation: GraphqlOperation): Promise<JsonObject>;
  /** Posts to the run's file stream, no faster than the server asks for; `headers` beside those of the connection. */
  fileStream(
    path: string,
    body: JsonObject,
    headers?: Readonly<Record<string, string>>,
  ): Promise<StreamReply>;
  /**
   * Puts bytes or a file where the server said, which may be an address of its own; a file is read anew for each try.
   * Throws `FileSystemError` for a file that can't be read.
   */
  putFile(
    url: string,
    headers: Readonly<Record<string, string>>,
    body: Uint8Array | StoredFile,
  ): Promise<void>;
}

/** What the file stream answers. */
interface StreamReply {
  /** What the server holds of the source, when it keeps count. */
  readonly marks: SourceMarks | undefined;
  /** Someone asked for the run to stop. */
  readonly stopped: boolean;
}

/** Lines of one source that a server holds without a hole. */
export interface SourceMarks {
  readonly history: number;
  readonly events: number;
}

interface GraphqlOperation {
  readonly operationName: string;
  readonly query: string;
  readonly variables: JsonObject;
  readonly policy?: RetryPolicy;
  /** Sent with this operation, beside those of the connection. Default none. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Where requests go, and what they say of themselves. */
export interface ServerConnectionOptions {
  readonly baseUrl: string;
  readonly apiKey: string;
  /** Names the run file, so that a server that knows it can say what it has; empty for questions of no run file. */
  readonly source: string;
  readonly world: SyncWorld;
  readonly signal: AbortSignal;
  /** Sent with each request to the server itself. Default none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Told why a request is made again, and undefined when one was answered. */
  readonly onTrouble?: (why: string | undefined) => void;
}

type RequestToMake = Omit<FetchRequest, "signal">;

export function createServerConnection(options: ServerConnectionOptions): ServerConnection {
  const { baseUrl, apiKey, source, world, signal, onTrouble } = options;
  const headers: Record<string, string> = {
    ...options.headers,
    "content-type": "application/json",
    ...(source === "" ? {} : { [SOURCE_HEADER]: source }),
  };
  if (apiKey !== "") headers["authorization"] = `Basic ${btoa(`api:${apiKey}`)}`;
  const limiter = createRateLimiter({ clock: world.clock, signal });

  async function send(
    url: string,
    makeRequest: () => RequestToMake | Promise<RequestToMake>,
    policy: RetryPolicy,
    onReply: (reply: FetchReply, text: string) => void = () => undefined,
  ): Promise<{ reply: FetchReply; text: string }> {
    const { clock, random } = world;
    const onRetry = (error: DeliveryError): void => onTrouble?.(error.message);
    const answered = await retryWithBackoff({ policy, signal, clock, random, onRetry }, async () => {
      try {
        const request = await makeRequest();
        const deadline = { ms: policy.timeoutMs, clock: world.clock, signal };
        const { reply, text } = await withDeadline(deadline, (ended) =>
          ask(url, { ...request, signal: ended }),
        );
        onReply(reply, text);
        if (reply.status >= 200 && reply.status < 300) return { result: { reply, text } };
        return refusal(url, reply, text, world.clock.now());
      } catch (cause) {
        if (FileSystemError.isInstance(cause)) throw cause;
        const message = `[core] Failed to reach "${shown(url)}": ${reasonOf(cause)}. Check that the server runs.`;
        return { error: new DeliveryError(message, { status: 0, cause }), retryAfterMs: undefined };
      }
    });
    onTrouble?.(undefined);
    return answered;
  }

  async function ask(url: string, request: FetchRequest): Promise<{ reply: FetchReply; text: string }> {
    const reply = await world.fetch(url, request);
    return { reply, text: await reply.text() };
  }

  return {
    async graphql({ operationName, query, variables, policy = RETRY_POLICIES.graphql, headers: own }) {
      const url = `${baseUrl}/graphql`;
      const body = printJson({ operationName, query, variables });
      const makeRequest = (): RequestToMake => ({ method: "POST", headers: { ...headers, ...own }, body });
      const { text } = await send(url, makeRequest, policy);
      const answer = parseObject(text);
      const problem = firstMessage(answer["errors"]);
      const data = answer["data"];
      if (problem === undefined && isJsonObject(data)) return data;
      throw new DeliveryError(
        `[core] Failed to run "${operationName}" at "${url}": the server answered "${problem ?? "without data"}". Look at the server's log.`,
        { status: isPage(text) ? 0 : 200 },
      );
    },
    async fileStream(path, body, own) {
      const text = printJson(body);
      const makeRequest = async (): Promise<RequestToMake> => {
        await limiter.turn();
        return { method: "POST", headers: { ...headers, ...own }, body: text };
      };
      const onReply = ({ headers: said, status }: FetchReply, answer: string): void => {
        limiter.learn(said);
        // A page that asks for a sign-in is no acknowledgement, whatever its status.
        if (status < 300 && isPage(answer)) throw new Error("a page came that is not the server's answer");
      };
      const address = `${baseUrl}${path}`;
      const { reply, text: answer } = await send(address, makeRequest, RETRY_POLICIES.fileStream, onReply);
      return { marks: marksOf(reply), stopped: parseObject(answer)["stopped"] === true };
    },
    async putFile(url, putHeaders, body) {
      const makeRequest = async (): Promise<RequestToMake> => ({
        method: "PUT",
        headers: putHeaders,
        body: body instanceof Uint8Array ? body : await bodyOfFile(body),
      });
      await send(uploadAddress(url, baseUrl), makeRequest, RETRY_POLICIES.file);
    },
  };
}

// The host's fetch says only that it failed; why is in its cause.
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "AbortError") return "no answer came in time";
  return error.cause instanceof Error && error.cause.message !== "" ? error.cause.message : error.message;
}

function refusal(url: string, reply: FetchReply, text: string, nowMs: number): Failure {
  const reason = firstMessage(parseObject(text)["errors"]) ?? `status ${reply.status}`;
  const message = `[core] Failed to deliver to "${shown(url)}": the server answered "${reason}". Check the address and the key.`;
  return {
    error: new DeliveryError(message, { status: reply.status }),
    retryAfterMs: retryAfterMs(reply.headers.get("retry-after"), nowMs),
  };
}

function marksOf({ headers }: FetchReply): SourceMarks | undefined {
  const history = markOf(headers.get(MARK_HEADER));
  return history === undefined
    ? undefined
    : { history, events: markOf(headers.get(EVENTS_MARK_HEADER)) ?? 0 };
}

function markOf(header: string | null): number | undefined {
  return header !== null && /^\d{1,15}$/.test(header) ? Number(header) : undefined;
}

/** True for HTML or XML. Other texts are taken, as W&B's client takes them. */
function isPage(text: string): boolean {
  return /^\s*</.test(text);
}

/** An address that carries its own permission, in its query or as a long part of its path, must stand in no message. */
function shown(url: string): string {
  return url.replace(/[?#].*$/s, "").replaceAll(/[^/]{100,}/g, "***");
}

/** Throws `DeliveryError` for an address that is none of the network. */
function uploadAddress(url: string, baseUrl: string): string {
  const address = URL.canParse(url, `${baseUrl}/`) ? new URL(url, `${baseUrl}/`) : undefined;
  if (address !== undefined && /^https?:$/.test(address.protocol)) return address.href;
  throw new DeliveryError(
    `[core] Failed to upload a file: the server named the address "${url.slice(0, 80)}". Addresses begin with "http".`,
    { status: 400 },
  );
}

function parseObject(text: string): JsonObject {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : {};
  } catch {
    // Not our protocol's reply; the status alone speaks.
    return {};
  }
}

function firstMessage(errors: Json | undefined): string | undefined {
  const first: Json | undefined = Array.isArray(errors) ? (errors as readonly Json[])[0] : undefined;
  const message = isJsonObject(first) ? first["message"] : undefined;
  return typeof message === "string"
    ? message
    : first === undefined
      ? undefined
      : "an error without a message";
}
