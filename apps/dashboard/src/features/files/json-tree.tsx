import type { ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";

const mostMembers = 500;
const deepest = 60;

/** A JSON value whose objects and lists fold. */
export function JsonTree({ value }: { readonly value: unknown }): ReactNode {
  return (
    <div className="json-tree">
      <Value value={value} depth={0} />
    </div>
  );
}

function Value({ value, depth }: { readonly value: unknown; readonly depth: number }): ReactNode {
  if (typeof value !== "object" || value === null)
    return <span className={value === null ? "null" : typeof value}>{JSON.stringify(value)}</span>;
  const members: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? value.slice(0, mostMembers).map((item: unknown, at) => [String(at), item] as const)
    : Object.entries(value).slice(0, mostMembers);
  const size = Array.isArray(value) ? value.length : Object.keys(value).length;
  const what = Array.isArray(value) ? formatPlural(size, "item") : formatPlural(size, "member");
  if (size === 0) return <span className="null">{Array.isArray(value) ? "[]" : "{}"}</span>;
  if (depth > deepest) return <span className="null">{what}, too deep to show</span>;
  return (
    <details open={depth < 2 && size <= 100}>
      <summary>{what}</summary>
      <ul>
        {members.map(([name, member]) => (
          <li key={name}>
            <span className="name">{name}</span> <Value value={member} depth={depth + 1} />
          </li>
        ))}
        {size > mostMembers ? (
          <li className="null">{formatPlural(size - mostMembers, "more member")} not shown</li>
        ) : null}
      </ul>
    </details>
  );
}
