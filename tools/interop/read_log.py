"""Reads a run file with W&B's own reader and prints its history rows and the other records' kinds, one JSON text a line."""

import json
import sys

from wandb.proto import wandb_internal_pb2
from wandb.sdk.internal.datastore import DataStore

reader = DataStore()
reader.open_for_scan(sys.argv[1])
number = 0
while True:
    data = reader.scan_data()
    if data is None:
        break
    record = wandb_internal_pb2.Record()
    record.ParseFromString(data)
    number += 1
    assert record.num == number, f"record {number} says that it is number {record.num}"
    kind = record.WhichOneof("record_type")
    assert kind is not None, f"record {number} has no kind"
    items = []
    if kind == "history":
        for item in record.history.item:
            items.append([list(item.nested_key) or [item.key], item.value_json])
            json.loads(item.value_json)
    extra = {}
    if kind == "exit":
        extra["exitCode"] = record.exit.exit_code
    if kind == "run":
        extra["runId"] = record.run.run_id
        extra["config"] = {item.key: json.loads(item.value_json) for item in record.run.config.update}
    print(json.dumps({"kind": kind, "items": items, **extra}))
