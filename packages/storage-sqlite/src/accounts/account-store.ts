import type { AccountStore } from "@stepwell/storage";
import type { CallChannel } from "../threads/call-channel.ts";
import type { CallGate } from "../threads/call-gate.ts";
import type { AccountQuestion, ReaderCall } from "../threads/reader-core.ts";
import type { AccountCall, WriterCall } from "../threads/writer-core.ts";
import type { AccountReader } from "./account-reader.ts";

/** The account store over the channels to its writer and reader; it closes with the run store, whose gate it shares. */
export function createAccountStore(
  writer: CallChannel<WriterCall>,
  reader: CallChannel<ReaderCall>,
  gate: CallGate,
): AccountStore {
  const read =
    <Name extends keyof AccountReader>(name: Name) =>
    (...args: Parameters<AccountReader[Name]>): Promise<ReturnType<AccountReader[Name]>> =>
      gate.pass(() =>
        reader.call({ name: "accounts", args: [{ name, args } as unknown as AccountQuestion] }),
      );
  const write =
    <Result>(name: AccountCall["name"]) =>
    (...args: readonly unknown[]): Promise<Result> =>
      gate.pass(() => writer.call({ name: "accounts", args: [{ name, args } as AccountCall] }));

  return {
    users: read("users"),
    user: read("user"),
    keys: read("keys"),
    key: read("key"),
    session: read("session"),
    saveUser: write("saveUser"),
    removeUser: write("removeUser"),
    addKey: write("addKey"),
    noteUse: write("noteUse"),
    removeKey: write("removeKey"),
    addSession: write("addSession"),
    removeSession: write("removeSession"),
  };
}
