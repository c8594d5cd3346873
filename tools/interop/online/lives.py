"""Runs that end, go on, go back and branch."""

import wandb
from judge import Judge, wait_until
from programs import end, kill, program

judge = Judge()
PROJECT = "lives"


def go(values, exit_code=0, **options):
    run = wandb.init(project=PROJECT, **options)
    for value in values:
        run.log({"loss": value})
    run.finish(exit_code=exit_code)


def read(id_):
    """A new reader: the old one keeps what it read."""
    return wandb.Api().run(f"{PROJECT}/{id_}")


def points(id_):
    return [[row["_step"], row["loss"]] for row in read(id_).scan_history() if "loss" in row]


with judge.area("resume"):
    go([0, 1, 2, 3, 4], id="life", config={"a": 1, "b": 0, "d": {"x": 1}}, tags=["x"], notes="n", name="Name")
    go([100, 101], id="life", resume="allow", config={"b": 2})
    judge.equal("after allow", points("life"), [[step, step] for step in range(5)] + [[5, 100], [6, 101]])
    go([200], exit_code=1, id="life", resume="must")
    stored = read("life")
    judge.equal("after must", points("life")[-1], [7, 200])
    judge.equal("config", stored.config, {"a": 1, "b": 2, "d": {"x": 1}})
    judge.equal("attributes", [stored.tags, stored.notes, stored.name, stored.state, stored.lastHistoryStep], [["x"], "n", "Name", "failed", 7])
    judge.equal("summary", stored.summary["loss"], 200)
    refused = "import sys, wandb\ntry: wandb.init(project='lives', id=sys.argv[1], resume=sys.argv[2])\nexcept wandb.errors.UsageError: print('refused')"
    for id_, resume in (("life", "never"), ("nobody", "must")):
        judge.true(f"{resume} of {id_}", "refused" in end(program(refused, id_, resume)).split())
    go([1], id="fresh", resume="allow")
    judge.equal("allow of no run", points("fresh"), [[0, 1]])
    code = "import sys, wandb\nrun = wandb.init(project='lives', resume='auto')\nprint('id:' + run.id, flush=True)\nrun.log({'loss': int(sys.argv[1])})\nsys.stdin.readline()\nrun.finish()"
    dying = program(code, "0")
    auto = next(line[3:].strip() for line in dying.stdout if line.startswith("id:"))
    wait_until("the first delivery", lambda: points(auto))
    kill(dying)
    end(program(code, "1"))
    judge.equal("auto", points(auto), [[0, 0], [1, 1]])
    # The same id without a word of resuming adds to the run.
    go([7, 8], id="twice")
    go([9], id="twice")
    judge.equal("the same id again", sorted(loss for _, loss in points("twice")), [7, 8, 9])

with judge.area("rewind and fork"):
    go([300, 301], resume_from="life?_step=3")
    kept = [[0, 0], [1, 1], [2, 2], [3, 3]]
    judge.equal("rewound", points("life"), [*kept, [4, 300], [5, 301]])
    go([400], id="life", resume="must")
    judge.equal("and resumed", points("life"), [*kept, [4, 300], [5, 301], [6, 400]])
    go([500, 501], id="branch", fork_from="life?_step=2", config={"b": 9})
    judge.equal("forked", points("branch"), [*kept[:3], [3, 500], [4, 501]])
    judge.equal("its origin", [read("branch").rawconfig["_wandb"]["branch_point"][key] for key in ("run_id", "step")], ["life", 2])
    go([600], id="branch2", fork_from="branch?_step=3")
    judge.equal("forked from a fork", points("branch2"), [*kept[:3], [3, 500], [4, 600]])
    judge.equal("the origin stays", points("life"), [*kept, [4, 300], [5, 301], [6, 400]])

judge.end()
