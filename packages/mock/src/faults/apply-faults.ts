import type { Clock } from "@stepwell/effects";
import { ConnectionCut } from "./connection-cut.ts";
import type { FaultEffect, FaultRule } from "./fault-rule.ts";
import { cutBody, slowBody } from "./limit-body.ts";
import { pause } from "./pause.ts";

/** What faults reach besides the request. */
export interface FaultedServer {
  readonly clock: Clock;
  answer(request: Request): Promise<Response>;
  /** Sets how far the server's clock is off. */
  skew(ms: number): void;
  /** Nothing can be stored until the returned function is called. */
  fill(): () => void;
}

/** Answers a request as a server does that the rules befall. Rejects with `ConnectionCut` where the connection ends. */
export async function applyFaults(
  rules: readonly FaultRule[],
  request: Request,
  server: FaultedServer,
): Promise<Response> {
  for (const rule of rules) if (rule.fault === "clock-skew") server.skew(rule.ms);
  const wait = rules.reduce((sum, rule) => sum + (rule.fault === "latency" ? rule.ms : 0), 0);
  if (wait > 0) await pause(server.clock, wait, request.signal);
  if (request.signal.aborted) throw new ConnectionCut();

  const status = effectOf(rules, "status");
  const cut = effectOf(rules, "cut");
  if (cut !== undefined && cut.afterBytes === undefined) throw new ConnectionCut();
  let reply = status === undefined ? await answered(rules, request, server) : replyOf(status);
  if (effectOf(rules, "drop-reply") !== undefined) {
    await reply.body?.cancel();
    throw new ConnectionCut();
  }
  const slow = effectOf(rules, "slow-body");
  if (slow !== undefined) reply = slowBody(reply, slow.bytesPerSecond, server.clock);
  return cut?.afterBytes === undefined ? reply : cutBody(reply, cut.afterBytes);
}

async function answered(
  rules: readonly FaultRule[],
  request: Request,
  server: FaultedServer,
): Promise<Response> {
  const free = effectOf(rules, "storage-full") === undefined ? undefined : server.fill();
  try {
    return await server.answer(request);
  } finally {
    free?.();
  }
}

function replyOf({ status, body, retryAfter }: Extract<FaultEffect, { fault: "status" }>): Response {
  const headers = new Headers(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) });
  if (status === 204 || status === 205 || status === 304) return new Response(null, { status, headers });
  headers.set("content-type", body === undefined || isJson(body) ? "application/json" : "text/plain");
  const message = `[mock] Failed to answer: a fault asks for status "${status}". Clear the faults to get a reply.`;
  return new Response(body ?? JSON.stringify({ error: { message }, errors: [{ message }] }), {
    status,
    headers,
  });
}

function isJson(text: string): boolean {
  return /^\s*[[{"]/.test(text);
}

function effectOf<Name extends FaultEffect["fault"]>(
  rules: readonly FaultRule[],
  name: Name,
): Extract<FaultRule, { fault: Name }> | undefined {
  return rules.find((rule): rule is Extract<FaultRule, { fault: Name }> => rule.fault === name);
}
