import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useAccount } from "../account/use-account.ts";
import { Icon } from "./icon.tsx";
import { MenuItem, MenuSeparator } from "./menu-items.tsx";
import { Menu } from "./menu.tsx";
import { projectPages, useKeptSearch, useProjectPage } from "./project-tabs.tsx";

export interface SmallMenuProps {
  readonly project: string | undefined;
  readonly onSearch: () => void;
  readonly onKeys: () => void;
}

/** What the bar of a small screen has no room for. */
export function SmallMenu({ project, onSearch, onKeys }: SmallMenuProps): ReactNode {
  const navigate = useNavigate();
  const current = useProjectPage();
  const search = useKeptSearch();
  const user = useAccount().data?.user;
  return (
    <Menu
      align="end"
      trigger={
        <button type="button" className="btn ghost icon only-s" aria-label="Menu">
          <Icon name="menu" />
        </button>
      }
    >
      <MenuItem icon="search" onSelect={onSearch}>
        Search or jump to
      </MenuItem>
      {project === undefined ? null : (
        <>
          <MenuSeparator />
          {projectPages.map(({ name, path }) => (
            <MenuItem
              key={name}
              {...(name === current ? { icon: "check" as const } : {})}
              onSelect={() => void navigate({ to: path, params: { project }, search })}
            >
              {name}
            </MenuItem>
          ))}
        </>
      )}
      <MenuSeparator />
      <MenuItem onSelect={() => void navigate({ to: "/" })}>All projects</MenuItem>
      <MenuItem onSelect={() => void navigate({ to: "/settings/$tab", params: { tab: "appearance" } })}>
        Settings{user === undefined || user === null ? "" : ` of ${user.name}`}
      </MenuItem>
      <MenuItem onSelect={onKeys}>Keyboard shortcuts</MenuItem>
    </Menu>
  );
}
