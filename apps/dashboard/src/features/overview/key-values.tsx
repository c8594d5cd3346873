import type { ReactNode } from "react";

export interface KeyValueRow {
  readonly name: string;
  readonly value: string;
  readonly warn?: boolean;
}

export interface KeyValuesProps {
  readonly title: string;
  readonly rows: readonly KeyValueRow[];
  readonly count?: number;
  /** Said when there are no rows. */
  readonly empty?: string;
  readonly children?: ReactNode;
}

/** A panel of names and values. */
export function KeyValues({ title, rows, count, empty, children }: KeyValuesProps): ReactNode {
  return (
    <article className="panel" aria-label={title}>
      <header>
        <h3>
          {title}
          {count === undefined ? null : <span className="badge">{count}</span>}
        </h3>
        <span className="grow" />
        {children}
      </header>
      {rows.length === 0 && empty !== undefined ? <p className="notes dim">{empty}</p> : null}
      <table className="kv">
        <tbody>
          {rows.map(({ name, value, warn }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className={warn === true ? "warn" : ""} title={value}>
                {value}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </article>
  );
}
