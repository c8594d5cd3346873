import { CoreError } from "@stepwell/core";
import { VERSION } from "../version.ts";
import type { SyncServer, World } from "../world.ts";
import { askOnce } from "./ask-once.ts";
import type { Reply } from "./ask-once.ts";
import type { Check } from "./check.ts";
import { note, ok, problem } from "./check.ts";
import { maskedKey } from "./check-environment.ts";

const MOST_SKEW_MS = 5000;
/** The header tells whole seconds. */
const DATE_STEP_MS = 1000;
const QUESTION = "query { viewer { username entity } serverInfo { features { name isEnabled } } }";

/** The server that scripts log to: whether it answers, who we are there, and what it can. */
export async function checkServer(to: string | undefined, world: World): Promise<Check[]> {
  const server = serverAt(to, world);
  if ("status" in server) return [server];
  const login = loginCheck(server);
  const began = world.clock.now();
  let reply: Reply;
  try {
    reply = await askOnce(server, { path: "/graphql", body: JSON.stringify({ query: QUESTION }) }, world);
  } catch (error) {
    return [
      login,
      problem(
        "Server",
        `${server.baseUrl} does not answer: ${reasonOf(error)}`,
        "Check the address, that the server runs, and what lies between. Runs stay in their folders meanwhile.",
      ),
    ];
  }
  const ended = world.clock.now();
  return [
    login,
    answerCheck(server, { ...reply, tookMs: ended - began }),
    ...(await versionChecks(server, world)),
    ...clockChecks(reply.date, (began + ended) / 2),
  ];
}

function serverAt(to: string | undefined, world: World): SyncServer | Check {
  try {
    return world.server(to);
  } catch (error) {
    if (!CoreError.isInstance(error)) throw error;
    // No server is a choice; a setting that makes no sense is not.
    return /no server is named/.test(error.message)
      ? ok("Server", 'none is named: runs stay in their folders, and "stepwell" shows them')
      : problem("Server", error.message.replace(/^\[[\w-]+\] /, ""), "Correct that setting.");
  }
}

function loginCheck({ apiKey, baseUrl }: SyncServer): Check {
  return apiKey === ""
    ? ok("Login", `no key is known for ${new URL(baseUrl).host}`)
    : ok("Login", `the key for ${new URL(baseUrl).host} is ${maskedKey(apiKey)}`);
}

function answerCheck(
  { baseUrl, apiKey }: SyncServer,
  { status, text, tookMs }: { status: number; text: string; tookMs: number },
): Check {
  if (status === 401 || status === 403) {
    return problem(
      "Server",
      `${baseUrl} ${apiKey === "" ? "asks for a key" : "refuses the key"} (${status})`,
      `Sign in with "stepwell login ${baseUrl}".`,
    );
  }
  const data = parsed(text);
  if (status !== 200 || data === undefined) {
    return problem(
      "Server",
      `${baseUrl} answers ${status}, and not as a server of runs does`,
      "Check the address: it is that of the server, without a path of its page.",
    );
  }
  const { viewer, serverInfo } = data;
  const who = typeof viewer?.username === "string" ? `we are "${viewer.username}"` : "nobody is signed in";
  const listed: unknown = serverInfo?.features;
  const features = (Array.isArray(listed) ? (listed as Feature[]) : []).filter(
    (one) => one?.isEnabled === true,
  );
  const isOurs = features.some((one) => one?.name === "STEPWELL_LIVE");
  return ok(
    "Server",
    `${baseUrl} answers in ${Math.round(tookMs)} ms; ${who}; ${isOurs ? "a Stepwell server" : "not a Stepwell server"} with ${features.length} features`,
  );
}

/** Of a server of ours; others have no such address. */
async function versionChecks(server: SyncServer, world: World): Promise<Check[]> {
  const reply = await askOnce(server, { path: "/api/server" }, world).catch(() => undefined);
  const version = reply?.status === 200 ? versionIn(reply.text) : undefined;
  if (version === undefined) return [];
  const text = `the server has Stepwell ${version}, and this is ${VERSION}`;
  return [version === VERSION ? ok("Version", text) : note("Version", text, "Update the older one.")];
}

function versionIn(text: string): string | undefined {
  try {
    const { version } = JSON.parse(text) as { version?: unknown };
    return typeof version === "string" ? version : undefined;
  } catch {
    // A page of another server.
    return undefined;
  }
}

function clockChecks(header: string | null, atMs: number): Check[] {
  const theirs = Date.parse(header ?? "");
  if (Number.isNaN(theirs)) return [];
  const skew = theirs + DATE_STEP_MS / 2 - atMs;
  if (Math.abs(skew) <= MOST_SKEW_MS) return [ok("Clock", "agrees with the server's")];
  return [
    note(
      "Clock",
      `this machine's is ${Math.round(Math.abs(skew) / 1000)} s ${skew > 0 ? "behind" : "ahead of"} the server's`,
      "Set it by NTP: charts over time and signed addresses go by the clock.",
    ),
  ];
}

interface Answer {
  readonly viewer?: { readonly username?: unknown } | null;
  readonly serverInfo?: { readonly features?: unknown } | null;
}

type Feature = { readonly name?: unknown; readonly isEnabled?: unknown } | null;

function parsed(text: string): Answer | undefined {
  try {
    const { data } = JSON.parse(text) as { data?: unknown };
    return typeof data === "object" && data !== null ? (data as Answer) : undefined;
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  // What fetch throws says nothing; what caused it does, and several addresses have a cause each.
  const inner = cause instanceof AggregateError ? cause.errors[0] : cause;
  if (inner instanceof Error && inner.message !== "") return inner.message;
  return error instanceof Error ? error.message : String(error);
}
