"""Compares what came back with what was logged, value by value, and prints what it found as one line of JSON."""

import contextlib
import json
import math
import os
import shutil
import time
import traceback

TEXT_LIMIT = 300
DIFFERENCES_KEPT = 20


class Judge:
    def __init__(self):
        self.areas = {}
        self.current = None

    @contextlib.contextmanager
    def area(self, name):
        """What is compared inside counts for this area; what is thrown inside is a difference of it."""
        before, self.current = self.current, self.areas.setdefault(name, {"checks": 0, "differences": []})
        try:
            yield
        except BaseException as error:
            place = traceback.extract_tb(error.__traceback__)
            own = [frame for frame in place if os.path.dirname(frame.filename) == os.path.dirname(__file__)]
            self.different(f"{type(error).__name__} in line {own[-1].lineno if own else '?'}: {error}")
        finally:
            self.current = before

    def different(self, text):
        self.current["differences"].append(text[:TEXT_LIMIT])

    def equal(self, what, actual, expected):
        """Every value inside is one check. NaN equals NaN, and 1 equals 1.0: the client sends both alike."""
        if isinstance(expected, dict) and isinstance(actual, dict):
            for key in [*expected, *(key for key in actual if key not in expected)]:
                if key not in actual:
                    self.count(f"{what}.{key}", "nothing", expected[key], False)
                elif key not in expected:
                    self.count(f"{what}.{key}", actual[key], "nothing", False)
                else:
                    self.equal(f"{what}.{key}", actual[key], expected[key])
        elif isinstance(expected, (list, tuple)) and isinstance(actual, (list, tuple)):
            if len(actual) != len(expected):
                self.count(f"the length of {what}", len(actual), len(expected), False)
            for index, (one, other) in enumerate(zip(actual, expected)):
                self.equal(f"{what}[{index}]", one, other)
            if not expected:
                self.count(what, actual, expected, len(actual) == 0)
        else:
            self.count(what, actual, expected, is_same(actual, expected))

    def true(self, what, holds, seen=""):
        self.count(what, seen or holds, True, bool(holds))

    def raises(self, what, kinds, call):
        try:
            result = call()
        except kinds:
            self.count(what, "raised", "raised", True)
        else:
            self.count(what, result, "an error", False)

    def count(self, what, actual, expected, holds):
        self.current["checks"] += 1
        if not holds:
            self.different(f"{what}: {shorten(actual)} instead of {shorten(expected)}")

    def end(self):
        areas = [
            {"area": name, "checks": found["checks"], "differences": found["differences"][:DIFFERENCES_KEPT], "different": len(found["differences"])}
            for name, found in self.areas.items()
        ]
        print("judged: " + json.dumps({"areas": areas}), flush=True)


def is_same(actual, expected):
    if isinstance(actual, bool) or isinstance(expected, bool):
        return actual is expected
    if isinstance(actual, float) and isinstance(expected, float) and math.isnan(expected):
        return math.isnan(actual)
    return actual == expected and isinstance(actual, str) == isinstance(expected, str)


def shorten(value):
    text = repr(value)
    return text if len(text) <= 90 else f"{text[:90]}…"


def without(row, *keys):
    return {key: value for key, value in row.items() if key not in keys}


def plain_dict(view):
    """A dict of the views that the client gives of nested values."""
    return {key: plain_dict(value) if hasattr(value, "keys") else value for key, value in view.items()}


def forget_files():
    """Empties the client's cache, so that what it downloads comes from the server. (Its `skip_cache` mixes files up when it loads several at once.)"""
    shutil.rmtree(os.path.join(os.environ["WANDB_CACHE_DIR"], "artifacts"), ignore_errors=True)


def wait_until(what, holds, seconds=30):
    """Asks again and again; a TimeoutError says what did not come to pass."""
    end = time.monotonic() + seconds
    while not (found := holds()):
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not happen within {seconds} s")
        time.sleep(0.1)
    return found
