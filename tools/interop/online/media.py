"""Every kind of media, tables and charts: the values in the rows, and the bytes of every file."""

import datetime
import hashlib
import io
import json
import os

import numpy as np
import plotly.graph_objects
import wandb
from judge import Judge, without

judge = Judge()
random = np.random.default_rng(7)


def picture(width=9, height=7):
    return random.integers(0, 256, (height, width, 3), dtype=np.uint8)


def drawn():
    labels = {1: "cat", 2: "dog \U0001f415"}
    box = {"position": {"minX": 0.1, "maxX": 0.5, "minY": 0.2, "maxY": 0.9}, "class_id": 1, "box_caption": "c", "scores": {"sure": 0.7}}
    mask = random.integers(0, 3, (7, 9), dtype=np.uint8)
    return wandb.Image(picture(), caption="boxed", boxes={"seen": {"box_data": [box], "class_labels": labels}}, masks={"truth": {"mask_data": mask, "class_labels": labels}})


def film():
    frames = [wandb.Image(picture()).image for _ in range(3)]
    bytes_ = io.BytesIO()
    frames[0].save(bytes_, format="GIF", save_all=True, append_images=frames[1:])
    bytes_.seek(0)
    return wandb.Video(bytes_, format="gif", caption="moves")


PDB = "ATOM      1  N   ASP A   1      11.860  13.207  12.724  1.00 17.92           N\nEND\n"
run = wandb.init(project="media", id="media")
text = os.path.join(run.dir, "..", "page.html")
with open(text, "w") as file:
    file.write("<html><body>ü</body></html>")

cloud = random.random((20, 6))
scene = {"type": "lidar/beta", "points": random.random((5, 3)), "boxes": np.array([]), "vectors": np.array([])}
media = {
    "image": wandb.Image(picture(), caption="plain ü"),
    "jpeg": wandb.Image(picture(), file_type="jpg"),
    "boxed": drawn(),
    "deep/er image": wandb.Image(picture()),
    "film": film(),
    "sound": wandb.Audio(np.sin(np.arange(400) / 9), sample_rate=8000, caption="beep"),
    "page": wandb.Html("<b>here</b>"),
    "pagefile": wandb.Html(text),
    "cloud": wandb.Object3D(cloud),
    "scene": wandb.Object3D(scene),
    "molecule": wandb.Molecule(io.StringIO(PDB), file_type="pdb", caption="N"),
    "histogram": wandb.Histogram(random.random(100), num_bins=16),
    "counts": wandb.Histogram(np_histogram=([1, 2], [0.0, 0.5, 1.0])),
}
lists = {"pictures": [drawn(), drawn()], "sounds": [wandb.Audio(np.zeros(8), sample_rate=8) for _ in range(2)], "pages": [wandb.Html("a"), wandb.Html("b")], "clouds": [wandb.Object3D(cloud), wandb.Object3D(cloud[:3])]}
expected = []


def log(row, want):
    run.log(row)
    # What is kept must not change with the object.
    expected.append(json.loads(json.dumps({**want(), "_step": len(expected)})))


log({**media}, lambda: {key: value.to_json(run) for key, value in media.items()})
log({**lists}, lambda: {})
array = random.random(100)
log({"array": array, "small": array[:5]}, lambda: {"array": wandb.Histogram(array, num_bins=32).to_json(run), "small": array[:5].tolist()})

table = wandb.Table(columns=["n", "text", "yes", "when", "maybe", "picture", "page", "sound"])
for index in range(3):
    table.add_data(index + 0.5, f"row {index}", index % 2 == 0, datetime.datetime(2026, 1, 2, 3, 4, 5), None if index else 1, drawn(), wandb.Html(f"<i>{index}</i>"), wandb.Audio(np.ones(index + 4), sample_rate=8000, caption=f"{index}"))
log({"table": table}, lambda: {"table": table.to_json(run)})
log({"nested": {"inner": wandb.Table(columns=["a"], data=[[1]])}}, lambda: {})
frame = wandb.Table(columns=["x", "y"], data=[[index, index**2] for index in range(300)])
log({"frame": frame}, lambda: {"frame": frame.to_json(run)})
growing = wandb.Table(columns=["step", "picture"], log_mode="INCREMENTAL")
increments = []
for index in range(3):
    growing.add_data(index, wandb.Image(picture()))
    log({"growing": growing}, lambda: {"growing": growing.to_json(run)})
changing = wandb.Table(columns=["v"], log_mode="MUTABLE")
for index in range(2):
    changing.add_data(index)
    log({"changing": changing}, lambda: {})



def plotted():
    """One for each chart: a table that several charts share is logged under the first one's name only."""
    return wandb.Table(columns=["x", "y", "label"], data=[[1, 2, "a"], [3, 5, "b"]])


truth, scores = [0, 1, 1, 0], [[0.9, 0.1], [0.2, 0.8], [0.4, 0.6], [0.7, 0.3]]
charts = {
    "line": wandb.plot.line(plotted(), "x", "y", title="Line"),
    "scatter": wandb.plot.scatter(plotted(), "x", "y"),
    "bar": wandb.plot.bar(plotted(), "label", "y"),
    "bins": wandb.plot.histogram(plotted(), "y"),
    "series": wandb.plot.line_series(xs=[1, 2, 3], ys=[[1, 2, 3], [3, 2, 1]], keys=["up", "down"]),
    "pr": wandb.plot.pr_curve(truth, scores),
    "roc": wandb.plot.roc_curve(truth, scores),
    "confusion": wandb.plot.confusion_matrix(y_true=truth, preds=[0, 1, 0, 0], class_names=["no", "yes"]),
}
log({**charts}, lambda: {f"{key}_table": chart.table.to_json(run) for key, chart in charts.items()})

