import { teamRunStore } from "@stepwell/storage";
import { replyToError } from "../api/refusal.ts";
import type { AppPorts, AuthOptions } from "../app-ports.ts";
import { createTeam } from "../create-team.ts";
import { createFaults } from "../safety/faults.ts";
import type { Team } from "../create-team.ts";
import { pageRoutes } from "../page-routes.ts";
import { accountRoutes } from "./account-routes.ts";
import { createAccounts, FIRST_TEAM } from "./accounts.ts";
import { apiKeyOf, idOfApiKey } from "./api-key.ts";
import { AuthError } from "./auth-error.ts";
import type { Connection } from "./connection.ts";
import type { Caller, Door } from "./door.ts";
import { createFailures } from "./failures.ts";
import { createIdentifier } from "./identify.ts";
import { isReading, mayCall } from "./may-call.ts";
import { createRateLimit } from "./rate-limit.ts";
import { refusalOf } from "./refusal-of.ts";
import { readSessionCookie } from "./session-cookie.ts";
import { createWatchedStreams } from "./watched-streams.ts";

//  request ──▶ an account's address? ──▶ its routes
//     │──▶ a signed address, a preflight, the page? ──▶ answered without a key
//     └──▶ who? ──▶ may they? ──▶ not too often? ──▶ their team, which knows of no other

/** A server of teams: nobody gets to a team's doors without a key of it. */
export type Guard = Omit<Team, "fetch"> & {
  fetch(request: Request, connection: Connection): Promise<Response>;
};

const FOURTEEN_DAYS_MS = 14 * 24 * 60 * 60_000;
/** Everything else that is asked for by GET is the page. */
const GUARDED = /^\/(?:api|graphql|files|artifacts|artifactsV2|wire|teams|sdk|oidc)(?:\/|$)/;
const SIGNED = /^\/wire\/(?:uploads|downloads)\/[^/]+$/;
const SIGNED_OF_TEAM = /^\/teams\/([a-z\d][a-z\d_-]{0,63})(\/wire\/(?:uploads|downloads)\/[^/]+)$/;
const NAMED_TEAM = /^\/(?:files|artifacts|artifactsV2\/[^/]+)\/([^/]+)\//;

