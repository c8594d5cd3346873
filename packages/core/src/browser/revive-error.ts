import { ConfigError, CoreError, DeliveryError, UsageError } from "../core-error.ts";
import { DiskError } from "../errors/disk-error.ts";
import { FileError } from "../errors/file-error.ts";
import { OptionError } from "../errors/option-error.ts";
import { ResumeError } from "../errors/resume-error.ts";
import { ValueError } from "../errors/value-error.ts";
import type { ErrorFacts } from "./error-facts.ts";

type ErrorClass = new (message: string, facts: never) => CoreError;

const CLASSES: Readonly<Record<string, ErrorClass>> = {
  ConfigError,
  CoreError,
  DeliveryError,
  DiskError,
  FileError,
  OptionError,
  ResumeError,
  UsageError,
  ValueError,
};

/** The error that a worker has met, as the page throws it. */
export function reviveError({ name, message, facts }: ErrorFacts): CoreError {
  const Class = Object.hasOwn(CLASSES, name) ? (CLASSES[name] as ErrorClass) : CoreError;
  return new Class(message, facts as never);
}
