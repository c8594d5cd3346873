"""Runs of the official client that are resumed, rewound and forked, an alert, and the wish to be lenient."""

import wandb


def go(values, **options):
    run = wandb.init(project="interop", **options)
    for value in values:
        run.log({"loss": value})
    run.finish()
    return run.id


go([0, 1, 2, 3, 4], id="life", config={"a": 1}, tags=["x"])
go([100, 101], id="life", resume="allow", config={"b": 2})
go([200], id="life", resume="must")
go([300, 301], resume_from="life?_step=3")
go([400], id="life", resume="must")
go([500, 501], id="life-fork", fork_from="life?_step=2")

run = wandb.init(project="interop", id="alerts")
run.log({"a": 1})
run.alert("title", "text", level="WARN")
run.mark_preempting()
run.finish()

try:
    go([0], id="life", resume="never")
    print("never was let through")
except wandb.errors.UsageError:
    print("never was refused")
