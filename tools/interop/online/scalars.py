"""Thousands of rows of every kind of plain value, definitions of metrics, and every way to read rows back."""

import json
import math
import os

import wandb
from judge import Judge, plain_dict, without

judge = Judge()
ROWS = 2300
ODD_KEYS = ["a/b/c", "dots.in.key", "with space", "ключ 🔑", "quo\"te", "back\\slash", "_own", "new\nline"]

run = wandb.init(project="scalars", id="scalars", config={"rows": ROWS})
run.define_metric("epoch")
run.define_metric("val/*", step_metric="epoch", summary="max,min,mean,first,last")
run.define_metric("best/loss", summary="min")
run.define_metric("unseen", summary="none")
run.define_metric("hidden/value", hidden=True)
run.define_metric("copied", summary="copy")

logged = []


def log(row, **options):
    run.log(row, **options)
    logged.append({**row, "_step": options.get("step", len(logged))})


for index in range(ROWS):
    row = {"loss": 1 / (index + 1), "index": index, "deep": {"a": {"b": index / 7}}}
    if index % 100 == 0:
        row = {**row, "epoch": index // 100, "val/acc": math.sin(index), "val/top.5": index}
    if index == 1500:
        row = {**row, "loss": math.nan, "up": math.inf, "down": -math.inf}
    log(row)
log({key: index for index, key in enumerate(ODD_KEYS)})
log({"huge": 2**53 + 1, "largest": 2**63 - 1, "lowest": -(2**63), "beyond": 2**70, "tiny": 5e-324, "vast": 1.7976931348623157e308})
log({"yes": True, "no": False, "none": None, "text": "λ\u0000\u2028 \U0001f600 <&>'\"", "empty": "", "list": [1, [2.5, "x", None], {"k": [True]}], "nothing": []})
log({"unseen": 1, "hidden/value": 2, "copied": 3, "best/loss": 0.5})
log({"best/loss": 0.25})
log({"best/loss": 0.75})
run.log({"val/late": 1})
# A row gets the latest value of the axis that it is defined over.
logged.append({"val/late": 1, "epoch": 22, "_step": len(logged)})
# The same step in several calls, a jump, and what is held until the end.
run.log({"part": 1}, commit=False)
log({"part2": 2})
logged[-1]["part"] = 1
run.log({"jump": 1}, step=5000)
run.log({"more": 2}, step=5000)
run.log({"late": 1}, step=10)
logged.append({"jump": 1, "more": 2, "_step": 5000})
run.log({"held": "to the end"}, step=6001)
logged.append({"held": "to the end", "_step": 6001})
run.finish()

api = wandb.Api()
stored = api.run("scalars/scalars")


def flat(row):
    return without(row, "_timestamp", "_runtime")


# The client turns what no 64 bits hold into the nearest float.
expected = [{**row, "beyond": float(2**70)} if "beyond" in row else row for row in logged]

with judge.area("history: all rows"):
    rows = list(stored.scan_history())
    judge.equal("rows", [flat(row) for row in rows], expected)
    judge.true("times rise", all(one["_timestamp"] <= other["_timestamp"] and one["_runtime"] <= other["_runtime"] for one, other in zip(rows, rows[1:])))
    small = list(stored.scan_history(page_size=97, min_step=950, max_step=1450))
    judge.equal("rows of a range in small pages", [flat(row) for row in small], expected[950:1450])
    judge.equal("a range beyond the end", [flat(row) for row in stored.scan_history(min_step=5000, max_step=99_999)], expected[-2:])
    judge.equal("an empty range", list(stored.scan_history(min_step=3000, max_step=4000)), [])
    judge.equal("the last step", stored.lastHistoryStep, 6001)
    judge.equal("the count of rows", stored.historyLineCount, len(expected))

with judge.area("history: by keys"):

    def picked(rows, keys):
        return [{key: row[key] for key in keys} for row in rows if all(key in row for key in keys)]

    def plain(rows):
        """Infinities and NaN come as words inside of a reply of JSON."""
        words = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}
        return [{key: words.get(value, value) if isinstance(value, str) else value for key, value in row.items()} for row in rows]

    keys = ["loss", "val/acc"]
    judge.equal("scan of two keys", plain(stored.scan_history(keys=keys)), picked(expected, ["_step", *keys]))
    judge.equal("scan of a key in a range", plain(stored.scan_history(keys=["loss"], min_step=1400, max_step=1600)), picked(expected[1400:1600], ["loss", "_step"]))
    judge.equal("samples of two keys", plain(stored.history(keys=keys, pandas=False, samples=10_000)), picked(expected, ["_step", *keys]))
    judge.equal("a nested key", plain(stored.history(keys=["deep.a.b"], pandas=False, samples=10_000)), [{"_step": row["_step"], "deep.a.b": row["deep"]["a"]["b"]} for row in expected if "deep" in row])
    for key in ODD_KEYS:
        judge.equal(f'the key "{key}"', plain(stored.history(keys=[key], pandas=False)), picked(expected, ["_step", key]))
    for key in ["up", "down", "huge", "largest", "lowest", "tiny", "vast", "yes", "text", "list", "nothing"]:
        judge.equal(f'the value of "{key}"', plain(stored.history(keys=[key], pandas=False)), picked(expected, ["_step", key]))
    judge.equal("another axis", plain(stored.history(keys=["val/acc"], x_axis="epoch", pandas=False)), picked(expected, ["epoch", "val/acc"]))
    judge.equal("a key that is not there", stored.history(keys=["nowhere"], pandas=False), [])
    judge.equal("keys that never meet", stored.history(keys=["up", "held"], pandas=False), [])

