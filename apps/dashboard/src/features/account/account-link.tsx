import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatName } from "../../lib/format-name.ts";
import { Icon } from "../shell/icon.tsx";
import { useAccount } from "./use-account.ts";

/** The way to the settings, with one's name where the server knows it. */
export function AccountLink(): ReactNode {
  const user = useAccount().data?.user ?? undefined;
  return (
    <Link
      to="/settings/$tab"
      params={{ tab: user === undefined ? "appearance" : "account" }}
      className={user === undefined ? "btn ghost icon hide-s" : "btn ghost hide-s"}
      aria-label={user === undefined ? "Settings" : `Settings of ${user.name}`}
      title={user === undefined ? "Settings" : `${user.name}, ${user.role} of team ${user.team}`}
    >
      <Icon name={user === undefined ? "settings" : "person"} />
      {user === undefined ? null : <span>{formatName(user.name, 18)}</span>}
    </Link>
  );
}
