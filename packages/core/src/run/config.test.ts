import { inspect } from "node:util";
import type { ConfigRecord, JsonObject } from "@stepwell/protocol";
import { applyConfigUpdate } from "@stepwell/runlog";
import { describe, expect, test } from "vitest";
import { ConfigError, UsageError } from "../core-error.ts";
import { createConfig } from "./config.ts";
import { configItems, initialConfig } from "./config-values.ts";
import type { ConfigOwner } from "./config.ts";

function start(
  initial: object,
  options: { allowValChange?: boolean; locked?: object } = {},
): ConfigOwner & { uploaded: () => JsonObject; ignored: string[] } {
  const { locked = {}, ...rest } = options;
  const records: ConfigRecord[] = [];
  const ignored: string[] = [];
  const begin = initialConfig({ values: [initial], locked });
  const begun = configItems(begin.values);
  const owner = createConfig({
    ...rest,
    initial: begin,
    write: (record) => void records.push(record),
    ignored: (keys) => void ignored.push(...keys),
  });
  const uploaded = (): JsonObject =>
    records.reduce(applyConfigUpdate, applyConfigUpdate({}, { update: begun, remove: [] }));
  return { ...owner, uploaded, ignored };
}

test("console.log shows the values and not the methods", () => {
  const { config } = start({ lr: 0.1 });
  config["layers"] = [1, 2];
  expect(inspect(config)).toBe("{ lr: 0.1, layers: [ 1, 2 ] }");
});

describe("what may change", () => {
  test("a value only with leave, and the same value always", () => {
    const { config } = start({ lr: 0.1 });
    expect(() => (config["lr"] = 0.2)).toThrow(ConfigError);
    expect(() => config.set("lr", 0.2)).toThrow('"lr" is set already and would change.');
    config["lr"] = 0.1;
    const mistyped = { allow_val_change: true } as object;
    expect(() => config.update({ lr: 0.2 }, mistyped)).toThrow('Did you mean "allowValChange"?');
    expect(() => config.set("lr", 0.2, true as unknown as object)).toThrow("Give an object");
    config.update({ lr: 0.2 }, { allowValChange: true });
    config.set("lr", 0.3, { allowValChange: true });
    expect(config["lr"]).toBe(0.3);
  });

  test("every value, when init was told so, but for a call that says otherwise", () => {
    const { config } = start({ lr: 0.1 }, { allowValChange: true });
    config["lr"] = 0.2;
    expect(() => config.update({ lr: 0.3 }, { allowValChange: false })).toThrow(ConfigError);
    expect(config["lr"]).toBe(0.2);
  });

  test("nothing of a call that is refused", () => {
    const { config, uploaded } = start({ a: 1 });
    expect(() => config.update({ b: 2, a: 2 })).toThrow(ConfigError);
    expect(() => config.update({ b: 2, c: Symbol("c") })).toThrow(UsageError);
    expect(uploaded()).toEqual({ a: 1 });
  });

  test("a locked value never, and the others of the same call do", () => {
    const { config, ignored, uploaded } = start({ a: 1, b: 1 }, { locked: { a: 5 } });
    config.update({ a: 6, b: 2, "-a-": 7 }, { allowValChange: true });
    expect(uploaded()).toEqual({ a: 5, b: 2 });
    expect(ignored).toEqual(["a"]);
  });
});

describe("objects inside", () => {
  test("are replaced here and merged where they are published", () => {
    const { config, uploaded } = start({ net: { x: 1 } });
    config.update({ net: { y: 2 } }, { allowValChange: true });
    expect(config["net"]).toEqual({ y: 2 });
    expect(uploaded()).toEqual({ net: { x: 1, y: 2 } });
  });

  test("are copies, and a change in them stays here until everything is published", () => {
    const given = { net: { x: 1 } };
    const { config, uploaded, items } = start(given);
    given.net.x = 2;
    const net = config["net"] as Record<string, unknown>;
    net["x"] = 5;
    net["list"] = new Set([1]);
    expect(config["net"]).toEqual({ x: 5, list: new Set([1]) });
    expect(uploaded()).toEqual({ net: { x: 1 } });
    expect(applyConfigUpdate({}, { update: items(), remove: [] })).toEqual({ net: { x: 5, list: [1] } });
  });

  test("that were made unusable are left out of what is published, and disturb nothing", () => {
    const { config, items } = start({ bad: { x: 1 }, worse: { x: 1 }, good: 1 });
    const bad = config["bad"] as Record<string, unknown>;
    bad["self"] = bad;
    (config["worse"] as Record<string, unknown>)["toJSON"] = () => {
      throw new Error("no");
    };
    expect(items()).toEqual([{ path: ["good"], value: 1 }]);
    config.update({ bad: { x: 2 } }, { allowValChange: true });
    expect(config["bad"]).toEqual({ x: 2 });
  });
});

describe("reading", () => {
  test("a key that is not set gives what was asked for instead", () => {
    const { config } = start({ none: null });
    expect([config.get("a", 3), config.get("a"), config.get("none", 3)]).toEqual([3, undefined, null]);
  });

  test("keys that begin with an underscore are hidden from enumeration and there when asked for", () => {
    const { config } = start({ a: 1, _b: 2 });
    expect(Object.keys(config)).toEqual(["a"]);
    expect([config["_b"], "_b" in config, config.toJSON()]).toEqual([2, true, { a: 1, _b: 2 }]);
  });

  test("what another run's tracker wrote is left out", () => {
    const { config, uploaded } = start({ a: 1, _wandb: { t: 1 } });
    config.update({ _wandb: { t: 2 } });
    expect(uploaded()).toEqual({ a: 1 });
  });

  test("defaults fill only what is missing", () => {
    const { config, uploaded } = start({ a: 1 }, { locked: { b: 1 } });
    config.setDefaults({ a: 2, b: 2, c: 2 });
    expect(uploaded()).toEqual({ a: 1, b: 1, c: 2 });
  });
});
