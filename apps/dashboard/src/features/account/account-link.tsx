import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatName } from "../../lib/format-name.ts";
import { Icon } from "../shell/icon.tsx";
import { useAccount } from "./use-account.ts";

/** The way to one's keys; nothing at a server that asks for none. */
export function AccountLink(): ReactNode {
  const user = useAccount().data?.user;
  if (user === undefined || user === null) return null;
  return (
    <Link
      to="/settings/$tab"
      params={{ tab: "account" }}
      className="btn ghost"
      aria-label={`Settings of ${user.name}`}
      title={`${user.name}, ${user.role} of team ${user.team}`}
    >
      <Icon name="person" />
      <span className="hide-s">{formatName(user.name, 18)}</span>
    </Link>
  );
}
