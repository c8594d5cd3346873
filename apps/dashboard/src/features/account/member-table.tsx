import type { Role, UserInfo } from "@stepwell/client";
import type { ReactNode } from "react";
import { formatName } from "../../lib/format-name.ts";
import { formatTime, formatTimeFull } from "../../lib/format-time.ts";
import { useNow } from "../../lib/use-now.ts";
import { ServerButton } from "../shell/server-button.tsx";
import { ConfirmButton } from "./confirm-button.tsx";
import { LastSeen } from "./last-seen.tsx";
import { RoleSelect } from "./role-select.tsx";

interface MemberTableProps {
  readonly users: readonly UserInfo[];
  /** The user who looks. */
  readonly own: string;
  readonly isBusy: boolean;
  readonly onRole: (name: string, role: Role) => void;
  readonly onKey: (name: string) => void;
  readonly onRemove: (name: string) => void;
}

/** Members by name, with what an admin may do about each. */
export function MemberTable({ users, own, isBusy, onRole, onKey, onRemove }: MemberTableProps): ReactNode {
  const now = useNow(30_000);
  return (
    <div className="panel scroll-x">
      <table className="table stacked" data-testid="members">
        <thead>
          <tr>
            <th>name</th>
            <th>role</th>
            <th className="num">since</th>
            <th className="num">last seen</th>
            <th aria-label="Actions" />
          </tr>
        </thead>
        <tbody>
          {users.map(({ name, role, created }) => (
            <tr key={name}>
              <td className="strong" title={name}>
                {formatName(name, 36)}
                {name === own ? <span className="tag">you</span> : null}
              </td>
              <td>
                <RoleSelect
                  label={`Role of ${name}`}
                  value={role}
                  isDisabled={isBusy}
                  onChange={(next) => onRole(name, next)}
                />
              </td>
              <td className="num dim" data-head="since" title={formatTimeFull(created)}>
                {formatTime(created, now)}
              </td>
              <td className="num dim" data-head="last seen">
                <LastSeen user={name} now={now} />
              </td>
              <td className="num">
                <ServerButton className="btn small ghost" disabled={isBusy} onClick={() => onKey(name)}>
                  New key
                </ServerButton>
                <ConfirmButton label="Remove" isDisabled={isBusy} onConfirm={() => onRemove(name)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
