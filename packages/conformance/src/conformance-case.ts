import { readFileSync } from "node:fs";

/** One recorded sequence of calls, and what the official client made of it. */
export interface ConformanceCase {
  readonly id: string;
  readonly title: string;
  readonly area: string;
  readonly calls: readonly ConformanceCall[];
  readonly expect: ConformanceExpectation;
}

/** A call; which members it has depends on `op`. Values may be tagged (`$`). */
export interface ConformanceCall {
  readonly op: string;
  readonly data?: unknown;
  readonly step?: unknown;
  readonly commit?: boolean;
  readonly path?: readonly string[];
  readonly key?: string;
  readonly value?: unknown;
  readonly allowValChange?: boolean;
  readonly config?: unknown;
  readonly name?: string;
  readonly stepMetric?: string;
  readonly stepSync?: boolean;
  readonly hidden?: boolean;
  readonly summary?: string;
  readonly overwrite?: boolean;
  readonly stream?: "stdout" | "stderr";
  readonly text?: string;
  readonly table?: string;
  readonly row?: readonly unknown[];
  /** Of a column: the name of a type, several of them, or `{ const }`. */
  readonly dtype?: unknown;
  readonly optional?: boolean;
}

export interface ConformanceExpectation {
  readonly rows?: readonly unknown[];
  readonly summary?: unknown;
  readonly config?: unknown;
  readonly metrics?: readonly unknown[];
  readonly errors?: readonly { readonly call: number; readonly kind: string }[];
  readonly reads?: readonly { readonly call: number; readonly value: unknown }[];
  readonly warnings?: number;
  readonly consoleLines?: readonly unknown[];
  /** Media files by name. */
  readonly files?: Readonly<Record<string, object>>;
  readonly classLabels?: unknown;
  readonly tables?: readonly object[];
  /** Charts by the key that they were logged under. */
  readonly charts?: unknown;
}

/** The recorded cases of an area, in order. */
export function conformanceCases(area: string): readonly ConformanceCase[] {
  const url = new URL(`../cases/${area}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, "utf8")) as ConformanceCase[];
}