with judge.area("history: samples"):
    by_step = {row["_step"]: row for row in expected}
    sampled = stored.history(pandas=False)
    judge.equal("the count of samples", len(sampled), 500)
    for row in sampled:
        want = by_step[row["_step"]]
        judge.equal(f'sampled row {row["_step"]}', flat(row), want)
    judge.equal("the ends", [sampled[0]["_step"], sampled[-1]["_step"]], [0, 6001])
    judge.equal("few samples", [len(stored.history(samples=count, pandas=False)) for count in (1, 2, 3, 50)], [1, 2, 3, 50])
    frame = stored.history(keys=["index"], samples=10_000)
    judge.equal("pandas", frame["index"].tolist(), list(range(ROWS)))
    listed = api.runs("scalars").histories(keys=["val/acc"], samples=10_000)
    judge.equal("histories of runs", plain(without(row, "run_id") for row in listed), picked(expected, ["_step", "val/acc"]))

with judge.area("define_metric"):
    summary = plain_dict(stored.summary)
    accuracies = [row["val/acc"] for row in expected if "val/acc" in row]
    judge.equal("summary of val/acc", summary["val/acc"], {
        "max": max(accuracies), "min": min(accuracies), "mean": sum(accuracies) / len(accuracies), "first": accuracies[0], "last": accuracies[-1],
    } | {"mean": summary["val/acc"]["mean"]})
    judge.true("the mean", math.isclose(summary["val/acc"]["mean"], sum(accuracies) / len(accuracies), rel_tol=1e-12), summary["val/acc"]["mean"])
    judge.equal("min, copy and none", [summary.get("best/loss"), summary.get("copied"), "unseen" in summary], [{"min": 0.25}, 3, False])
    defined = stored.rawconfig["_wandb"]["m"]
    judge.equal("hidden", [entry.get("6") for entry in defined if entry.get("1") == "hidden/value"], [[2, 3]])
    names = {entry.get("1") or entry.get("2") for entry in defined}
    judge.true("all definitions", {"epoch", "best/loss", "unseen", "hidden/value", "copied"} <= names, names)

with judge.area("summary"):
    last = {}
    for row in expected:
        for key, value in row.items():
            last[key] = value
    # What has a definition is told above; None leaves the value before it, and here there is none.
    for key in ("val/acc", "val/top.5", "val/late", "best/loss", "copied", "unseen", "none"):
        last.pop(key, None)
    seen = {key: value for key, value in summary.items() if key in last}
    judge.equal("last values", seen, last)
    judge.equal("what else is there", sorted(key for key in summary if key not in last), sorted(["_timestamp", "_runtime", "_wandb", "val/acc", "val/top.5", "val/late", "best/loss", "copied"]))
    with open(os.path.join(run.dir, "wandb-summary.json")) as file:
        judge.equal("the client's own file", summary, json.load(file))

judge.end()
