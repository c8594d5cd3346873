"""Reads what W&B's client for JavaScript logged, as it says itself in the file that is named."""

import json
import sys

import wandb
from judge import Judge, plain_dict, without

judge = Judge()
with open(sys.argv[1], encoding="utf-8") as file:
    logged = json.load(file)

with judge.area("@wandb/sdk"):
    api = wandb.Api()
    judge.equal("runs", sorted(run.id for run in api.runs("sdk")), sorted(logged))
    for id_, wanted in logged.items():
        run = api.run(f"sdk/{id_}")
        judge.equal(f"name and state of {id_}", [run.name, run.state], [f"Name of {id_}", "failed" if wanted["exitCode"] else "finished"])
        judge.equal(f"config of {id_}", run.config, wanted["config"])
        rows = list(run.scan_history())
        judge.equal(f"rows of {id_}", [without(row, "_timestamp", "_runtime") for row in rows], wanted["rows"])
        judge.true(f"times of {id_}", all(row["_timestamp"] > 1.7e9 and row["_runtime"] >= 0 for row in rows))
        latest = {}
        for row in wanted["rows"]:
            latest |= row
        summary = plain_dict(run.summary)
        judge.equal(f"summary of {id_}", {key: summary.get(key, "nothing") for key in latest}, latest)
        judge.equal(f"last step of {id_}", run.lastHistoryStep, max(row["_step"] for row in wanted["rows"]))

judge.end()
