"""A live run of the official client: rows, a definition, NaN, a table, console text, an exit code."""

import wandb

run = wandb.init(project="interop", id="official", config={"lr": 0.5, "deep": {"x": 1}}, tags=["py"])
run.define_metric("loss", summary="min")
for step in range(5):
    run.log({"loss": 0.5 - step / 10, "deep": {"value": float("nan") if step == 2 else step}})
run.log({"table": wandb.Table(columns=["a"], data=[[1], [2]])})
print("hello from python")
run.finish(exit_code=4)
