import { Hono } from "hono";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { z } from "zod";
import type { StoredKey, StoredUser } from "@stepwell/storage";
import { limitBody, readBody } from "../api/read-request.ts";
import { refusal, reply, replyToError } from "../api/refusal.ts";
import type { AppPorts } from "../app-ports.ts";
import type { Faults } from "../safety/faults.ts";
import { checkHost, checkOrigin } from "../safety/check-caller.ts";
import { apiHeaders } from "../safety/headers.ts";
import type { Accounts } from "./accounts.ts";
import { FIRST_TEAM } from "./accounts.ts";
import { apiKeyOf, idOfApiKey } from "./api-key.ts";
import type { AuditLog } from "./audit-log.ts";
import { AuthError } from "./auth-error.ts";
import type { Connection } from "./connection.ts";
import type { Caller } from "./door.ts";
import type { Failures } from "./failures.ts";
import type { Identifier } from "./identify.ts";
import { createRateLimit } from "./rate-limit.ts";
import { readSessionCookie, sessionCookie } from "./session-cookie.ts";

interface Parts {
  readonly ports: AppPorts;
  readonly faults: Faults;
  readonly accounts: Accounts;
  readonly identifier: Identifier;
  readonly failures: Failures;
  readonly sessionMs: number;
  readonly audit: AuditLog | undefined;
}

/** Sessions that one key may begin at once, and how often after that: each is stored until it ends. */
const SIGN_INS = { burst: 60, everyMs: 60_000 };

type Env = { Bindings: { connection: Connection } };

const text = z.string().max(1024);
export const signInSchema = z.strictObject({ key: text });
export const keySchema = z.strictObject({
  label: text.default(""),
  user: text.optional(),
  team: text.optional(),
});
export const userSchema = z.strictObject({ name: text, role: text, team: text.optional() });
export const roleSchema = z.strictObject({ role: text });

