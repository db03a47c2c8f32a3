# Everything a newcomer or a maintainer runs. `make` alone lists it.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
TESTS ?= tests
ASK_NO_DATABASE := tests/house tests/spam tests/theme tests/core tests/edge tests/cli tests/browser tests/static_copy tests/demo \
	tests/akismet tests/wordpress/clients

unexport PYTHONDONTWRITEBYTECODE # every process would compile the code and the asserts of the tests anew, for half a minute

.DEFAULT_GOAL := help
.PHONY: help install demo run test test-slow test-moving test-postgres test-browser test-scale test-failures compare-wordpress compare-exports \
	check check-types check-house fix bench template screenshots clean

help: ## List what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.venv/runtime: pyproject.toml uv.lock scripts/install.py
	@$(PYTHON) scripts/install.py --runtime
	@touch $@

.venv/complete: pyproject.toml uv.lock scripts/install.py
	@$(PYTHON) scripts/install.py
	@touch .venv/runtime $@

install: .venv/complete ## Make .venv from the lock file, with the developers' tools

demo: .venv/runtime ## Serve a demonstration weblog on a throw-away home (PORT=8000)
	@$(BIN)/coranto demo --port $(PORT)

run: .venv/runtime ## Serve the weblog in ./coranto-home, made on first use (PORT=8000)
	@$(BIN)/coranto serve --port $(PORT)

test: .venv/complete ## Run the tests on SQLite (TESTS=path to choose)
	@$(BIN)/pytest $(TESTS) -n 2 --dist worksteal -m "not slow and not browser and not scale and not failures"

test-slow: .venv/complete ## Run the tests that start whole sites, other servers and other people's clients (what is not installed is skipped)
	@$(BIN)/pytest $(TESTS) -n 3 --dist worksteal -m "slow and not browser and not scale and not failures" --ignore=tests/moving
	@$(if $(filter tests,$(TESTS)),$(MAKE) --no-print-directory test-moving)

test-moving: .venv/complete ## Move sites from database to database, a part of test-slow (without the package postgresql nothing is run)
	@if ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then scripts/with_postgres $(BIN)/pytest tests/moving -n 2 --dist loadfile; \
	else echo "tests/moving: NOT RUN, it needs the package postgresql"; fi

test-postgres: .venv/complete ## Run the tests on PostgreSQL (starts one of its own; needs the package postgresql; without those that serve SQLite or ask no database)
	@scripts/with_postgres $(BIN)/pytest $(TESTS) -n 2 --dist worksteal -m "not slow and not browser and not scale and not failures" $(ASK_NO_DATABASE:%=--ignore=%)

test-browser: .venv/complete ## Run the tests that drive a browser (needs the package chromium)
	@$(BIN)/pytest $(TESTS) -n 2 --dist worksteal -m browser

test-scale: .venv/complete ## Run the tests on large sites
	@$(BIN)/pytest $(TESTS) -m scale

test-failures: .venv/complete ## Kill parts of a site on two machines under load (needs the packages postgresql, redis-server, nginx)
	@$(BIN)/pytest tests/failures -m failures -p no:randomly -q -s

compare-wordpress: .venv/complete ## Ask a real WordPress and this site the same, print what differs (needs the packages wordpress, mariadb-server)
	@$(BIN)/python -m tests.wordpress.beside

compare-exports: .venv/complete ## Bring exports and our exports of them into a real WordPress, compare its database (needs the packages wordpress, mariadb-server)
	@$(BIN)/pytest tests/wordpress/judge/test_export_loads_alike.py

check: .venv/complete ## Run every gate but the tests: format, lint, types, layers, migrations, docs
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(MAKE) --no-print-directory --jobs=2 --keep-going --output-sync check-types check-house

check-types:
	@$(BIN)/mypy

check-house:
	@$(BIN)/lint-imports --no-cache
	@CORANTO_HOME=.cache/check-home $(BIN)/coranto manage makemigrations --check --dry-run
	@$(BIN)/pytest tests/house -p no:randomly -q

fix: .venv/complete ## Format, and mend what the linter can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: .venv/complete ## Measure import, search, pages and start, and print the figures
	@$(BIN)/python -m bench

template: .venv/complete ## Renew the empty database that new homes begin as, after a migration was added
	@$(BIN)/python scripts/make_template.py

screenshots: .venv/complete ## Take the pictures for README and docs (needs the package chromium)
	@$(BIN)/python -m scripts.take_screenshots

clean: ## Remove the environment and all caches
	@rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
