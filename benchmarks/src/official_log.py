"""Logs rows of scalars with W&B's own client, offline: for each line "go" a round, answered with what it took.

    python official_log.py folder rows keys
"""

import json
import math
import random
import sys
import time

import wandb

folder, rows, keys = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
sections = ["train", "val", "time"]
names = [f"{sections[i % len(sections)]}/metric_{i}" for i in range(keys)]
data = [{name: math.exp(-step / 5000) * (i + 1) + random.random() * 0.1 for i, name in enumerate(names)} for step in range(rows)]
settings = wandb.Settings(console="off", x_disable_stats=True, disable_git=True, silent=True)
run = wandb.init(project="bench", mode="offline", dir=folder, settings=settings)
print(json.dumps({"version": wandb.__version__}), flush=True)
for line in sys.stdin:
    if line.strip() != "go":
        break
    times = []
    started = time.perf_counter()
    for row in data:
        before = time.perf_counter()
        run.log(row)
        times.append((time.perf_counter() - before) * 1e6)
    print(json.dumps({"seconds": time.perf_counter() - started, "times": times}), flush=True)
run.finish()
