# The commands of the house. CI calls only these.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
UV_VERSION := 0.13.9
export PYTHONPATH := .
# Installed modules are compiled once, here: a first start, or a house that forbids Python to keep them, waits less.
export UV_COMPILE_BYTECODE := 1

.PHONY: setup setup-dev run test check bench bench-names bench-site bench-identify bench-retrieval bench-growth
.PHONY: bench-matching fmt lock clean browser

setup: $(VENV)/.runtime
setup-dev: $(VENV)/.dev

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=/path/to/python3")'
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing. On Debian: apt-get install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(VENV)/.runtime: $(BIN)/uv requirements.lock pyproject.toml
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@touch $@

lock: $(BIN)/uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --no-annotate --python-version 3.11 --group build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --no-annotate --python-version 3.11 --group build --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

run: setup
	@PORT=$(PORT) $(BIN)/near trial

browser:
	@bin/install-browser

fmt: setup-dev
	$(BIN)/ruff check --fix near config tests bench
	$(BIN)/ruff format near config tests bench
	$(BIN)/djhtml near/web/templates

check: setup-dev
	$(BIN)/ruff check near config tests bench
	$(BIN)/ruff format --check near config tests bench
	$(BIN)/djhtml --check near/web/templates
	$(BIN)/djlint --lint --quiet near/web/templates
	$(BIN)/lint-imports
	$(BIN)/mypy near config
	$(BIN)/near makemigrations --check --dry-run
	$(BIN)/near messages --check

test: setup-dev browser check
	$(BIN)/pytest tests -m "not browser" --cov
	NEAR_TEST_ENGINE=postgresql $(BIN)/pytest tests -m "not browser"
	$(BIN)/pytest tests -m browser -n 2

bench: bench-site bench-names bench-identify bench-retrieval bench-growth bench-matching
bench-names: setup-dev
	$(BIN)/python -m bench.names

bench-site: setup-dev
	$(BIN)/python -m bench.site

bench-identify: setup-dev
	$(BIN)/python -m bench.identifying --part held-out

bench-retrieval: setup-dev
	$(BIN)/python -m bench.retrieval --part held-out

bench-growth: setup-dev
	$(BIN)/python -m bench.growth

bench-matching: setup-dev
	$(BIN)/python -m bench.matching

clean:
	rm -rf var .pytest_cache .mypy_cache .ruff_cache htmlcov