figure = plotly.graph_objects.Figure([plotly.graph_objects.Scatter(x=np.arange(5), y=np.arange(5) / 4, name="ü"), plotly.graph_objects.Bar(y=[3, 1, 2])], {"title": {"text": "Figure"}})
wrapped = wandb.Plotly(figure)
log({"figure": wrapped, "bare figure": figure}, lambda: {"figure": wrapped.to_json(run)})
files_dir = run.dir
run.finish()

api = wandb.Api()
stored = api.run("media/media")
rows = list(stored.scan_history())

with judge.area("media: rows"):
    for row, want in zip(rows, expected, strict=True):
        shown = without(row, "_timestamp", "_runtime")
        judge.equal(f'row {want["_step"]}', {key: value for key, value in shown.items() if key in want}, want)
    pictures = rows[1]["pictures"]
    judge.equal("a list of images", [pictures[key] for key in ("_type", "count", "width", "height", "format", "captions")], ["images/separated", 2, 9, 7, "png", ["boxed", "boxed"]])
    judge.equal("their masks and boxes", [len(pictures["all_masks"]), len(pictures["all_boxes"]), pictures["filenames"] == [image._path and image.to_json(run)["path"] for image in lists["pictures"]]], [2, 2, True])
    judge.equal("lists", {key: [rows[1][key]["_type"], rows[1][key]["count"]] for key in lists}, {"pictures": ["images/separated", 2], "sounds": ["audio", 2], "pages": ["html", 2], "clouds": ["object3D", 2]})
    judge.equal("the nested table", [rows[4]["nested"]["inner"]["_type"], rows[4]["nested"]["inner"]["nrows"]], ["table-file", 1])
    judge.equal("rows so far", [row["changing"]["nrows"] for row in rows if "changing" in row], [1, 2])
    judge.equal("a value by key", stored.history(keys=["image"], pandas=False), [{"_step": 0, "image": expected[0]["image"]}])

with judge.area("media: files"):
    wanted = {}
    for folder, _, names in os.walk(os.path.join(files_dir, "media")):
        for name in names:
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                wanted[os.path.relpath(path, files_dir).replace(os.sep, "/")] = file.read()
    listed = {file.name: file for file in stored.files(per_page=7)}
    judge.equal("names", sorted(name for name in listed if name.startswith("media/")), sorted(wanted))
    for name, bytes_ in wanted.items():
        judge.equal(f"size of {name}", listed[name].size, len(bytes_))
        with listed[name].download(root="downloaded", replace=True) as file:
            path = file.name
        with open(path, "rb") as file:
            judge.equal(f"bytes of {name}", hashlib.sha256(file.read()).hexdigest(), hashlib.sha256(bytes_).hexdigest())

    def files_in(value):
        if isinstance(value, dict):
            if "path" in value and "sha256" in value:
                yield value
            for inner in value.values():
                yield from files_in(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from files_in(inner)

    for named in files_in(rows):
        bytes_ = wanted.get(named["path"], b"")
        judge.equal(f'what the row says of {named["path"]}', [named["sha256"], named.get("size", len(bytes_))], [hashlib.sha256(bytes_).hexdigest(), len(bytes_)])

with judge.area("tables"):
    artifact = api.artifact("media/run-media-table:latest", type="run_table")
    got = artifact.get("table")
    judge.equal("columns", got.columns, table.columns)
    judge.equal("plain cells", [row[:3] + [row[4]] for row in got.data], [row[:3] + [row[4]] for row in table.data])
    judge.equal("times", [row[3].timestamp() for row in got.data], [1767323045.0] * 3)
    for got_row, row in zip(got.data, table.data):
        judge.equal("a picture in a cell", np.asarray(got_row[5].image).tolist(), np.asarray(row[5].image).tolist())
        judge.equal("its masks and boxes", [list(got_row[5]._masks), list(got_row[5]._boxes)], [["truth"], ["seen"]])
        judge.equal("a page and a sound in cells", [type(cell).__name__ for cell in got_row[6:]], ["Html", "Audio"])
    judge.equal("a table of numbers", api.artifact("media/run-media-frame:v0").get("frame").data, frame.data)
    incremental = api.artifact("media/run-media-incr-growing:latest")
    first = next(name for name in sorted(incremental.manifest.entries) if name.endswith(".table.json"))
    whole = incremental.get(first.removesuffix(".table.json"))
    judge.equal("rows of the incremental table", [incremental.version, sorted(row[0] for row in whole.data)], ["v2", [0, 1, 2]])
    versions = [api.artifact(f"media/run-media-changing:v{index}").get("changing").data for index in range(2)]
    judge.equal("versions of a mutable table", versions, [[[0]], [[0], [1]]])

with judge.area("plots"):
    shown = stored.rawconfig["_wandb"]["visualize"]
    for key, chart in charts.items():
        judge.equal(f"panel of {key}", shown[key], chart.spec.config_value)
        got = api.artifact(f"media/run-media-{key}_table:latest").get(f"{key}_table")
        judge.equal(f"table of {key}", [got.columns, got.data], json.loads(json.dumps([chart.table.columns, chart.table.data], default=lambda number: number.item())))
    labels = stored.rawconfig["_wandb"]
    judge.true("class labels", "mask/class_labels" in labels and "bounding_box/class_labels" in labels, sorted(labels))

with judge.area("plotly figures"):
    last = rows[-1]
    for key in ("figure", "bare figure"):
        judge.equal(f"type of {key}", last[key]["_type"], "plotly-file")
        with stored.file(last[key]["path"]).download(root="figures", replace=True) as file:
            got = json.load(file)
        judge.equal(f"{key} as it was", got, json.loads(figure.to_json()))

judge.end()
