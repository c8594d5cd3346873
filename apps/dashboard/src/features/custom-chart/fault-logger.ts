import type { LoggerInterface } from "vega";

/** Where Vega says what went wrong while it computed a figure: errors are told, and nothing else is kept. */
export function faultLogger(onFault: (fault: unknown) => void): LoggerInterface {
  const logger: LoggerInterface = {
    level: ((level?: number) => (level === undefined ? 0 : logger)) as LoggerInterface["level"],
    error: (...args) => {
      onFault(args.find((arg) => arg instanceof Error) ?? new Error(args.join(" ")));
      return logger;
    },
    warn: () => logger,
    info: () => logger,
    debug: () => logger,
  };
  return logger;
}
