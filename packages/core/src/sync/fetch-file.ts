import { DeliveryError } from "../core-error.ts";
import type { FetchReply } from "../world.ts";
import { RETRY_POLICIES, retryWithBackoff } from "./retry-with-backoff.ts";
import type { Failure } from "./retry-with-backoff.ts";
import type { SyncWorld } from "./sync-world.ts";
import { withDeadline } from "./with-deadline.ts";

/** Takes the bytes of one try; a new one is opened for the next. */
export interface FileSink {
  write(bytes: Uint8Array): void;
}

export interface FetchFileOptions {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bytes; a longer answer is refused. */
  readonly maxBytes: number;
  readonly world: SyncWorld;
  readonly signal: AbortSignal;
  readonly open: () => FileSink;
}

/**
 * Gets a file piece by piece, with the patience that files have. Rejects with `DeliveryError`; an error of the sink
 * passes through.
 */
export async function fetchFile(options: FetchFileOptions): Promise<void> {
  const { world, signal } = options;
  const policy = RETRY_POLICIES.file;
  checkAddress(options.url);
  await retryWithBackoff({ policy, signal, clock: world.clock, random: world.random }, () =>
    withDeadline({ ms: policy.timeoutMs, clock: world.clock, signal }, (ended) => attempt(options, ended)),
  );
}

async function attempt(
  { url, headers = {}, maxBytes, world, open }: FetchFileOptions,
  signal: AbortSignal,
): Promise<{ result: undefined } | Failure> {
  let isSinks = false;
  try {
    const reply = await world.fetch(url, { method: "GET", headers, signal });
    if (reply.status < 200 || reply.status >= 300)
      return failure(url, `status ${reply.status}`, reply.status);
    let size = 0;
    isSinks = true;
    const sink = open();
    isSinks = false;
    for await (const chunk of chunksOf(reply)) {
      size += chunk.length;
      if (size > maxBytes) return failure(url, `more than "${maxBytes}" bytes`, 413);
      isSinks = true;
      sink.write(chunk);
      isSinks = false;
    }
    return { result: undefined };
  } catch (cause) {
    if (isSinks) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `[core] Failed to reach "${withoutQuery(url)}": ${reason}. Check that the server runs.`;
    return { error: new DeliveryError(message, { status: 0, cause }), retryAfterMs: undefined };
  }
}

function chunksOf(reply: FetchReply): AsyncIterable<Uint8Array> {
  if (reply.chunks !== undefined) return reply.chunks();
  throw new Error("the host's fetch gives no bytes");
}

function failure(url: string, answer: string, status: number): Failure {
  const message = `[core] Failed to get "${withoutQuery(url)}": the server answered ${answer}. Look at the server's log.`;
  return { error: new DeliveryError(message, { status }), retryAfterMs: undefined };
}

// A server's answer must not make us read anything but the network.
function checkAddress(url: string): void {
  if (/^https?:\/\//i.test(url)) return;
  throw new DeliveryError(
    `[core] Failed to get a file: the server named the address "${url.slice(0, 80)}". Addresses begin with "http".`,
    { status: 400 },
  );
}

/** Signed addresses carry their permission in the query, which belongs in no message. */
function withoutQuery(url: string): string {
  return url.replace(/\?.*$/s, "");
}
