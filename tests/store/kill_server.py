"""Runs the ``onrecord`` command in forks of itself, with all modules loaded, so that beginning it costs little.

Reads lines: a JSON list of arguments and the file for standard output begins a run, ``kill`` ends it with SIGKILL,
``wait`` waits for its end.  Answers either with ``killed``, or ``ended 0`` with the exit status.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback


def main() -> None:
    """Serve until standard input ends."""

    import onrecord.commands.add
    import onrecord.commands.bar
    import onrecord.library
    import onrecord.store.adding  # noqa: F401

    for line in sys.stdin:
        arguments, out = json.loads(line)
        process = os.fork()
        if process == 0:
            _run(arguments, out)
        if sys.stdin.readline() == "kill\n":
            # Not waited for yet, so the number is still its own.
            os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
        print("killed" if os.WIFSIGNALED(status) else f"ended {os.WEXITSTATUS(status)}", flush=True)


def _run(arguments: list[str], out: str) -> None:
    """The command, in the fork; never returns."""
    try:
        os.dup2(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
        os.dup2(os.open(os.devnull, os.O_RDWR), 0)
        sys.argv = ["onrecord", *arguments]
        from onrecord.cli import main as command

        command()
        os._exit(0)
    except SystemExit as end:
        os._exit(end.code if isinstance(end.code, int) else 1)
    except BaseException:
        traceback.print_exc()
        os._exit(70)


if __name__ == "__main__":
    main()
