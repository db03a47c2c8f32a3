"""What browser tests may ask for: the system's Chromium, windows with and without scripts."""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

NewPage = Callable[..., Page]


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    executable = shutil.which("chromium")
    if executable is None:
        pytest.skip("Chromium is not installed (apt-get install chromium): this test has NOT run")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether scripts run."""
    return bool(request.param)


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[NewPage]:
    """Opens pages, each in a window of its own that knows nothing."""
    contexts: list[BrowserContext] = []

    def open_page(*, scripts: bool = True, width: int = 1100, **options: Any) -> Page:
        context = chromium.new_context(java_script_enabled=scripts, viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
