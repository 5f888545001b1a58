PYTHON ?= python3
VENV ?= .venv
ARGS ?=
# one more than two cores: many tests wait for a browser or a process
JOBS ?= 3

BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.with-requirements
DEV_STAMP := $(VENV)/.with-dev-requirements
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help run test soak check format bench lock setup catalogues

help: ## Lists what make can do
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | awk -F '\t' '{printf "  make %-10s %s\n", $$1, $$2}'

run: $(RUN_STAMP) catalogues ## Installs what is needed, then serves a demo city (PORT, HOST, DATA_DIR, DATABASE_URL, REDIS_URL)
	@exec $(BIN)/python -m config.run

test: $(DEV_STAMP) catalogues ## All tests (ARGS="-k words", JOBS=3; LANES=all: each on both databases; SEED=7: in a drawn order)
	@$(BIN)/python -m pytest -n $(JOBS) --dist worksteal $(ARGS)

soak: $(DEV_STAMP) catalogues ## What is long: all tests on SQLite, all garbage, each page in each size, longer histories
	@seed=$${SEED:-$$(date +%s)}; echo "SEED=$$seed"; SOAK=1 SEED=$$seed $(BIN)/python -m pytest -n $(JOBS) --dist worksteal -m "soak or longer or sqlite" $(ARGS)

check: $(DEV_STAMP) catalogues ## Linters, types, import contracts, templates, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/python -m pytest -q -n $(JOBS) tests/house -k "template or migration"

format: $(DEV_STAMP) ## Puts the code into the house's layout
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(DEV_STAMP) catalogues ## Measures the speed of pages and the size of processes
	@$(BIN)/python -m tests.bench

lock: $(DEV_STAMP) ## Compiles both requirements files anew from config/*.in (needs the network)
	$(BIN)/uv pip compile $(LOCK) config/requirements.in -o requirements.txt
	$(BIN)/uv pip compile $(LOCK) config/requirements-dev.in -o config/requirements-dev.txt
LOCK = --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-strip-extras $(UPGRADE)

setup: $(DEV_STAMP) catalogues ## Installs everything that running, testing and checking need

catalogues:
	@$(BIN)/python -m config.catalogues

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed, and $(PYTHON) is not there."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; choose one with make PYTHON=/path/to/python3."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's venv module is missing; on Debian and Ubuntu: apt-get install python3-venv."; exit 1; }
	@echo "Making a virtual environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): requirements.txt | $(BIN)/python
	@echo "Installing requirements.txt ..."
	@$(PIP) install --require-hashes -r requirements.txt
	@touch $@

$(DEV_STAMP): requirements.txt config/requirements-dev.txt | $(BIN)/python
	@echo "Installing config/requirements-dev.txt ..."
	@$(PIP) install --require-hashes -r config/requirements-dev.txt
	@touch $@ $(RUN_STAMP)
