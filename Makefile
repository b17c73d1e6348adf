# make run: start the bot.  make test: everything that CI runs.  Both install what they need into .venv first.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check lock
run: .venv/installed
	$(BIN)/python main.py run

test: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python main.py check
	$(BIN)/python -m pytest -n auto

check: .venv/installed
	$(BIN)/python main.py check

# docs/mistakes/: each kind of mistake, with the examples of tests/mistakes/.
.PHONY: mistakes
mistakes: .venv/installed
	$(BIN)/python -m tests.mistake_pages

# docs/tutorial/: what the commands of the lessons print now.
.PHONY: tutorial
tutorial: .venv/installed
	$(BIN)/python -m tests.tutorial

.PHONY: install
install: .venv/installed
.venv/installed: requirements.lock
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

# Known weaknesses of the libraries. Needs the network, and fails without it: a library that could not be looked up counts.
.PHONY: audit
audit: .venv-audit/installed
	.venv-audit/bin/pip-audit --strict --require-hashes --disable-pip --requirement requirements.lock

.venv-audit/installed: requirements-audit.lock
	$(PYTHON) -m venv .venv-audit
	.venv-audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements-audit.lock
	touch $@

# Kills the real bot a hundred times for each way of getting updates and each engine of the store, lets what is around it
# fail, and counts what people got: an hour.
.PHONY: drill bench
drill: .venv/installed
	$(BIN)/python -m drill.drill $(DRILL)

# Plays 200,000 updates to the real bot, and looks at its memory. Linux only.
.PHONY: soak
soak: .venv/installed
	$(BIN)/python -m drill.soak $(SOAK)

# What a message costs, beside echo bots with other libraries. Linux only.
bench: .venv/installed .venv-bench/installed
	$(BIN)/python -m drill.bench $(BENCH)

.venv-bench/installed: requirements-bench.lock
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements-bench.lock
	touch $@

# Needs uv, and only here. The locks hold on every Python from 3.11 and every system, and name no index.
# requirements.lock is for work on the bot, -run for a server (the same versions without tools), -audit for make audit,
# -bench for make bench.
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url
lock:
	$(LOCK) --group dev pyproject.toml --output-file requirements.lock
	$(LOCK) --constraints requirements.lock pyproject.toml --output-file requirements-run.lock
	$(LOCK) --group audit --output-file requirements-audit.lock
	$(LOCK) --group bench --output-file requirements-bench.lock
