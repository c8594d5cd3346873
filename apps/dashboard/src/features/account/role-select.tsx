import type { Role } from "@stepwell/client";
import type { ReactNode } from "react";
import { Icon } from "../shell/icon.tsx";

const roles: readonly Role[] = ["viewer", "member", "admin"];

interface RoleSelectProps {
  readonly label: string;
  readonly value: Role;
  readonly isDisabled?: boolean;
  readonly onChange: (role: Role) => void;
}

/** One of the three roles. */
export function RoleSelect({ label, value, isDisabled = false, onChange }: RoleSelectProps): ReactNode {
  return (
    <span className="btn select small">
      <select
        aria-label={label}
        value={value}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.value as Role)}
      >
        {roles.map((role) => (
          <option key={role}>{role}</option>
        ))}
      </select>
      <Icon name="down" />
    </span>
  );
}
