import type { Json } from "@stepwell/protocol";
import { createDisabledArtifactCalls } from "../artifacts/disabled-artifact-calls.ts";
import type { ConfigSources } from "../settings/load-config.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";
import { createDisabledSharing } from "../writers/share-disabled-run.ts";
import { assembleRun } from "./assemble-run.ts";
import { createConfig } from "./config.ts";
import { initialConfig } from "./config-values.ts";
import type { Run } from "./run.ts";
import { createDisabledMembers } from "./disabled-members.ts";
import { createSummary } from "./summary.ts";

/** A run that writes nothing and checks nothing: `log` only updates the summary in memory, the step stays 0. */
export function createDisabledRun<Keys extends object>(options: {
  settings: Settings;
  config: ConfigSources;
  world: World;
  onFinish: () => void;
}): Run<Keys> {
  const { settings, onFinish } = options;
  const owner = createConfig({
    initial: initialConfig(options.config),
    allowValChange: settings.allowValChange,
    write: () => undefined,
  });
  const values: Record<string, Json> = {};
  const summary = createSummary<Keys>({
    read: () => values,
    set(path, value) {
      values[path.join(".")] = value as Json;
    },
    delete(path) {
      delete values[path.join(".")];
    },
  });
  return assembleRun<Keys>(createDisabledMembers({ settings, world: options.world }), {
    id: settings.runId,
    project: settings.project,
    dir: "",
    folder: "",
    url: undefined,
    stopSignal: new AbortController().signal,
    step: 0,
    summary,
    config: owner.config,
    log(data) {
      Object.assign(values, data);
    },
    defineMetric: () => undefined,
    ...createDisabledArtifactCalls(settings),
    writeLogs: () => undefined,
    alert: () => undefined,
    markPreempting: () => undefined,
    save: () => [],
    pinConfigKeys: () => undefined,
    beforeFinish: () => () => undefined,
    ...createDisabledSharing(settings, options.world),
    flush: () => Promise.resolve(),
    finish() {
      onFinish();
      return Promise.resolve();
    },
    stats: () => ({ rowsLogged: 0, rowsWritten: 0, values: 0, dropped: {}, bytes: 0, pending: 0 }),
    [Symbol.asyncDispose]() {
      return this.finish();
    },
    [Symbol.dispose]() {
      void this.finish();
    },
  });
}