/** Makes the guard over the server's ports. Teams are opened when somebody of them comes, and at the first `work`. */
export function createGuard(ports: AppPorts, auth: AuthOptions): Guard {
  const { runs, clock, random } = ports;
  const { audit, requestsPerSecond = 1000, sessionMs = FOURTEEN_DAYS_MS } = auth;
  const store = runs.accounts;
  const accounts = createAccounts({ store, clock, random });
  const identifier = createIdentifier({ store, clock, random, sessionMs });
  const failures = createFailures({ clock, audit });
  const pace = createRateLimit({ clock, burst: 2 * requestsPerSecond, everyMs: 1000 / requestsPerSecond });
  const page = pageRoutes(ports.assets);
  const faults = createFaults(ports);
  page.onError(replyToError(faults));
  const accountDoors = accountRoutes({ ports, faults, accounts, identifier, failures, sessionMs, audit });
  const streams = createWatchedStreams(() => clock.monotonic());
  const teams = new Map<string, Team>();
  let areTeamsOpen = false;
  const refuse = (request: Request, path: string, error: AuthError): Response =>
    refusalOf(request, path, error, ports.allowedOrigins ?? []);

  function openTeam(name: string): Team {
    const open = teams.get(name);
    if (open !== undefined) return open;
    // The first team's admins manage the server, and what is wrong with it may name any team's runs.
    const { watch, problems, ...others } = ports;
    const isFirst = name === FIRST_TEAM;
    const team = createTeam(name, {
      ...others,
      runs: teamRunStore(runs, isFirst ? undefined : name),
      ...(isFirst && watch !== undefined ? { watch } : {}),
      ...(isFirst && problems !== undefined ? { problems } : {}),
    });
    teams.set(name, team);
    return team;
  }
  openTeam(FIRST_TEAM);

  async function identify(request: Request, path: string, connection: Connection): Promise<Caller> {
    const key = apiKeyOf(request.headers);
    const cookie = path.startsWith("/api/") ? readSessionCookie(request.headers, connection) : undefined;
    if (key !== undefined) {
      const caller = await identifier.byKey(key);
      if (caller !== undefined) return caller;
      throw new AuthError(
        401,
        "[server] Failed to answer: the key is not valid here. It may have been revoked, or be another server's: make one on this server's page, or ask its admin.",
      );
    }
    const caller = cookie === undefined ? undefined : await identifier.bySession(cookie);
    if (caller !== undefined) return caller;
    throw new AuthError(
      401,
      `[server] Failed to answer: ${cookie === undefined ? "no key came with the request" : "the session has ended"}. Sign in, or send a key of this server.`,
    );
  }

  function check(caller: Caller, request: Request, path: string): void {
    if (!mayCall(caller.role, request.method, path)) {
      throw new AuthError(
        403,
        `[server] Failed to answer: "${caller.user}" is a viewer, who only reads. Ask an admin for the role "member".`,
      );
    }
    const named = NAMED_TEAM.exec(path)?.[1];
    if (named !== undefined && named !== encodeURIComponent(caller.team)) {
      throw new AuthError(
        403,
        `[server] Failed to answer: the key is of team "${caller.team}", and the address of team "${named.slice(0, 80)}". Use a key of that team.`,
      );
    }
    const waitMs = pace.take(caller.key);
    if (waitMs > 0) {
      throw new AuthError(
        429,
        `[server] Failed to answer: this key sends more than "${requestsPerSecond}" requests per second. Send fewer.`,
        { retryAfter: Math.ceil(waitMs / 1000) },
      );
    }
  }

  async function enter(request: Request, path: string, connection: Connection): Promise<Response> {
    const from = connection.address;
    let caller: Caller | undefined;
    try {
      caller = await identify(request, path, connection);
      check(caller, request, path);
    } catch (error) {
      if (!AuthError.isInstance(error)) throw error;
      const key = idOfApiKey(apiKeyOf(request.headers) ?? "");
      const what = `${request.method} ${path.slice(0, 200)}`;
      const isGuess = apiKeyOf(request.headers) !== undefined;
      const final = failures.count(error, {
        what,
        from,
        caller,
        isGuess,
        ...(key === undefined ? {} : { key }),
      });
      return refuse(request, path, final);
    }
    const { origin } = connection;
    const { team, user, key } = caller;
    const note = (what: string, result = "done"): void =>
      audit?.note({ who: `${team}/${user}`, what, from, result, key });
    let status: 403 | undefined;
    const door: Door = {
      origin: team === FIRST_TEAM ? origin : `${origin}/teams/${team}`,
      caller,
      note,
      refused: (asked) => {
        status = asked;
      },
      get status() {
        return status;
      },
    };
    const response = await openTeam(team).fetch(request, door);
    if (status !== undefined) {
      const within = new AuthError(status, "[server] Failed to answer: a field of the request was refused.");
      failures.count(within, { what: `${request.method} ${path}`, from, caller, key, isGuess: false });
    }
    if (path === "/api/live" && request.method === "GET" && response.ok) {
      const { headers } = request;
      return streams.watch(response, () => isStill(caller, headers, connection));
    }
    if (path.startsWith("/api/") && !isReading(request.method) && !mayCall("viewer", request.method, path)) {
      note(`${request.method} ${path.slice(0, 500)}`, response.ok ? "done" : `refused: ${response.status}`);
    }
    return response;
  }

  /** What needs no key: addresses that carry their own permission, what browsers ask before, and the page. */
  function openly(request: Request, path: string, { origin }: Connection): Promise<Response> | undefined {
    const first = openTeam(FIRST_TEAM);
    if (SIGNED.test(path)) return first.fetch(request, { origin });
    const [, name, rest] = SIGNED_OF_TEAM.exec(path) ?? [];
    if (name !== undefined && rest !== undefined) {
      const team = teams.get(name);
      const url = new URL(request.url);
      url.pathname = rest;
      const door = { origin: `${origin}/teams/${name}` };
      if (team !== undefined) return team.fetch(new Request(url, request), door);
      const message = "[server] Failed to answer: the address is not valid any more. Ask for a new one.";
      return Promise.resolve(refuse(request, path, new AuthError(403, message)));
    }
    if (request.method === "OPTIONS" && !path.startsWith("/api")) return first.fetch(request, { origin });
    // Clients ask once whether telemetry is wanted, and take only 404 for a no.
    if (path.startsWith("/sdk/")) {
      const message = "[server] Failed to answer: this server takes no telemetry. Send none.";
      return Promise.resolve(refuse(request, path, new AuthError(404, message)));
    }
    if ((request.method === "GET" || request.method === "HEAD") && !GUARDED.test(path)) {
      return Promise.resolve(page.fetch(request));
    }
    return undefined;
  }

  /** Whether who opened a stream is still who they were, by the same key or session. */
  async function isStill(caller: Caller, headers: Headers, connection: Connection): Promise<boolean> {
    const key = apiKeyOf(headers);
    const cookie = readSessionCookie(headers, connection) ?? "";
    const found = await (key === undefined ? identifier.bySession(cookie) : identifier.byKey(key));
    return found !== undefined && found.team === caller.team && found.user === caller.user;
  }

  async function openTeams(): Promise<void> {
    if (areTeamsOpen) return;
    for (const { team } of await accounts.users()) openTeam(team);
    areTeamsOpen = true;
  }

  return {
    async fetch(request, connection) {
      const { pathname } = new URL(request.url);
      if (/^\/api\/(?:session|keys|users)(?:\/|$)/.test(pathname))
        return accountDoors.fetch(request, { connection });
      return openly(request, pathname, connection) ?? enter(request, pathname, connection);
    },
    async work() {
      await openTeams();
      await streams.review();
      let hasMore = false;
      for (const team of teams.values()) hasMore = (await team.work()) || hasMore;
      return hasMore;
    },
    problems: () => openTeam(FIRST_TEAM).problems(),
    async close() {
      for (const team of teams.values()) await team.close();
    },
    async idle() {
      for (const team of teams.values()) await team.idle();
    },
  };
}
