"""Runs that are written by several at once, delivered later, or killed."""

import os

import wandb
from judge import Judge, wait_until
from programs import end, kill, program, sync

judge = Judge()
PROJECT = "deliveries"
work = os.environ["WANDB_DIR"]


def read(id_):
    """A new reader: the old one keeps what it read."""
    return wandb.Api().run(f"{PROJECT}/{id_}")


def points(id_):
    return [[row["_step"], row["loss"]] for row in read(id_).scan_history() if "loss" in row]


with judge.area("two runs at once"):
    one = wandb.init(project=PROJECT, id="one", reinit="create_new")
    other = wandb.init(project=PROJECT, id="other", reinit="create_new")
    for index in range(300):
        one.log({"loss": index})
        other.log({"loss": -index})
    one.config["of"], other.config["of"] = 1, 2
    other.finish(exit_code=2)
    one.finish()
    judge.equal("one", points("one"), [[index, index] for index in range(300)])
    judge.equal("other", points("other"), [[index, -index] for index in range(300)])
    judge.equal("each its own", [[read(id_).config, read(id_).state] for id_ in ("one", "other")], [[{"of": 1}, "finished"], [{"of": 2}, "failed"]])

with judge.area("shared"):
    code = """
import sys, wandb
name, primary = sys.argv[1], sys.argv[2] == "primary"
settings = wandb.Settings(mode="shared", x_label=name, x_primary=primary, x_update_finish_state=primary, console="wrap")
run = wandb.init(project="deliveries", id="shared", settings=settings)
for index in range(50):
    run.log({f"{name}/value": index})
print(f"{name} says hello")
run.finish()
"""
    both = [program(code, "second", "no"), program(code, "first", "primary")]
    for process in both:
        end(process)
    stored = read("shared")
    rows = list(stored.scan_history())
    judge.equal("first", [row["first/value"] for row in rows if "first/value" in row], list(range(50)))
    judge.equal("second", [row["second/value"] for row in rows if "second/value" in row], list(range(50)))
    judge.equal("steps", sorted(row["_step"] for row in rows), list(range(100)))
    judge.equal("state", stored.state, "finished")
    said = [[line.label, line.content] for line in stored.console_logs()]
    judge.true("words with labels", ["first", "first says hello"] in said and ["second", "second says hello"] in said, said)

with judge.area("offline and sync"):
    code = """
import math, wandb
import numpy as np
run = wandb.init(project="deliveries", id="offline", mode="offline", config={"lr": 1}, tags=["t"], name="Later", settings=wandb.Settings(console="wrap"))
run.define_metric("acc", summary="max")
for index in range(500):
    run.log({"loss": index, "acc": math.sin(index)})
run.log({"table": wandb.Table(columns=["a"], data=[[1]]), "image": wandb.Image(np.zeros((2, 2, 3), dtype="uint8"))})
artifact = wandb.Artifact("offline", "dataset")
with artifact.new_file("a.txt") as file: file.write("kept")
run.log_artifact(artifact)
print("said offline")
run.summary["best"] = 7
run.finish(exit_code=4)
"""
    end(program(code))
    judge.raises("nothing before", Exception, lambda: read("offline"))
    folder = next(name for name in os.listdir(os.path.join(work, "wandb")) if name.startswith("offline-run") and name.endswith("-offline"))
    folder = os.path.join(work, "wandb", folder)
    judge.equal("the command", sync(folder), 0)
    stored = read("offline")
    judge.equal("rows", points("offline"), [[index, index] for index in range(500)])
    judge.equal("the run", [stored.name, stored.tags, stored.config, stored.state, stored.summary["best"]], ["Later", ["t"], {"lr": 1}, "failed", 7])
    judge.true("its highest", abs(stored.summary["acc"]["max"] - 1) < 0.001, stored.summary["acc"])
    judge.equal("console", [line.content for line in stored.console_logs() if line.content == "said offline"], ["said offline"])
    judge.equal("artifacts", sorted(one.name for one in stored.logged_artifacts()), ["offline:v0", "run-offline-table:v0"])
    with wandb.Api().artifact(f"{PROJECT}/offline:v0").get_entry("a.txt").download(root=os.path.join(work, "offline")) and open(os.path.join(work, "offline", "a.txt")) as file:
        judge.equal("their content", file.read(), "kept")
    last = list(stored.scan_history())[-1]
    for key in ("table", "image"):
        judge.equal(f"the file of {key}", [file.size for file in stored.files([last[key]["path"]])], [last[key]["size"]])
    judge.equal("rows after a second sync", [sync(folder, "--include-synced"), len(points("offline"))], [0, 500])

with judge.area("crash and sync"):
    code = """
import sys, wandb
run = wandb.init(project="deliveries", id="crashed", settings=wandb.Settings(console="wrap"))
for index in range(2000):
    run.log({"loss": index})
print(f"logged {run.step} in {run.dir}", flush=True)
sys.stdin.readline()
"""
    process = program(code)
    for line in process.stdout:
        if line.startswith("logged"):
            folder = os.path.dirname(line.strip().split(" in ")[1])
            break
    wait_until("the first delivery", lambda: read("crashed").lastHistoryStep >= 0)
    kill(process)
    before = points("crashed")
    judge.equal("what came is in order", before, [[index, index] for index in range(len(before))])
    judge.equal("the command", sync(folder, "--include-online"), 0)
    after = points("crashed")
    judge.equal("all rows, none twice", after, [[index, index] for index in range(len(after))])
    judge.true("most of what was logged", len(after) >= max(len(before), 1900), [len(before), len(after)])
    judge.equal("how it ended", read("crashed").state, "failed")

judge.end()
