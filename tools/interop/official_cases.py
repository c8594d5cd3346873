"""Makes the calls of cases with W&B's own client, offline, and writes down where each run went and what its calls showed.

    python official_cases.py results.json cases.json...
"""

import base64
import dataclasses
import datetime
import io
import json
import math
import os
import re
import signal
import sys
import tempfile

import numpy as np
import wandb
from wandb.sdk.data_types import _dtypes
from wandb.sdk.wandb_summary import SummaryDict

PLAIN = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf, "-0": -0.0}


# The client's types of table columns can grow without end: such a case tells nothing.
LONGEST_CASE_SECONDS = 10


class Stuck(BaseException):
    """Not an Exception: no call of the client may take it for one of its own."""


def give_up(signum, frame):
    raise Stuck


class Instance:
    def __init__(self, fields):
        self.__dict__.update(fields)


def decode(value, named):
    if isinstance(value, list):
        return [decode(inner, named) for inner in value]
    if not isinstance(value, dict):
        return value
    if "$" in value:
        return decode_tag(value, named)
    return {key: decode(inner, named) for key, inner in value.items()}


def decode_tag(tagged, named):
    tag = tagged["$"]
    if tag in PLAIN:
        return PLAIN[tag]
    given = {key: inner for key, inner in tagged.items() if key != "$"}
    return DECODERS[tag](given, named)


def decode_typed(given, named):
    data = [decode(inner, named) for inner in given["data"]]
    dtype = {"string": np.str_, "bool": np.bool_}.get(given["dtype"], given["dtype"])
    return np.array(data, dtype=dtype).reshape(given["shape"])


def decode_map(given, named):
    def key_of(key):
        key = decode(key, named)
        return tuple(key) if isinstance(key, list) else key

    return {key_of(key): decode(inner, named) for key, inner in given["entries"]}


def decode_record(given, named):
    fields = decode(given["fields"], named)
    return dataclasses.make_dataclass("Record", list(fields))(**fields)


def decode_cycle(given, named):
    cycle = {}
    cycle["self"] = cycle
    return cycle


def decode_histogram(given, named):
    if "npHistogram" in given:
        counts, edges = decode(given["npHistogram"], named)
        return wandb.Histogram(np_histogram=(counts, edges))
    bins = {"num_bins": given["numBins"]} if "numBins" in given else {}
    return wandb.Histogram(decode(given["sequence"], named), **bins)


def decode_table(given, named):
    names = {"columns": "columns", "data": "data", "allowMixedTypes": "allow_mixed_types", "optional": "optional", "logMode": "log_mode"}
    options = {names[key]: decode(inner, named) for key, inner in given.items() if key != "dtype"}
    if "dtype" in given:
        dtype = given["dtype"]
        options["dtype"] = [decode_dtype(one) for one in dtype] if isinstance(dtype, list) else decode_dtype(dtype)
    return wandb.Table(**options)


def decode_dtype(dtype):
    if isinstance(dtype, list):
        return _dtypes.UnionType([_dtypes.TypeRegistry.type_from_dtype(decode_dtype(one)) for one in dtype])
    if isinstance(dtype, dict):
        return _dtypes.ConstType(dtype["const"])
    return {"number": float, "string": str, "boolean": bool, "any": _dtypes.AnyType}[dtype]


def decode_image(given, named):
    names = {"caption": "caption", "fileType": "file_type", "boxes": "boxes", "masks": "masks"}
    options = {names[key]: decode(inner, named) for key, inner in given.items() if key != "pixels"}
    return wandb.Image(decode(given["pixels"], named), **options)


def decode_html(given, named):
    return wandb.Html(given["data"], **({"inject": given["inject"]} if "inject" in given else {}))


def decode_audio(given, named):
    names = {"caption": "caption", "sampleRate": "sample_rate"}
    options = {names[key]: inner for key, inner in given.items() if key != "samples"}
    return wandb.Audio(np.array(given["samples"]), **options)


def decode_video(given, named):
    options = {key: inner for key, inner in given.items() if key != "base64"}
    return wandb.Video(io.BytesIO(base64.b64decode(given["base64"])), **options)


def decode_molecule(given, named):
    return wandb.Molecule(io.StringIO(given["text"]), file_type=given["fileType"])


def decode_plot(given, named):
    kind = given.pop("kind")
    names = {
        "classNames": "class_names",
        "classesToPlot": "classes_to_plot",
        "interpSize": "interp_size",
        "yProbas": "y_probas",
        "yTrue": "y_true",
        "table": "data_table" if kind == "plot_table" else "table",
        "spec": "vega_spec_name",
        "strings": "string_fields",
    }
    arguments = {names.get(key, key): decode(inner, named) for key, inner in given.items()}
    if kind == "line_series":
        arguments = {key: inner for key, inner in arguments.items() if inner is not None}
    chart = getattr(wandb, "plot_table") if kind == "plot_table" else getattr(wandb.plot, kind)
    return chart(**arguments)


def repeated(given, named):
    value = decode(given["value"], named)
    if isinstance(value, str):
        return value * given["count"]
    return [decode(given["value"], named) for _ in range(given["count"])]


def moment(given, named):
    text = given["iso"]
    return datetime.datetime.fromisoformat(re.sub("Z$", "+00:00", text))


