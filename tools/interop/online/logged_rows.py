"""Prints what W&B's own reader finds in run files, one line of JSON a file: every item of every row, still as text.

    python logged_rows.py file.wandb...
"""

import json
import sys

from wandb.proto import wandb_internal_pb2
from wandb.sdk.internal.datastore import DataStore

for path in sys.argv[1:]:
    store = DataStore()
    store.open_for_scan(path)
    rows = []
    while True:
        try:
            data = store.scan_data()
        except AssertionError:
            # The rest of a file whose writer was killed.
            break
        if data is None:
            break
        record = wandb_internal_pb2.Record()
        record.ParseFromString(data)
        if record.WhichOneof("record_type") == "history":
            rows.append([[list(item.nested_key) or [item.key], item.value_json] for item in record.history.item])
    print(json.dumps(rows))
