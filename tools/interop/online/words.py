"""What a run says besides its rows: config, summary, tags, notes, console, files, code, how it ended; and edits by the reader."""

import datetime
import hashlib
import os
import sys

import wandb
from judge import Judge, plain_dict

judge = Judge()
CONFIG = {"lr": 0.5, "deep": {"x": 1, "list": [1, {"y": None}]}, "text": "ü \U0001f600", "endless": float("-inf"), "big": 2**60, "dots.in": 1, "empty": []}
work = os.environ["WANDB_DIR"]


def write(name, content):
    path = os.path.join(work, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(content)
    return path


write("program/train.py", "print('code')\n")
run = wandb.init(
    project="words", id="words", name="Wörds", group="groups", job_type="train", tags=["b", "a", "ü tag"], notes="Said.\nTwice.", config=CONFIG, save_code=True,
    settings=wandb.Settings(console="wrap", program_abspath=os.path.abspath(__file__)),
)
run.log({"a": 1})
run.config.update({"more": [1, None], "lr": 0.25}, allow_val_change=True)
run.config["late"] = {"k": True}
run.summary["best"] = {"deep": 1, "nan": 2.5}
run.summary["gone"] = 1
run.summary["count"] = 3
del run.summary["gone"]
run.summary.update({"many": [1, 2, 3], "inf": float("inf")})
run.tags += ("later",)
run.notes = "Changed."
run.name = "Renamed"
run.alert("A title", "and a text", level="ERROR", wait_duration=0)
print("first line")
print("ünïcode \U0001f600 <b>&amp;</b>")
print("in colour: \x1b[31mred\x1b[0m")
sys.stderr.write("bad things\n")
for percent in range(0, 101, 10):
    sys.stdout.write(f"\rprogress {percent} %")
print()
sys.stdout.write("two\nlines at once\n")
print("x" * 3000)
for index in range(60):
    print(f"line {index}")
run.write_logs("written to the log")
saved = {"top.txt": "kept", "folder/inner ü.json": "{}", "folder/empty.txt": ""}
for name, content in saved.items():
    run.save(write(name, content), base_path=work, policy="now")
live = write("folder/live.txt", "first")
run.save(live, base_path=work, policy="live")
write("folder/live.txt", "changed afterwards")
run.log_code(os.path.join(work, "program"))
run.log({"a": 2})
files_dir, started = run.dir, run.start_time
run.finish(exit_code=3)

api = wandb.Api()
stored = api.run("words/words")

with judge.area("run"):
    judge.equal("names", [stored.id, stored.name, stored.group, stored.job_type, stored.project, stored.notes], ["words", "Renamed", "groups", "train", "words", "Changed."])
    judge.equal("tags", sorted(stored.tags), sorted(["b", "a", "ü tag", "later"]))
    judge.equal("state", stored.state, "failed")
    judge.equal("path", stored.path, [run.entity, "words", "words"])
    created = datetime.datetime.fromisoformat(stored.created_at.replace("Z", "+00:00"))
    created = created if created.tzinfo else created.replace(tzinfo=datetime.timezone.utc)
    judge.true("the start", abs(created.timestamp() - started) < 2, [created.timestamp(), started])
    judge.equal("metadata", [stored.metadata[key] for key in ("program", "executable", "root")], [os.path.abspath(__file__), sys.executable, work])
    judge.equal("host of a filter", [one.id for one in api.runs("words", filters={"host": stored.metadata["host"]})], ["words"])

with judge.area("config"):
    judge.equal("config", stored.config, {**CONFIG, "lr": 0.25, "more": [1, None], "late": {"k": True}})
    judge.equal("the same of all fields at once", next(iter(api.runs("words", lazy=False))).config, stored.config)
    judge.equal("the client's version", stored.rawconfig["_wandb"]["cli_version"], wandb.__version__)

with judge.area("summary"):
    summary = plain_dict(stored.summary)
    judge.equal("summary", {key: value for key, value in summary.items() if not key.startswith("_")}, {"a": 2, "best": {"deep": 1, "nan": 2.5}, "count": 3, "many": [1, 2, 3], "inf": float("inf")})

with judge.area("console"):
    lines = list(stored.console_logs())
    texts = [line.content for line in lines]
    wanted = ["first line", "ünïcode \U0001f600 <b>&amp;</b>", "in colour: \x1b[31mred\x1b[0m", "progress 100 %", "two", "lines at once", "x" * 3000, *(f"line {index}" for index in range(60)), "written to the log"]
    judge.equal("what was printed", [text for text in texts if text in wanted], wanted)
    judge.equal("a progress bar", [text for text in texts if "progress" in text], ["progress 100 %"])
    judge.equal("errors", [line.content for line in lines if line.level == "error" and line.content == "bad things"], ["bad things"])
    judge.equal("numbers", [line.number for line in lines], list(range(len(lines))))
    judge.true("times", all(line.timestamp is not None and abs(line.timestamp.timestamp() - started) < 300 for line in lines))
    judge.equal("small pages", [line.content for line in stored.console_logs(per_page=7)], texts)
    judge.equal("the tail", [line.content for line in stored.console_logs(last=5)], texts[-5:])
    with open(os.path.join(files_dir, "output.log"), encoding="utf-8") as file:
        judge.equal("the file of the client", sorted(texts), sorted(file.read().removesuffix("\n").split("\n")))

with judge.area("files"):
    listed = {file.name: file for file in stored.files(per_page=3)}
    wanted = {}
    for folder, _, names in os.walk(files_dir):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                wanted[os.path.relpath(path, files_dir).replace(os.sep, "/")] = file.read()
    judge.equal("names", sorted(listed), sorted(wanted))
    judge.true("what was saved", all(name in listed for name in [*saved, "folder/live.txt"]), sorted(listed))
    for name, bytes_ in wanted.items():
        if name not in listed:
            continue
        judge.equal(f"size of {name}", listed[name].size, len(bytes_))
        with listed[name].download(root=os.path.join(work, "downloaded"), replace=True) as file:
            path = file.name
        with open(path, "rb") as file:
            judge.equal(f"bytes of {name}", hashlib.sha256(file.read()).hexdigest(), hashlib.sha256(bytes_).hexdigest())
    judge.equal("by pattern", sorted(file.name for file in stored.files(pattern="folder/%")), sorted(name for name in wanted if name.startswith("folder/")))
    judge.equal("by name", [file.name for file in stored.files(["top.txt"])], ["top.txt"])
    judge.equal("how many", len(stored.files()), len(wanted))

with judge.area("code"):
    code = [artifact for artifact in stored.logged_artifacts() if artifact.type == "code"]
    judge.equal("the artifact", [sorted(artifact.manifest.entries) for artifact in code], [["train.py"]])

with judge.area("events"):
    events = stored.history(stream="events", pandas=False)
    judge.true("of this machine", any("system.memory_percent" in row for row in events), events[:1])
    judge.true("with times", all(row["_timestamp"] >= started - 5 and row["_runtime"] >= -5 for row in events))
    judge.true("latest values", isinstance(stored.system_metrics, dict))

with judge.area("edits"):
    edited = api.run("words/words")
    edited.config["lr"] = 1
    edited.config["added"] = {"z": [1]}
    del edited.config["text"]
    edited.tags = ["only"]
    edited.notes, edited.name, edited.group, edited.job_type = "n2", "Third", "g2", "eval"
    edited.summary["best"] = 9
    edited.update()
    again = wandb.Api().run("words/words")
    wanted = {**CONFIG, "lr": 1, "more": [1, None], "late": {"k": True}, "added": {"z": [1]}}
    del wanted["text"]
    judge.equal("config", again.config, wanted)
    judge.equal("attributes", [again.tags, again.notes, again.name, again.group, again.job_type], [["only"], "n2", "Third", "g2", "eval"])
    judge.equal("summary", [again.summary["best"], again.summary["count"], again.summary["a"]], [9, 3, 2])
    judge.equal("what was not edited", [again.state, again.lastHistoryStep, again.rawconfig["_wandb"]["cli_version"]], ["failed", 1, wandb.__version__])
    again.summary.update({"fresh": {"k": 1}})
    del again.summary["count"]
    again.summary.update()
    summary = plain_dict(wandb.Api().run("words/words").summary)
    judge.equal("summary again", [summary["fresh"], "count" in summary, summary["best"]], [{"k": 1}, False, 9])

with judge.area("files by the reader"):
    path = write("sent/later.txt", "sent later")
    file = edited.upload_file(path, root=work)
    judge.equal("its name", [file.name, file.size], ["sent/later.txt", 10])
    with wandb.Api().run("words/words").file("sent/later.txt").download(root=os.path.join(work, "again")) as got:
        judge.equal("its text", got.read(), "sent later")
    write("sent/later.txt", "and changed")
    edited.upload_file(path, root=work)
    with wandb.Api().run("words/words").file("sent/later.txt").download(root=os.path.join(work, "again"), replace=True) as got:
        judge.equal("its new text", got.read(), "and changed")
    judge.equal("still over", wandb.Api().run("words/words").state, "failed")
    wandb.Api().run("words/words").file("sent/later.txt").delete()
    judge.equal("deleted", [one.name for one in wandb.Api().run("words/words").files(["sent/later.txt"])], [])

judge.end()
