import type { ReactNode } from "react";

export interface KeyValueRow {
  readonly name: string;
  readonly value: string;
  readonly warn?: boolean;
  /** Default: the value. */
  readonly title?: string;
}

export interface KeyValuesProps {
  readonly title: string;
  readonly rows: readonly KeyValueRow[];
  /** Under the rows. */
  readonly children?: ReactNode;
}

/** A panel of names and values. */
export function KeyValues({ title, rows, children }: KeyValuesProps): ReactNode {
  return (
    <article className="panel" aria-label={title}>
      <header>
        <h3>{title}</h3>
      </header>
      <table className="kv">
        <tbody>
          {rows.map(({ name, value, warn, title: full }, at) => (
            <tr key={`${name} ${at}`}>
              <th scope="row">{name}</th>
              <td className={warn === true ? "warn" : ""} title={full ?? value}>
                {value}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {children}
    </article>
  );
}
