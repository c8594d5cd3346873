"""Who gets in where the server asks for keys: a key of a member, one of a viewer, one that nobody has, and none."""

import os

import wandb
from judge import Judge
from programs import end, program

judge = Judge()
made_up, viewer = "stepwell-" + "x" * 48, os.environ["VIEWER_KEY"]
ASK = """
import os, sys, wandb
key, what = sys.argv[1], sys.argv[2]
os.environ["WANDB_API_KEY"] = key
try:
    if what == "log":
        run = wandb.init(project="access", id="refused", settings=wandb.Settings(init_timeout=20))
        run.log({"a": 1})
        run.finish()
    elif what == "read":
        print("read:", [row["a"] for row in wandb.Api().run("access/own").scan_history()])
    else:
        wandb.Api().run("access/own").delete()
    print("let in")
except Exception as error:
    print("refused:", type(error).__name__, error)
"""

run = wandb.init(project="access", id="own")
run.log({"a": 1})
run.finish()


def said(key, what):
    return next(line for line in end(program(ASK, key, what)).splitlines() if line.startswith(("read", "let in", "refused")))


with judge.area("keys"):
    judge.equal("the user of the key", wandb.Api().viewer.username, os.environ["USER_NAME"])
    judge.equal("own rows", [row["a"] for row in wandb.Api().run("access/own").scan_history()], [1])
    for what in ("log", "read"):
        answer = said(made_up, what)
        judge.true(f"a key that nobody has, to {what}", answer.startswith("refused"), answer)
    judge.equal("a viewer, to read", said(viewer, "read"), "read: [1]")
    for what in ("log", "delete"):
        answer = said(viewer, what)
        judge.true(f"a viewer, to {what}", answer.startswith("refused") and "viewer" in answer, answer)
    judge.equal("what is there", [one.id for one in wandb.Api().runs("access")], ["own"])

judge.end()
