import type { Clock, Random } from "@stepwell/effects";
import type { AccountStore, StoredKey } from "@stepwell/storage";
import { idOfApiKey } from "./api-key.ts";
import type { Caller } from "./door.ts";
import { hashOf, isSameHash, secretText } from "./secret-text.ts";

/** Finds who a key or a session belongs to. */
export interface Identifier {
  /** Undefined for a key that is not valid, whatever is wrong with it. */
  byKey(key: string): Promise<Caller | undefined>;
  bySession(cookie: string): Promise<Caller | undefined>;
  /** Begins a session with a key; undefined for one that is not valid. */
  signIn(key: string): Promise<{ readonly caller: Caller; readonly cookie: string } | undefined>;
  signOut(cookie: string): Promise<void>;
  /** Has the next request of everybody looked up again. */
  forget(): void;
}

interface Known {
  readonly caller: Caller;
  readonly hash: string;
  readonly endsMs: number;
  readonly untilMs: number;
}

/** How long an answer is believed; another server on the same stores may have revoked the key. */
const BELIEVED_MS = 5000;
const USE_NOTED_MS = 60_000;
const MAX_KNOWN = 10_000;
const COOKIE_LENGTH = 43;

/** Makes an identifier over the accounts' store. */
export function createIdentifier(options: {
  readonly store: AccountStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly sessionMs: number;
}): Identifier {
  const { store, clock, random, sessionMs } = options;
  /** By the id of a key, or by the hash of a cookie. */
  const known = new Map<string, Known>();
  const noted = new Map<string, number>();

  function recall(name: string): Known | undefined {
    const found = known.get(name);
    if (found !== undefined && found.untilMs > clock.monotonic()) return found;
    known.delete(name);
    return undefined;
  }
  function keep(name: string, found: Omit<Known, "untilMs">): Known {
    if (known.size >= MAX_KNOWN) known.clear();
    const kept = { ...found, untilMs: clock.monotonic() + BELIEVED_MS };
    known.set(name, kept);
    return kept;
  }

  async function callerOf(key: StoredKey): Promise<Caller | undefined> {
    const user = await store.user(key.team, key.user);
    return user && { team: user.team, user: user.name, role: user.role, key: key.id };
  }
  async function findKey(id: string): Promise<Known | undefined> {
    const key = await store.key(id);
    const caller = key && (await callerOf(key));
    return key && caller && keep(id, { caller, hash: key.hash, endsMs: Infinity });
  }
  async function findSession(hash: string): Promise<Known | undefined> {
    const session = await store.session(hash);
    const key = session && (await store.key(session.key));
    const caller = key && (await callerOf(key));
    return session && caller && keep(hash, { caller, hash: session.hash, endsMs: session.endsMs });
  }
  async function noteUse(id: string): Promise<void> {
    const last = noted.get(id);
    if (last !== undefined && clock.monotonic() - last < USE_NOTED_MS) return;
    if (noted.size >= MAX_KNOWN) noted.clear();
    noted.set(id, clock.monotonic());
    await store.noteUse(id, clock.now());
  }

  async function byKey(key: string): Promise<Caller | undefined> {
    const id = idOfApiKey(key);
    if (id === undefined) return undefined;
    // Also for an id that nobody has, so that the time does not tell which ones there are.
    const hash = await hashOf(key);
    const found = recall(id) ?? (await findKey(id));
    if (found === undefined || !isSameHash(hash, found.hash)) return undefined;
    await noteUse(id);
    return found.caller;
  }

  return {
    byKey,
    async bySession(cookie) {
      if (cookie.length !== COOKIE_LENGTH) return undefined;
      const hash = await hashOf(cookie);
      const found = recall(hash) ?? (await findSession(hash));
      if (found === undefined || found.endsMs <= clock.now()) return undefined;
      return found.caller;
    },
    async signIn(key) {
      const caller = await byKey(key);
      if (caller === undefined) return undefined;
      const cookie = secretText(random, COOKIE_LENGTH);
      const createdMs = clock.now();
      const session = {
        hash: await hashOf(cookie),
        key: caller.key,
        createdMs,
        endsMs: createdMs + sessionMs,
      };
      await store.addSession(session);
      return { caller, cookie };
    },
    async signOut(cookie) {
      const hash = await hashOf(cookie);
      known.delete(hash);
      await store.removeSession(hash);
    },
    forget: () => known.clear(),
  };
}
