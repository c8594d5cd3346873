"""Many runs in a project: found by filters, in orders, page by page; edited, stopped and deleted by the reader."""

import wandb
from judge import Judge, plain_dict, wait_until, without

judge = Judge()
PROJECT = "many"
COUNT = 9
made = []
for index in range(COUNT):
    run = wandb.init(
        project=PROJECT, id=f"run-{index}", name=f"name {index % 3}", group="even" if index % 2 == 0 else "odd", job_type="train", tags=[f"t{index % 3}", "all"],
        config={"lr": 10.0**-index, "arch": {"depth": index, "kind": "cnn" if index < 5 else "mlp"}, "maybe": index if index > 6 else None, "text": f"v{index:02}"},
        settings=wandb.Settings(x_disable_stats=True, console="off", x_file_stream_transmit_interval=1), reinit="create_new",
    )
    for step in range(index + 1):
        run.log({"loss": 1 / (step + 1), "deep": {"score": index * 10 + step}})
    run.summary["best"] = float("nan") if index == 4 else COUNT - index
    made.append(run)
# The first three go on running for now.
for index, run in enumerate(made[3:], 3):
    run.finish(exit_code=1 if index == 5 else 0)

api = wandb.Api()
wait_until("the delivery of the running ones", lambda: all("best" in wandb.Api().run(f"{PROJECT}/run-{index}").summary for index in range(3)))


def ids(filters=None, order="+created_at", **options):
    return [int(run.id.removeprefix("run-")) for run in api.runs(PROJECT, filters=filters, order=order, **options)]


EVERY = list(range(COUNT))
FILTERS = [
    ({}, EVERY),
    ({"config.lr": {"$lt": 1e-6}}, [7, 8]),
    ({"config.lr": 1}, [0]),
    ({"config.lr.value": {"$gte": 0.01}}, [0, 1, 2]),
    ({"config.arch.depth": {"$in": [1, 2, 77]}}, [1, 2]),
    ({"config.arch.value.depth": {"$nin": [0, 1, 2, 3, 4, 5]}}, [6, 7, 8]),
    ({"config.arch.kind": "mlp"}, [5, 6, 7, 8]),
    ({"config.text": {"$regex": "^v0[2-4]$"}}, [2, 3, 4]),
    ({"config.nowhere": {"$exists": True}}, []),
    ({"config.nowhere": {"$exists": False}}, EVERY),
    ({"summary_metrics.best": {"$gt": 6}}, [0, 1, 2]),
    ({"summary_metrics.deep.score": {"$lte": 11}}, [0, 1]),
    ({"summaryMetrics.loss": 1}, [0]),
    ({"state": "failed"}, [5]),
    ({"state": {"$ne": "finished"}}, [0, 1, 2, 5]),
    ({"state": {"$in": ["running", "crashed"]}}, [0, 1, 2]),
    ({"tags": "t1"}, [1, 4, 7]),
    ({"tags": {"$in": ["t0", "t2"]}}, [0, 2, 3, 5, 6, 8]),
    ({"tags": {"$nin": ["t0"]}}, [1, 2, 4, 5, 7, 8]),
    ({"group": "odd"}, [1, 3, 5, 7]),
    ({"jobType": "train"}, EVERY),
    ({"jobType": "none"}, []),
    ({"displayName": "name 2"}, [2, 5, 8]),
    ({"display_name": {"$regex": "1$"}}, [1, 4, 7]),
    ({"name": "run-3"}, [3]),
    ({"name": {"$in": ["run-3", "run-4"]}}, [3, 4]),
    ({"username": api.viewer.username}, EVERY),
    ({"createdAt": {"$gt": "2000-01-01T00:00:00"}}, EVERY),
    ({"createdAt": {"$lt": "2000-01-01T00:00:00"}}, []),
    ({"heartbeatAt": {"$gte": "2000-01-01"}}, EVERY),
    ({"$or": [{"config.lr": 1}, {"name": "run-8"}]}, [0, 8]),
    ({"$and": [{"group": "even"}, {"config.arch.depth": {"$gte": 4}}, {"state": "finished"}]}, [4, 6, 8]),
    ({"$nor": [{"group": "even"}, {"name": "run-1"}]}, [3, 5, 7]),
    ({"config.lr": {"$not": {"$lt": 0.1}}}, [0, 1]),
    ({"group": "odd", "config.arch.depth": {"$gt": 1, "$lt": 7}}, [3, 5]),
]
with judge.area("runs: filters"):
    for filters, want in FILTERS:
        judge.equal(f"runs with {filters}", ids(filters), want)
        judge.equal(f"the count of runs with {filters}", len(api.runs(PROJECT, filters=filters)), len(want))
    judge.raises("an unknown operator", Exception, lambda: ids({"config.lr": {"$frob": 1}}))
    judge.raises("a project that is not there", Exception, lambda: list(api.runs("no such project")))

