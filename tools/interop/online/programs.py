"""Other programs of the official client, beside the one that judges."""

import os
import signal
import subprocess
import sys

LIMIT_SECONDS = 120


def program(code, *arguments):
    """Another program of the official client. What this one tells its children would make them share its service."""
    alone = {name: value for name, value in os.environ.items() if name != "WANDB_SERVICE"}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([sys.executable, "-c", code, *arguments], cwd=os.environ["WANDB_DIR"], env=alone, text=True, start_new_session=True, **pipes)


def end(process):
    out, errors = process.communicate("\n", timeout=LIMIT_SECONDS)
    if process.returncode != 0:
        raise RuntimeError(f"the process ended with {process.returncode}: {errors[-300:]}")
    return out


def kill(process):
    """With the client's service, which is a process of its own."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def sync(folder, *options):
    """Runs `wandb sync`; returns its exit code."""
    command = [os.path.join(os.path.dirname(sys.executable), "wandb"), "sync", *options, folder]
    return subprocess.run(command, capture_output=True, timeout=LIMIT_SECONDS).returncode
