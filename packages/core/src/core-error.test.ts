import { expect, test } from "vitest";
import { ConfigError, CoreError, DeliveryError, UsageError } from "./core-error.ts";

const kinds = { UsageError, ConfigError, DeliveryError };
const errors = {
  UsageError: new UsageError("u"),
  ConfigError: new ConfigError("c"),
  DeliveryError: new DeliveryError("d", { status: 0 }),
};

test.each(Object.entries(errors))("a %s is a CoreError and of no other kind", (name, error) => {
  expect(CoreError.isInstance(error)).toBe(true);
  for (const [kind, { isInstance }] of Object.entries(kinds)) expect(isInstance(error)).toBe(kind === name);
});

test.each([0, 408, 429, 500, 503])("a delivery that failed with status %i may succeed later", (status) => {
  expect(new DeliveryError("d", { status }).retryable).toBe(true);
});

test.each([200, 400, 401, 404, 501])("a delivery that was refused with status %i is final", (status) => {
  expect(new DeliveryError("d", { status }).retryable).toBe(false);
});

test.each([null, undefined, 1, {}, new Error("x")])("%s is none of them", (value) => {
  for (const { isInstance } of [CoreError, ...Object.values(kinds)]) expect(isInstance(value)).toBe(false);
});
