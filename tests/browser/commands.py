"""The command line of a site, started once: each line on standard input is a call, run in a copy of this process.

The tests ask their site something after almost every click, and a Python that starts anew takes seconds for each.
"""

import json
import os
import sys
import tempfile
import traceback
from typing import Any


def main() -> None:
    """Set Django up, then answer the calls one after the other."""
    from coranto.cli.home import open_home

    open_home(None)
    from django.db import connections
    from django.urls import get_resolver

    from tests import world

    assert world and get_resolver().url_patterns  # read before the first copy is made
    connections.close_all()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(called(json.loads(line))) + "\n")
        sys.stdout.flush()


def called(arguments: list[str]) -> dict[str, Any]:
    """Call ``coranto ARGUMENTS`` in a process of its own: how it ended, and what it printed."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            sys.exit(status_of(arguments))  # as any program ends: what it left to be done at its end is done
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        out.seek(0)
        err.seek(0)
        return {"returncode": status, "stdout": out.read(), "stderr": err.read()}


def status_of(arguments: list[str]) -> int:
    """Be ``coranto ARGUMENTS`` to its end."""
    from coranto.cli.main import main as coranto

    sys.argv = ["coranto", *arguments]
    try:
        coranto()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - what would end any other process with a traceback does so here
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


if __name__ == "__main__":
    main()
