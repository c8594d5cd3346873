import type { Client } from "@stepwell/client";
import type { RunKeyView, RunRow } from "@stepwell/protocol";
import { QueryClient } from "@tanstack/react-query";
import { describe, expect, it } from "vitest";
import { queryKeys } from "../../lib/query-keys.ts";
import { createKeyResolver } from "../filter/resolve-key.ts";
import { toast } from "../shell/toast.ts";
import { betterOfColumn } from "./best-values.ts";
import { editCell, editMany } from "./edit-runs.ts";
import { tagsOf } from "./grid-cell.tsx";
import { afterClick, afterMany } from "./selection.ts";
import { tableColumns, usualColumns } from "./table-column.ts";
import { movedBefore, nextSort } from "./use-column-actions.ts";

const known: readonly RunKeyView[] = [
  key("config.lr", "numbers"),
  key("config.model.name", "texts"),
  key("summary.val/miou.max", "numbers"),
  key("summary.train/loss", "numbers"),
];
const keys = createKeyResolver(known);

describe("columns", () => {
  it("are found by what the address says of them", () => {
    const [lr, name, miou, spark, started] = tableColumns(
      ["lr", "config.model.name", "val/miou:max", "~train/loss", "started", "nothing-like-it"],
      { keys, known },
    );
    expect(lr).toMatchObject({ path: "config.lr", kind: "number", title: "lr" });
    expect(name).toMatchObject({ kind: "text", prefix: "model.", title: "name" });
    expect(miou).toMatchObject({ path: "summary.val/miou.max", prefix: "val/", title: "miou", take: "max" });
    expect(spark).toMatchObject({ kind: "spark", path: "" });
    expect(started).toMatchObject({ kind: "time", path: "startedAt" });
  });

  it("are at first the state, results, a line of the loss, settings, and when", () => {
    expect(usualColumns(known)).toEqual([
      "state",
      "val/miou:max",
      "train/loss",
      "~train/loss",
      "config.lr",
      "config.model.name",
      "duration",
      "started",
      "tags",
      "notes",
    ]);
  });

  it("know which of their values are better, or that nobody knows", () => {
    const [miou, loss, lr] = tableColumns(["val/miou:max", "train/loss", "lr"], { keys, known });
    expect(betterOfColumn(miou as never, { descending: false })).toBe("higher");
    expect(betterOfColumn(loss as never, undefined)).toBe("lower");
    expect(betterOfColumn(lr as never, { descending: true })).toBeUndefined();
  });

  it("sort down, up and not at all; with Shift beside others", () => {
    const down = nextSort([], "a", "only");
    expect(down).toEqual([{ key: "a", descending: true }]);
    const up = nextSort(down, "a", "only");
    expect(up).toEqual([{ key: "a", descending: false }]);
    expect(nextSort(up, "a", "only")).toEqual([]);
    expect(nextSort(up, "b", "add")).toEqual([...up, { key: "b", descending: true }]);
    expect(nextSort(up, "b", "only")).toEqual([{ key: "b", descending: true }]);
  });

  it("move to where they are dropped", () => {
    expect(movedBefore(["a", "b", "c"], "c", "a")).toEqual(["c", "a", "b"]);
    expect(movedBefore(["a", "b", "c"], "a", "c")).toEqual(["b", "c", "a"]);
  });
});

describe("the selection", () => {
  const rows = ["a", "b", "c", "d"].map((id) => row(id));
  const [a, , c] = rows as [RunRow, RunRow, RunRow];

  it("takes a row, and with Shift all since the last one", () => {
    const one = afterClick(new Map(), { run: a, anchor: undefined, rows, isRange: false });
    expect([...one.keys()]).toEqual(["a"]);
    const three = afterClick(one, { run: c, anchor: "a", rows, isRange: true });
    expect([...three.keys()]).toEqual(["a", "b", "c"]);
    expect([...afterClick(three, { run: a, anchor: "c", rows, isRange: true }).keys()]).toEqual([]);
  });

  it("takes all rows, or lets go of all", () => {
    const all = afterMany(new Map([["a", a]]), rows);
    expect(all.size).toBe(4);
    expect(afterMany(all, rows).size).toBe(0);
  });
});

describe("a cell that is edited", () => {
  it("shows the text at once, and the former one when the server refuses", async () => {
    const queries = new QueryClient();
    const place = queryKeys.runTable("p", "q", [], 0);
    queries.setQueryData(place, { runs: [row("a")], total: 1, next: null });
    const nameNow = (): unknown => queries.getQueryData<{ runs: RunRow[] }>(place)?.runs[0]?.name;
    const sent: unknown[] = [];
    const client = {
      editRun: (...call: unknown[]) => {
        sent.push(call);
        expect(nameNow()).toBe("better");
        return Promise.reject(new Error("[client] Failed to change run: it is locked."));
      },
    } as unknown as Client;
    await editCell({ client, queries }, row("a"), { name: "better" });
    expect(sent).toEqual([["p", "a", { name: "better" }]]);
    expect(nameNow()).toBe("a");
    expect(toast.get()).toMatchObject({ error: true });
  });

  it("reads tags between commas, each once", () => {
    expect(tagsOf(" v2, aug,,v2 ,")).toEqual(["v2", "aug"]);
  });
});

describe("runs that move", () => {
  it("are found in their new project when that is taken back", async () => {
    const sent: unknown[] = [];
    const client = {
      editRuns: (...call: unknown[]) => {
        sent.push(call);
        return Promise.resolve({ changed: 1, failed: 0, refused: [] });
      },
    } as unknown as Client;
    const ports = { client, queries: new QueryClient() };
    const back = { project: "p" };
    await editMany(ports, [row("a")], { edit: { project: "else" }, back, did: "moved" });
    toast.get()?.undo?.();
    expect(sent).toEqual([
      [{ runs: [{ project: "p", run: "a" }] }, { project: "else" }],
      [{ runs: [{ project: "else", run: "a" }] }, back],
    ]);
  });
});

function key(path: string, kind: "numbers" | "texts"): RunKeyView {
  return { path, runs: 2, numbers: 0, texts: 0, [kind]: 2 };
}

function row(id: string): RunRow {
  const times = { createdAt: 0, startedAt: 0, updatedAt: 0, runtime: 0 };
  const texts = { project: "p", name: id, state: "finished", group: "", jobType: "" };
  return { id, ...texts, ...times, color: 0, tags: [], columns: {} };
}
