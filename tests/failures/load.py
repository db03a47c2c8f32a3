"""Readers and writers at a steady, bounded pace, who write down all that they were told."""

import http.client
import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from urllib.parse import urlencode

WRITERS = 3
READERS = 3
PAUSE = 0.25
"""Seconds from one request of a writer or reader to its next: at most 24 a second in all, and two checks a comment."""
KINDS = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(slots=True)
class Failed:
    """A request that was not answered as it should: when, of which kind, and how it ended."""

    at: float
    verb: str
    how: str


@dataclass(slots=True)
class Tally:
    """What came of a run. Moments are those of ``time.monotonic``."""

    acknowledged: list[str] = field(default_factory=list)
    sent: int = 0
    reads: int = 0
    failed: list[Failed] = field(default_factory=list)
    seen: int = 0
    stale: list[str] = field(default_factory=list)

    def errors(self) -> Counter[str]:
        """How often what went wrong."""
        return Counter(f"{each.verb} {each.how}" for each in self.failed)

    def recovery(self, began: float) -> float:
        """Seconds from the failure to the last request that suffered from it."""
        return max((each.at - began for each in self.failed), default=0.0)


@dataclass(slots=True)
class Load:
    """Writers and readers on a site. ``posts`` are path, number, stamp of the form; ``direct`` the machines' ports."""

    port: int
    direct: list[int]
    posts: list[list[str]]
    name: str
    tally: Tally = field(default_factory=Tally)
    over: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        """Let them begin."""
        for number in range(WRITERS):
            self.threads.append(threading.Thread(target=self._write, args=(number,), daemon=True))
        for number in range(READERS):
            self.threads.append(threading.Thread(target=self._read, args=(number,), daemon=True))
        for thread in self.threads:
            thread.start()

    def stop(self) -> Tally:
        """Let them end."""
        self.over.set()
        for thread in self.threads:
            thread.join()
        return self.tally

    def _write(self, writer: int) -> None:
        number = 0
        while not self.over.is_set():
            number += 1
            path, subject, stamp = self.posts[(number * WRITERS + writer) % len(self.posts)]
            text = f"{self.name} {writer} remark {number}: the bridge at mile {number * 7 + writer} was closed."
            form = {
                "comment": text,
                "author": f"{self.name}{writer}",
                "email": f"{self.name}{writer}@reader.example",
                "comment_post_ID": subject,
                "comment_parent": 0,
                "comment_stamp": stamp,
            }
            self.tally.sent += 1
            if self._request("POST", "/wp-comments-post.php", urlencode(form), 302) is not None:
                self.tally.acknowledged.append(text)
                self._look(path, text)
            self.over.wait(PAUSE)

    def _look(self, path: str, text: str) -> None:
        """Purges are exact: whoever asks any machine from now on sees the comment."""
        for port in self.direct:
            try:
                with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
                    connection.request("GET", path)
                    answer = connection.getresponse()
                    page = answer.read().decode()
            except (OSError, http.client.HTTPException):
                continue  # a machine that is down shows nothing old
            if answer.status == 200:
                self.tally.seen += 1
                if text not in page:
                    self.tally.stale.append(f"{port} {path} {text}")

    def _read(self, reader: int) -> None:
        number = reader
        while not self.over.is_set():
            number += 1
            if self._request("GET", self.posts[number % len(self.posts)][0], None, 200) is not None:
                self.tally.reads += 1
            self.over.wait(PAUSE)

    def _request(self, verb: str, path: str, body: str | None, wanted: int) -> bytes | None:
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
                connection.request(verb, path, body, KINDS if body else {})
                answer = connection.getresponse()
                content = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.tally.failed.append(Failed(time.monotonic(), verb, type(error).__name__))
            return None
        if answer.status != wanted:
            self.tally.failed.append(Failed(time.monotonic(), verb, str(answer.status)))
            return None
        return content
