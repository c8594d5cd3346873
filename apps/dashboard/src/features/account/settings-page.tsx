import type { SignedInUser } from "@stepwell/client";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTitle } from "../../lib/use-title.ts";
import { AccountTab } from "./account-tab.tsx";
import { AppearanceTab } from "./appearance-tab.tsx";
import { KeysTab } from "./keys-tab.tsx";
import { MembersTab } from "./members-tab.tsx";
import { StorageTab } from "./storage-tab.tsx";
import { useAccount } from "./use-account.ts";

const titles = {
  appearance: "Appearance",
  account: "Account",
  keys: "Keys",
  members: "Members",
  storage: "Storage",
} as const;

type Tab = keyof typeof titles;

/** How the page looks, what belongs to the user who is signed in, for admins the team, and what is stored. */
export function SettingsPage(): ReactNode {
  const { tab = "appearance" } = useParams({ strict: false });
  useTitle(Object.hasOwn(titles, tab) ? titles[tab as Tab] : "", "Settings");
  const user = useAccount().data?.user ?? undefined;
  const tabs = tabsOf(user);
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
        {known === "appearance" ? <AppearanceTab /> : null}
        {known === "account" && user !== undefined ? <AccountTab user={user} /> : null}
        {known === "keys" && user !== undefined ? <KeysTab user={user} /> : null}
        {known === "members" && user !== undefined ? <MembersTab user={user} /> : null}
        {known === "storage" ? <StorageTab /> : null}
        {known === undefined ? <Unknown tab={tab} isOpenServer={user === undefined} /> : null}
      </section>
    </main>
  );
}

function tabsOf(user: SignedInUser | undefined): readonly Tab[] {
  if (user === undefined) return ["appearance", "storage"];
  return user.role === "admin"
    ? ["appearance", "account", "keys", "members", "storage"]
    : ["appearance", "account", "keys", "storage"];
}

function Unknown({ tab, isOpenServer }: { readonly tab: string; readonly isOpenServer: boolean }): ReactNode {
  if (isOpenServer && Object.hasOwn(titles, tab))
    return (
      <p className="dim">
        This server is open: it has no users and no keys. Start it with <code>--auth</code> to have some.
      </p>
    );
  return <p className="dim">There is no such page of settings for you.</p>;
}