ORDERS = [
    ("+created_at", EVERY),
    ("-created_at", EVERY[::-1]),
    ("created_at", EVERY),
    ("+config.lr.value", EVERY[::-1]),
    ("-config.lr.value", EVERY),
    ("-config.arch.value.depth", EVERY[::-1]),
    ("+config.text.value", EVERY),
    ("-summary_metrics.deep.score", EVERY[::-1]),
    ("+summary_metrics.loss", EVERY[::-1]),
]
with judge.area("runs: orders and pages"):
    for order, want in ORDERS:
        judge.equal(f"runs by {order}", ids(order=order), want)
        for per_page in (1, 2, 4, COUNT):
            judge.equal(f"runs by {order}, {per_page} at a time", ids(order=order, per_page=per_page), want)
    judge.equal("filtered, in small pages", ids({"group": "even"}, "-config.lr.value", per_page=2), [0, 2, 4, 6, 8])
    judge.equal("some of them", [run.id for run in api.runs(PROJECT, per_page=2)[3:6]], ["run-3", "run-4", "run-5"])

with judge.area("runs: attributes"):
    for run in api.runs(PROJECT, lazy=False, per_page=4):
        index = int(run.id.removeprefix("run-"))
        judge.equal(f"config of {index}", run.config, {"lr": 10.0**-index, "arch": {"depth": index, "kind": "cnn" if index < 5 else "mlp"}, "maybe": index if index > 6 else None, "text": f"v{index:02}"})
        judge.equal(f"attributes of {index}", [run.name, run.group, run.job_type, sorted(run.tags), run.state, run.user.username, run.read_only], [f"name {index % 3}", "even" if index % 2 == 0 else "odd", "train", sorted([f"t{index % 3}", "all"]), "running" if index < 3 else "failed" if index == 5 else "finished", api.viewer.username, False])
        summary = plain_dict(run.summary)
        judge.equal(f"summary of {index}", [summary.get("best"), summary["loss"], summary["deep"]], [None if index == 4 else COUNT - index, 1 / (index + 1), {"score": index * 11}])
        judge.equal(f"rows of {index}", [without(row, "_timestamp", "_runtime") for row in run.scan_history()], [{"_step": step, "loss": 1 / (step + 1), "deep": {"score": index * 10 + step}} for step in range(index + 1)])
    lazy = next(iter(api.runs(PROJECT)))
    judge.equal("a lazy one", [lazy.config["lr"], lazy.summary["best"]], [1.0, COUNT])

with judge.area("projects"):
    judge.true("listed", PROJECT in [project.name for project in api.projects(per_page=1)])
    project = api.project(PROJECT)
    judge.equal("one of them", [project.name, project.entity], [PROJECT, api.default_entity])
    api.create_project("made by the reader", api.default_entity)
    judge.true("created", "made by the reader" in [project.name for project in wandb.Api().projects()])
    judge.equal("without runs", len(api.runs("made by the reader")), 0)
    judge.equal("sweeps and reports", [list(project.sweeps()), list(api.reports(PROJECT))], [[], []])

with judge.area("runs: made, changed and deleted"):
    pending = api.create_run(run_id="planned", project=PROJECT)
    judge.equal("made", [pending.id, wandb.Api().run(f"{PROJECT}/planned").id], ["planned", "planned"])
    for delete in (False, True):
        artifact = wandb.Artifact(f"of-{delete}", "dataset")
        with artifact.new_file("a.txt") as file:
            file.write(f"of {delete}")
        made[int(delete)].log_artifact(artifact).wait()
    for run in made[:3]:
        run.finish()
    judge.equal("finished", [run.state for run in wandb.Api().runs(PROJECT, filters={"name": {"$in": ["run-0", "run-1", "run-2"]}})], ["finished"] * 3)
    for delete in (False, True):
        wandb.Api().run(f"{PROJECT}/run-{int(delete)}").delete(delete_artifacts=delete)
    wandb.Api().run(f"{PROJECT}/planned").delete()
    api = wandb.Api()
    judge.equal("those that are left", ids(), EVERY[2:])
    judge.raises("one that is gone", Exception, lambda: api.run(f"{PROJECT}/run-0").load())
    judge.equal("artifacts of deleted runs", [api.artifact_exists(f"{PROJECT}/of-{delete}:v0") for delete in (False, True)], [True, False])
    judge.raises("the id of a deleted run", wandb.Error, lambda: wandb.init(project=PROJECT, id="run-1", reinit="create_new"))

judge.end()
