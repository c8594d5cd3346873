import { describe, expect, test } from "vitest";
import type { AccountStore, StoredKey, StoredUser } from "../account-store.ts";
import type { RunStore } from "../run-store.ts";

/** What the accounts of every run store must do. `open` gives an empty store, which its caller closes. */
export function accountStoreConformance(open: () => Promise<RunStore>): void {
  const openStore = async (): Promise<AccountStore> => (await open()).accounts;

  describe("its accounts", () => {
    test("users are kept by team and name, and listed in that order", async () => {
      const store = await openStore();
      await store.saveUser(userOf("b", "ada"));
      await store.saveUser(userOf("a", "zoe"));
      await store.saveUser(userOf("a", "ada"));
      await store.saveUser({ ...userOf("a", "ada"), role: "viewer" });
      expect((await store.users()).map(({ team, name, role }) => [team, name, role])).toEqual([
        ["a", "ada", "viewer"],
        ["a", "zoe", "member"],
        ["b", "ada", "member"],
      ]);
      expect(await store.users("b")).toEqual([userOf("b", "ada")]);
      expect(await store.users("c")).toEqual([]);
      expect(await store.user("a", "zoe")).toEqual(userOf("a", "zoe"));
      expect(await store.user("b", "zoe")).toBeUndefined();
    });

    test("a key is of one user and is found by its id", async () => {
      const store = await openStore();
      await store.saveUser(userOf("a", "ada"));
      await store.saveUser(userOf("a", "zoe"));
      await store.addKey({ ...keyOf("k2"), createdMs: 2 });
      await store.addKey(keyOf("k1"));
      await store.addKey({ ...keyOf("k3"), user: "zoe", createdMs: 0.5 });
      expect(await store.key("k1")).toEqual(keyOf("k1"));
      expect(await store.key("k")).toBeUndefined();
      expect((await store.keys("a")).map(({ id }) => id)).toEqual(["k3", "k1", "k2"]);
      expect((await store.keys("a", "ada")).map(({ id }) => id)).toEqual(["k1", "k2"]);
      expect(await store.keys("b")).toEqual([]);
      await expect(store.addKey(keyOf("k1"))).rejects.toThrow('its id "k1" is taken');
      await expect(store.addKey({ ...keyOf("k4"), user: "eve" })).rejects.toThrow(
        'team "a" has no user "eve"',
      );
      expect(await store.key("k4")).toBeUndefined();
    });

    test("the use of a key is noted, and one that is gone stays gone", async () => {
      const store = await openStore();
      await store.saveUser(userOf("a", "ada"));
      await store.addKey(keyOf("k1"));
      await store.noteUse("k1", 77.5);
      expect(await store.key("k1")).toEqual({ ...keyOf("k1"), usedMs: 77.5 });
      expect(await store.removeKey("k1")).toBe(true);
      expect(await store.removeKey("k1")).toBe(false);
      await store.noteUse("k1", 78);
      expect(await store.key("k1")).toBeUndefined();
    });

    test("sessions go with their key, and with its user", async () => {
      const store = await openStore();
      await store.saveUser(userOf("a", "ada"));
      await store.addKey(keyOf("k1"));
      await store.addKey(keyOf("k2"));
      const session = { hash: "h1", key: "k1", createdMs: 1, endsMs: 100 };
      await store.addSession(session);
      await store.addSession({ ...session, hash: "h2", key: "k2" });
      expect(await store.session("h1")).toEqual(session);
      expect(await store.session("h3")).toBeUndefined();
      await expect(store.addSession({ ...session, hash: "h4", key: "k9" })).rejects.toThrow(
        'there is no key "k9"',
      );
      await store.removeKey("k1");
      expect(await store.session("h1")).toBeUndefined();
      expect(await store.session("h2")).toBeDefined();
      expect(await store.removeUser("a", "ada")).toBe(true);
      expect(await store.removeUser("a", "ada")).toBe(false);
      expect(await store.session("h2")).toBeUndefined();
      expect(await store.key("k2")).toBeUndefined();
      expect(await store.users()).toEqual([]);
    });

    test("a session that ended is forgotten when the next one begins", async () => {
      const store = await openStore();
      await store.saveUser(userOf("a", "ada"));
      await store.addKey(keyOf("k1"));
      await store.addSession({ hash: "old", key: "k1", createdMs: 1, endsMs: 10 });
      await store.addSession({ hash: "long", key: "k1", createdMs: 1, endsMs: 11 });
      await store.addSession({ hash: "new", key: "k1", createdMs: 10, endsMs: 20 });
      expect(await store.session("old")).toBeUndefined();
      expect(await store.session("long")).toBeDefined();
      await store.removeSession("long");
      await store.removeSession("long");
      expect(await store.session("long")).toBeUndefined();
      expect(await store.session("new")).toBeDefined();
    });

    test("a user that came back has none of the old keys", async () => {
      const store = await openStore();
      await store.saveUser(userOf("a", "ada"));
      await store.addKey(keyOf("k1"));
      await store.removeUser("a", "ada");
      await store.saveUser(userOf("a", "ada"));
      expect(await store.keys("a")).toEqual([]);
    });

    test("any text is a name", async () => {
      const store = await openStore();
      const odd = userOf('"a\0', "\ud800 'x' -- ?");
      await store.saveUser(odd);
      await store.addKey({ ...keyOf("k1"), team: odd.team, user: odd.name, label: '"\0' });
      expect(await store.users(odd.team)).toEqual([odd]);
      expect((await store.keys(odd.team, odd.name))[0]?.label).toBe('"\0');
    });
  });
}

function userOf(team: string, name: string): StoredUser {
  return { team, name, role: "member", createdMs: 1.5 };
}

function keyOf(id: string): StoredKey {
  return { id, team: "a", user: "ada", label: "laptop", hash: `hash of ${id}`, createdMs: 1 };
}
