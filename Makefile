# Two commands do everything: `make run` and `make test`. Only Python 3.11 or later is needed.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
LOCKS  := requirements.lock requirements-dev.lock

# The daily loop: pure rooms and small stores; no gate, no process of its own, no replay.
FAST   := $(addprefix tests/figures/test_,numbers.py dates.py units.py years_and_periods.py reported_cases.py noise_refused.py) \
          $(addprefix tests/ledger/test_,compare.py natures.py triage.py) \
          $(addprefix tests/delivery/test_,sentences.py dates_in_words.py) \
          $(addprefix tests/watchlist/test_,words.py feeds_file.py) \
          tests/storage/test_outbox_store.py

.PHONY: help run test test-fast test-browser fuzz check setup demo cluster eval bench faults lock format clean

help:            ## what each command does
	@grep -hE '^[a-z-]+: .*##|^[a-z-]+:  *##' $(MAKEFILE_LIST) | sed 's/:[^#]*## */\t/' | expand -t 14

run: setup       ## set up, and start the bot on feeds.yaml
	$(BIN)/bot run

test: setup check ## set up, and run every check, test and quality gate
	$(BIN)/python -m pytest -n 2

test-fast: setup ## the tests of the daily loop, in under a minute
	$(BIN)/python -m pytest -n 2 $(FAST)

test-browser: setup ## the board in a real browser (needs Chromium, and says so)
	$(BIN)/python -m pytest -m browser -rs tests/browser

fuzz: setup      ## the tests of properties again, with examples that nobody has seen yet
	HYPOTHESIS_PROFILE=new $(BIN)/python -m pytest -n 2 $$(grep -rl '^from hypothesis' --include='test_*.py' tests)

check: setup     ## lint, types and the arrows between the folders
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

setup: $(VENV)/.done ## the virtual environment in .venv, from the lock files

$(VENV)/.done: $(LOCKS) pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Newsledger needs Python 3.11 or later; name one with: make PYTHON=python3.11" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup      ## a recorded stream through the real bot, with no network and no account
	$(BIN)/python -m demo

cluster: setup   ## a PostgreSQL server, two workers and a board on this machine, until Ctrl-C (docs/scale.md)
	$(BIN)/python -m demo.cluster

eval: setup      ## the quality of figures and of the ledger, with every miss
	$(BIN)/python -m eval

bench: setup     ## speed beside named peers, in the same run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	$(BIN)/python -m benchmarks

faults: setup    ## the bot killed, starved and lied to: nothing lost, nothing told twice
	$(BIN)/python -m faults

format: setup    ## put the code into the project's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:            ## renew the lock files from pyproject.toml (needs uv)
	uv pip compile -q --upgrade --universal --python-version 3.11 --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" pyproject.toml -o requirements.lock
	uv pip compile -q --upgrade --universal --python-version 3.11 --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock
	uv pip compile -q --upgrade --universal --python-version 3.11 --allow-unsafe --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" pyproject.toml --extra dev --extra bench -c requirements-dev.lock -o requirements-bench.lock

clean:           ## remove what setup and runs made
	rm -rf $(VENV) var .ruff_cache .mypy_cache .import_linter_cache build *.egg-info
