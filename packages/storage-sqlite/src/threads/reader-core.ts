import { createAccountReader } from "../accounts/account-reader.ts";
import type { AccountReader } from "../accounts/account-reader.ts";
import { createArtifactReader } from "../artifacts/artifact-reader.ts";
import type { ArtifactReader } from "../artifacts/artifact-reader.ts";
import { checkStorage } from "../check/check-storage.ts";
import type { StorageReport } from "../check/check-storage.ts";
import type { Driver } from "../database/driver.ts";
import { openForReading } from "../database/open-database.ts";
import { createMetricReader } from "../metrics/metric-reader.ts";
import type { MetricReader } from "../metrics/metric-reader.ts";
import { createRunReader } from "../runs/run-reader.ts";
import type { RunReader } from "../runs/run-reader.ts";
import { createViewReader } from "../runs/view-rows.ts";
import type { ViewReader } from "../runs/view-rows.ts";
import { createFactReader } from "../facts/fact-reader.ts";
import type { FactReaderCalls } from "../facts/fact-reader.ts";
import type { Outcome } from "./writer-core.ts";

/** What a reader may be asked, by name. */
export type ReaderCalls = MetricReader & {
  readonly [Name in keyof ViewReader]: ViewReader[Name];
} & {
  readonly [Name in Exclude<keyof RunReader, "run">]: RunReader[Name];
} & {
  readonly run: RunReader["run"];
  readonly facts: (call: FactQuestion) => unknown;
  readonly check: () => StorageReport;
  readonly artifacts: (call: ArtifactQuestion) => unknown;
  readonly accounts: (call: AccountQuestion) => unknown;
};

/** What run queries may ask, by name. */
export type FactQuestion = {
  [Name in keyof FactReaderCalls]: {
    readonly name: Name;
    readonly args: Readonly<Parameters<FactReaderCalls[Name]>>;
  };
}[keyof FactReaderCalls];

/** What the artifacts' half may be asked, by name. */
export type ArtifactQuestion = {
  [Name in keyof ArtifactReader]: {
    readonly name: Name;
    readonly args: Readonly<Parameters<ArtifactReader[Name]>>;
  };
}[keyof ArtifactReader];

/** What the accounts' half may be asked, by name. */
export type AccountQuestion = {
  [Name in keyof AccountReader]: {
    readonly name: Name;
    readonly args: Readonly<Parameters<AccountReader[Name]>>;
  };
}[keyof AccountReader];

/** A call as a value, so that it can cross threads. */
export type ReaderCall = {
  [Name in keyof ReaderCalls]: {
    readonly name: Name;
    readonly args: Readonly<Parameters<ReaderCalls[Name]>>;
  };
}[keyof ReaderCalls];

/** Owns one connection that reads. The file must exist. */
export interface ReaderCore {
  perform(call: ReaderCall): Outcome;
  close(): void;
}

export function createReaderCore(Driver: Driver, file: string): ReaderCore {
  const database = openForReading(Driver, file);
  const artifacts = createArtifactReader(database);
  const accounts = createAccountReader(database);
  const facts = createFactReader(database);
  const calls: ReaderCalls = {
    check: () => checkStorage(database),
    ...createMetricReader(database),
    ...createRunReader(database),
    ...createViewReader(database),
    facts: ({ name, args }) => (facts[name] as (...values: readonly unknown[]) => unknown)(...args),
    artifacts: ({ name, args }) => (artifacts[name] as (...values: readonly unknown[]) => unknown)(...args),
    accounts: ({ name, args }) => (accounts[name] as (...values: readonly unknown[]) => unknown)(...args),
  };
  return {
    perform({ name, args }) {
      try {
        return { value: (calls[name] as (...values: readonly unknown[]) => unknown)(...args) };
      } catch (error) {
        return { error };
      }
    },
    close: () => database.close(),
  };
}
