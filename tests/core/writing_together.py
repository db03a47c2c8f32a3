"""Threads that write through the queue, on a database of their own: run as a program, it prints what came of it.

It has a process to itself because its transactions are really committed.
"""

import json
import threading
import time
from collections.abc import Callable
from typing import Any


def main() -> None:
    """Write, and print the results, the rows, and how many transactions there were."""
    from coranto.config.set_up import prepare_home

    prepare_home()
    works = {"six": six_writers, "failing": some_that_fail, "repeated": repeated, "stopped": one_that_is_stopped}
    told = {name: count_transactions(work) for name, work in works.items()} | {"outer": within_a_transaction()}
    print(json.dumps(told))  # noqa: T201 - the result


def in_threads(*tasks: Callable[[], str], may_repeat: bool = False) -> list[str]:
    """Run each in a thread of its own, the first one a little earlier; the results, or the names of the errors."""
    from django.db import connection

    from coranto.core.database.write_queue import WriteQueue

    queue, results = WriteQueue(), [""] * len(tasks)

    def run(place: int, task: Callable[[], str]) -> None:
        try:
            results[place] = queue.run(task, may_repeat=may_repeat)
        except (ValueError, KeyboardInterrupt) as error:
            results[place] = str(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, task)) for place, task in enumerate(tasks)]
    for thread in threads:
        thread.start()
        time.sleep(0.05)
    for thread in threads:
        thread.join()
    return results


def writing(
    name: str, *, wait: float = 0.0, then: str = "", kind: type[BaseException] = ValueError
) -> Callable[[], str]:
    """A task that writes a row, and may fail after it."""

    def task() -> str:
        from coranto.publication.models import SequenceRow

        time.sleep(wait)
        SequenceRow.objects.create(name=name)
        if then:
            raise kind(then)
        return name

    return task


def six_writers() -> list[str]:
    """The first takes so long that five wait for it."""
    return in_threads(writing("t-0", wait=1.5), *(writing(f"t-{n}") for n in range(1, 6)))


def some_that_fail() -> list[str]:
    """Two of four fail after they have written."""
    return in_threads(
        writing("u-0", wait=1.0), writing("u-1", then="no"), writing("u-2"), writing("u-3", then="neither")
    )


def repeated() -> list[str]:
    """The same of works that may be done twice; how often each was done stands behind its result."""
    done: list[str] = []

    def counted(name: str, **more: Any) -> Callable[[], str]:
        write = writing(name, **more)

        def task() -> str:
            done.append(name)
            return f"{write()} {done.count(name)}"

        return task

    return in_threads(
        counted("r-0", wait=1.0),
        counted("r-1"),
        counted("r-2", then="no"),
        counted("r-3"),
        may_repeat=True,
    )


def one_that_is_stopped() -> list[str]:
    """The third of four is stopped by something that is no plain error."""
    return in_threads(
        writing("s-0", wait=1.0), writing("s-1"), writing("s-2", then="stop", kind=KeyboardInterrupt), writing("s-3")
    )


def within_a_transaction() -> list[str]:
    """Inside a transaction that is undone."""
    from django.db import transaction

    from coranto.core.database.write_queue import WriteQueue

    try:
        with transaction.atomic():
            WriteQueue().run(writing("v-0"))
            raise ValueError("undo")
    except ValueError:
        return rows()


def rows() -> list[str]:
    """The rows that are there."""
    from coranto.publication.models import SequenceRow

    return sorted(SequenceRow.objects.filter(name__contains="-").values_list("name", flat=True))


def count_transactions(work: Callable[[], list[str]]) -> dict[str, Any]:
    """What came of the work, the rows after it, and how many transactions it took."""
    from django.db.backends.signals import connection_created

    begun: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("BEGIN"):
            begun.append(sql)
        return execute(sql, params, many, context)

    def watch(connection: Any, **kwargs: Any) -> None:
        connection.execute_wrappers.append(count)

    connection_created.connect(watch)
    try:
        return {"results": work(), "rows": rows(), "transactions": len(begun)}
    finally:
        connection_created.disconnect(watch)


if __name__ == "__main__":
    main()
