# Needs python3 (3.11 or newer) and make. `make` alone lists what there is.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help setup run test lint drift contracts bench requirements components clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## make .venv with the locked packages and fetch the Kafka jars; at once when nothing changed
	@$(PYTHON) -m ops.setup

run: setup ## set up, then run everything on this machine until Ctrl-C
	@exec $(BIN)/boxoffice up

ifdef TESTS
test: setup
	@$(BIN)/pytest $(TESTS)
else
test: setup ## run all tests, in memory and on real servers; TESTS="-k seats" narrows them
	@tests/all.sh $(BIN)/pytest
endif

lint: setup ## style, types, import rules, and generated files up to date
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(MAKE) --no-print-directory drift

drift: setup
	@state() { git diff | cksum; git status --porcelain | cksum; }; before=$$(state); \
	$(MAKE) --no-print-directory contracts && test "$$before" = "$$(state)" || \
	{ echo "make contracts changed files: look at them and commit them" >&2; exit 1; }

contracts: setup ## write the generated files from the contracts and the steps
	@$(BIN)/python -m ops.contracts

bench: setup ## measure, on servers started for it
	@$(BIN)/python -m bench

requirements: setup ## lock requirements.in into requirements.txt; UPGRADE=--upgrade takes newer versions
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
	--no-annotate --custom-compile-command "make requirements" $(UPGRADE) requirements.in -o requirements.txt
	@$(if $(UPGRADE),$(BIN)/python -m ops.components --renewed)

components: setup ## is any component older, or any weakness longer known, than docs/security/dependencies.md allows?
	@$(BIN)/python -m ops.components

clean: ## remove .venv, the local servers' data and all caches of this folder
	rm -rf .venv .setup.lock .boxoffice .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
