# The commands a user needs; `make help` lists them. Everything lives in .venv and .newsreel.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
# Byte code makes `import airflow` twice as quick; an inherited setting must not switch it off.
unexport PYTHONDONTWRITEBYTECODE
unexport PYTHONPATH

.DEFAULT_GOAL := help
.PHONY: help install demo up down test test-ui test-celery test-crash politeness fuzz lint docs evaluate bench lock clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(INSTALLED)  ## create .venv from requirements.lock

$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Newsreel needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Installing Newsreel into $(VENV) (some minutes, once)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(INSTALLED)  ## run the whole pipeline on a small press site on this machine, and show what it found
	@$(BIN)/newsreel demo

up: $(INSTALLED)  ## start PostgreSQL and Airflow here, with its UI on http://127.0.0.1:8080
	@$(BIN)/newsreel up

down: $(INSTALLED)  ## stop them
	@$(BIN)/newsreel down

test: $(INSTALLED)  ## run every test that pip's packages are enough for
	@$(BIN)/pytest -n logical --maxprocesses 4 --dist loadfile -m "not chromium and not redis"

test-ui: $(INSTALLED)  ## the pages in a real browser; needs Chromium (apt-get install chromium)
	@command -v chromium >/dev/null || { echo "make test-ui needs Chromium: apt-get install chromium" >&2; exit 1; }
	@$(BIN)/pytest -m chromium

test-celery: $(INSTALLED)  ## tasks on a Celery worker; needs Redis (apt-get install redis-server)
	@command -v redis-server >/dev/null || { echo "make test-celery needs Redis: apt-get install redis-server" >&2; exit 1; }
	@$(BIN)/pytest -m redis

test-crash: $(INSTALLED)  ## kill the steps and PostgreSQL at every point, and compare what is left; RUNS=25 takes a sample
	@$(BIN)/python tests/crash/crash_all.py --runs $(or $(RUNS),0)

politeness: $(INSTALLED)  ## four processes fetch at once, and the server tells how it was asked
	@$(BIN)/python tests/politeness.py

fuzz: $(INSTALLED)  ## a minute and a half of random input for everything that reads what strangers wrote
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r tests/fuzz/requirements.txt
	@$(BIN)/python tests/fuzz/fuzz_run.py

lint: $(INSTALLED)  ## ruff, mypy, import-linter, generated docs
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports

evaluate: $(INSTALLED)  ## score the extraction against the corpus
	@$(BIN)/newsreel evaluate

bench: $(INSTALLED)  ## what extraction and cleaning cost, beside the bare libraries
	@$(BIN)/newsreel bench

docs: $(INSTALLED)  ## write the generated pages of docs/ anew
	@$(BIN)/python -m newsreel.docs

lock:  ## resolve requirements.lock anew (needs uv)
	uv pip compile pyproject.toml --extra dev --extra celery --extra llm --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade -o requirements.lock

clean:  ## remove what was built here: .venv, caches; the data in .newsreel stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache *.egg-info