/** Signing in and out, keys and users. Everybody manages their own keys; admins their team, those of the first team all. */
export function accountRoutes(parts: Parts): Hono<Env> {
  const { ports, accounts, identifier, failures, sessionMs, audit } = parts;
  const replyToFault = replyToError(parts.faults);
  const app = new Hono<Env>();
  const signIns = createRateLimit({ clock: ports.clock, ...SIGN_INS });
  app.onError((error, c) => replyToAuthError(error, c) ?? replyToFault(error, c));
  app.use(checkHost(ports.allowedHosts ?? [], { isGuarded: true }));
  const api = new Hono<Env>();
  api.onError((error, c) => replyToAuthError(error, c) ?? replyToFault(error, c));
  api.use(apiHeaders, checkOrigin, limitBody);

  function note(c: Context<Env>, caller: Caller | undefined, what: string, result = "done"): void {
    const who = caller === undefined ? "" : `${caller.team}/${caller.user}`;
    const key = caller?.key;
    audit?.note({ who, what, from: c.env.connection.address, result, ...(key === undefined ? {} : { key }) });
  }

  async function findCaller(c: Context<Env>): Promise<Caller | undefined> {
    const { connection } = c.env;
    const key = apiKeyOf(c.req.raw.headers);
    if (key === undefined) {
      const cookie = readSessionCookie(c.req.raw.headers, connection);
      return cookie === undefined ? undefined : identifier.bySession(cookie);
    }
    const caller = await identifier.byKey(key);
    if (caller !== undefined) return caller;
    const id = idOfApiKey(key);
    const attempt = { what: `${c.req.method} ${c.req.path}`, from: connection.address, isGuess: true };
    throw failures.count(wrongKey(), { ...attempt, ...(id === undefined ? {} : { key: id }) });
  }
  async function needCaller(c: Context<Env>): Promise<Caller> {
    const caller = await findCaller(c);
    if (caller !== undefined) return caller;
    throw new AuthError(
      401,
      "[server] Failed to answer: nobody is signed in. Sign in, or send a key of this server.",
    );
  }
  /** The team that a caller manages: their own, or as admin of the first team any. */
  async function needAdmin(
    c: Context<Env>,
    asked: string | undefined,
  ): Promise<{ caller: Caller; team: string }> {
    const caller = await needCaller(c);
    const team = asked ?? caller.team;
    const isAllowed = caller.role === "admin" && (team === caller.team || caller.team === FIRST_TEAM);
    if (isAllowed) return { caller, team };
    const what = `${c.req.method} ${c.req.path}`;
    throw failures.count(
      new AuthError(
        403,
        `[server] Failed to answer: users and keys of team "${team.slice(0, 80)}" are its admins' business. Ask one of them.`,
      ),
      { what, from: c.env.connection.address, isGuess: false, caller, key: caller.key },
    );
  }

  api.get("/session", async (c) => {
    const caller = await findCaller(c);
    return reply(c, { auth: "keys", user: caller === undefined ? null : userView(caller) });
  });

  api.post("/session", async (c) => {
    const { key } = await readBody(c, signInSchema);
    const { address, isSecure } = c.env.connection;
    const id = idOfApiKey(key.trim());
    const attempt = {
      what: "sign-in",
      from: address,
      isGuess: true,
      ...(id === undefined ? {} : { key: id }),
    };
    failures.check(attempt);
    const known = await identifier.byKey(key.trim());
    const waitMs = known === undefined ? 0 : signIns.take(known.key);
    if (waitMs > 0) throw tooOften(waitMs);
    const session = await identifier.signIn(key.trim());
    if (session === undefined) throw failures.count(wrongKey(), attempt);
    note(c, session.caller, "sign-in");
    c.header("set-cookie", sessionCookie(session.cookie, { isSecure, seconds: sessionMs / 1000 }));
    return reply(c, { auth: "keys", user: userView(session.caller) });
  });

  api.delete("/session", async (c) => {
    const { isSecure } = c.env.connection;
    const cookie = readSessionCookie(c.req.raw.headers, { isSecure });
    const caller = cookie === undefined ? undefined : await identifier.bySession(cookie);
    if (cookie !== undefined) await identifier.signOut(cookie);
    if (caller !== undefined) note(c, caller, "sign-out");
    c.header("set-cookie", sessionCookie("", { isSecure, seconds: 0 }));
    return c.body(null, 204);
  });

  api.get("/keys", async (c) => {
    const asked = c.req.query("user");
    const ofTeam = c.req.query("team");
    if (asked === undefined && ofTeam === undefined) {
      const { team, user, key } = await needCaller(c);
      return reply(c, { keys: (await accounts.keys(team, user)).map((one) => keyView(one, key)) });
    }
    const { caller, team } = await needAdmin(c, ofTeam);
    const keys = await accounts.keys(team, asked === "" ? undefined : asked);
    return reply(c, { keys: keys.map((one) => keyView(one, caller.key)) });
  });

  api.post("/keys", async (c) => {
    const asked = await readBody(c, keySchema);
    const own = await needCaller(c);
    const isOwn = (asked.user ?? own.user) === own.user && (asked.team ?? own.team) === own.team;
    const { caller, team } = isOwn ? { caller: own, team: own.team } : await needAdmin(c, asked.team);
    const { stored, key } = await accounts.addKey(team, asked.user ?? own.user, asked.label);
    note(c, caller, `add-key ${stored.id} of ${team}/${stored.user}`);
    return reply(c, { ...keyView(stored, caller.key), key }, 201);
  });

  api.delete("/keys/:id", async (c) => {
    const caller = await needCaller(c);
    const id = c.req.param("id");
    const isAdmin = caller.role === "admin";
    const team = isAdmin && caller.team === FIRST_TEAM ? (c.req.query("team") ?? caller.team) : caller.team;
    const removed = await accounts.removeKey(id, { team, ...(isAdmin ? {} : { user: caller.user }) });
    identifier.forget();
    note(c, caller, `revoke-key ${id} of ${removed.team}/${removed.user}`);
    return c.body(null, 204);
  });

  api.get("/users", async (c) => {
    const asked = c.req.query("team");
    const { caller, team } = await needAdmin(c, asked === "*" ? FIRST_TEAM : asked);
    const isAll = asked === "*" && caller.team === FIRST_TEAM;
    return reply(c, { users: (await accounts.users(isAll ? undefined : team)).map(storedView) });
  });

  api.post("/users", async (c) => {
    const asked = await readBody(c, userSchema);
    const { caller, team } = await needAdmin(c, asked.team);
    const role = asked.role as StoredUser["role"];
    const user = await accounts.addUser({ team, name: asked.name, role });
    note(c, caller, `add-user ${team}/${user.name} as ${role}`);
    return reply(c, storedView(user), 201);
  });

  api.patch("/users/:name", async (c) => {
    const { role } = await readBody(c, roleSchema);
    const { caller, team } = await needAdmin(c, c.req.query("team"));
    const user = await accounts.setRole(team, c.req.param("name"), role as StoredUser["role"]);
    identifier.forget();
    note(c, caller, `set-role ${team}/${user.name} to ${role}`);
    return reply(c, storedView(user));
  });

  api.delete("/users/:name", async (c) => {
    const { caller, team } = await needAdmin(c, c.req.query("team"));
    const name = c.req.param("name");
    await accounts.removeUser(team, name);
    identifier.forget();
    note(c, caller, `remove-user ${team}/${name}`);
    return c.body(null, 204);
  });

  api.all("*", (c) => {
    throw refusal(
      404,
      `[server] Failed to find "${c.req.method} ${c.req.path.slice(0, 200)}": the api has no such address. See the list of addresses in the docs.`,
    );
  });
  app.route("/api", api);
  return app;
}

/** The same words for a key that never was, one that was revoked, and one that is half right. */
function wrongKey(): AuthError {
  return new AuthError(
    401,
    "[server] Failed to sign in: the key is not valid here. Copy it again, or ask an admin of this server for one.",
  );
}

function tooOften(waitMs: number): AuthError {
  const seconds = Math.ceil(waitMs / 1000);
  return new AuthError(
    429,
    `[server] Failed to sign in: this key began too many sessions. Try again in ${seconds} s, or send the key itself with each request.`,
    { retryAfter: seconds },
  );
}

function userView({ team, user, role }: Caller): object {
  return { name: user, team, role, managesTeams: role === "admin" && team === FIRST_TEAM };
}

function storedView({ team, name, role, createdMs }: StoredUser): object {
  return { team, name, role, created: createdMs };
}

function keyView({ id, team, user, label, createdMs, usedMs }: StoredKey, current: string): object {
  return { id, team, user, label, created: createdMs, used: usedMs ?? null, current: id === current };
}

function replyToAuthError(error: Error, c: Context): Response | undefined {
  if (!AuthError.isInstance(error)) return undefined;
  if (error.retryAfter !== undefined) c.header("retry-after", String(error.retryAfter));
  const status: ContentfulStatusCode = error.status;
  return reply(c, { error: { message: error.message } }, status);
}