DECODERS = {
    "bigint": lambda given, named: int(given["value"]),
    "typed": decode_typed,
    "scalar": lambda given, named: np.dtype(given["dtype"]).type(decode(given["value"], named)),
    "datetime": moment,
    "date": lambda given, named: datetime.date.fromisoformat(given["iso"]),
    "duration": lambda given, named: datetime.timedelta(milliseconds=given["milliseconds"]),
    "set": lambda given, named: set(decode(given["items"], named)),
    "tuple": lambda given, named: tuple(decode(given["items"], named)),
    "bytes": lambda given, named: base64.b64decode(given["base64"]),
    "map": decode_map,
    "record": decode_record,
    "instance": lambda given, named: Instance(decode(given["fields"], named)),
    "opaque": lambda given, named: object(),
    "function": lambda given, named: len,
    "cycle": decode_cycle,
    "repeat": repeated,
    "sequence": lambda given, named: list(range(given["start"], given["stop"])),
    "rows": lambda given, named: [[index] for index in range(given["count"])],
    "ref": lambda given, named: named[given["name"]],
    "histogram": decode_histogram,
    "table": decode_table,
    "plot": decode_plot,
    "image": decode_image,
    "html": decode_html,
    "audio": decode_audio,
    "video": decode_video,
    "molecule": decode_molecule,
    "object3d": lambda given, named: wandb.Object3D(decode(given["data"], named)),
}


def given_options(call, names):
    return {python: call[name] for name, python in names.items() if name in call}


def parent_of(root, path):
    for part in path[:-1]:
        root = root[part]
    return root


def make_call(run, call, named):
    """Makes one call; returns what a reading call showed."""
    op = call["op"]
    if op == "log":
        options = {name: decode(call[name], named) for name in ("step", "commit") if name in call}
        run.log(decode(call["data"], named), **options)
    elif op == "define_metric":
        names = {"stepMetric": "step_metric", "stepSync": "step_sync", "hidden": "hidden", "summary": "summary", "overwrite": "overwrite"}
        run.define_metric(call["name"], **given_options(call, names))
    elif op == "summary.set":
        parent_of(run.summary, call["path"])[call["path"][-1]] = decode(call["value"], named)
    elif op == "summary.update":
        run.summary.update(decode(call["data"], named))
    elif op == "summary.delete":
        del parent_of(run.summary, call["path"])[call["path"][-1]]
    elif op == "summary.get":
        return plain(parent_of(run.summary, call["path"])[call["path"][-1]])
    elif op == "summary.read":
        return plain(dict(run.summary))
    elif op == "config.update":
        run.config.update(decode(call["data"], named), **given_options(call, {"allowValChange": "allow_val_change"}))
    elif op == "config.set":
        setattr(run.config, call["key"], decode(call["value"], named))
    elif op == "config.setdefaults":
        run.config.setdefaults(decode(call["data"], named))
    elif op == "config.mutate":
        parent_of(run.config, call["path"])[call["path"][-1]] = decode(call["value"], named)
    elif op == "config.get":
        return plain(run.config[call["key"]])
    elif op == "config.read":
        return plain(dict(run.config))
    elif op == "run.step":
        return run.step
    elif op == "let":
        named[call["name"]] = decode(call["value"], named)
    elif op == "table.add_data":
        named[call["table"]].add_data(*decode(call["row"], named))
    elif op == "table.add_column":
        named[call["table"]].add_column(call["name"], decode(call["data"], named))
    elif op == "table.cast":
        named[call["table"]].cast(call["name"], decode_dtype(call["dtype"]), optional=call["optional"])
    elif op == "table.set_pk":
        named[call["table"]].set_pk(call["name"])
    elif op == "console":
        getattr(sys, call["stream"]).write(call["text"])
    elif op == "finish":
        run.finish()
    else:
        raise SystemExit(f'The call "{op}" is unknown to this reader of the cases.')
    return None


def plain(value):
    if isinstance(value, (dict, SummaryDict)):
        return {str(key): plain(value[key]) for key in value.keys()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        return {"$": "NaN" if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")}
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 2**53:
        return {"$": "bigint", "value": str(value)}
    if isinstance(value, (str, int, float, bool)) or value is None:
        return value
    return {"$": "any"}


def replay(case, folder):
    console = any(call["op"] == "console" for call in case["calls"])
    first = case["calls"][0]
    config = decode(first["config"], {}) if first["op"] == "init" and "config" in first else None
    settings = wandb.Settings(console="wrap" if console else "off", x_disable_stats=True, disable_git=True, silent=True)
    run = wandb.init(
        id=case["id"], project="conformance", mode="offline", dir=folder, config=config, settings=settings, reinit="finish_previous"
    )
    errors, reads, named = [], [], {}
    for index, call in enumerate(case["calls"]):
        if call["op"] == "init":
            continue
        try:
            shown = make_call(run, call, named)
        except Exception as error:  # noqa: BLE001: whatever it refuses with is the result
            errors.append({"call": index, "kind": type(error).__name__, "message": str(error)[:200]})
            continue
        if call["op"] in ("summary.get", "summary.read", "config.get", "config.read", "run.step"):
            reads.append({"call": index, "value": shown})
    place = os.path.dirname(run.dir)
    run.finish()
    return {"folder": place, "errors": errors, "reads": reads}


def replay_in_time(case, folder):
    """The result of a case, or {"stuck": True} where the client does not come to an end."""
    signal.alarm(LONGEST_CASE_SECONDS)
    try:
        return replay(case, folder)
    except Stuck:
        wandb.finish()
        return {"stuck": True}
    finally:
        signal.alarm(0)


def main(results_file, *cases_files):
    cases = []
    for name in cases_files:
        with open(name, encoding="utf-8") as file:
            cases += json.load(file)
    folder = tempfile.mkdtemp(prefix="official-")
    results = {case["id"]: replay_in_time(case, folder) for case in cases}
    with open(results_file, "w", encoding="utf-8") as file:
        json.dump(results, file)


if __name__ == "__main__":
    signal.signal(signal.SIGALRM, give_up)
    main(*sys.argv[1:])
