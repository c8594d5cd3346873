import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTitle } from "../../lib/use-title.ts";
import { Message } from "../shell/message.tsx";
import { AccountTab } from "./account-tab.tsx";
import { KeysTab } from "./keys-tab.tsx";
import { MembersTab } from "./members-tab.tsx";
import { useAccount } from "./use-account.ts";

const titles = { account: "Account", keys: "Keys", members: "Members" } as const;

type Tab = keyof typeof titles;

/** What belongs to the user who is signed in, and for admins to the team. */
export function SettingsPage(): ReactNode {
  const { tab = "account" } = useParams({ strict: false });
  useTitle(Object.hasOwn(titles, tab) ? titles[tab as Tab] : "", "Settings");
  const user = useAccount().data?.user;
  if (user === undefined || user === null) {
    return (
      <Message title="This server is open: it has no users and no keys.">
        <p>
          Start it with <code>--auth</code> to have some.
        </p>
      </Message>
    );
  }
  const tabs: readonly Tab[] = user.role === "admin" ? ["account", "keys", "members"] : ["account", "keys"];
  const known = tabs.find((one) => one === tab);
  return (
    <main className="settings">
      <nav aria-label="Settings">
        {tabs.map((one) => (
          <Link
            key={one}
            to="/settings/$tab"
            params={{ tab: one }}
            aria-current={one === known ? "page" : undefined}
          >
            {titles[one]}
          </Link>
        ))}
      </nav>
      <section aria-label={known === undefined ? "Settings" : titles[known]}>
        {known === "account" ? <AccountTab user={user} /> : null}
        {known === "keys" ? <KeysTab user={user} /> : null}
        {known === "members" ? <MembersTab user={user} /> : null}
        {known === undefined ? <p className="dim">There is no such page of settings for you.</p> : null}
      </section>
    </main>
  );
}
