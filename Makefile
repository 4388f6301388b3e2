PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
RUN    := $(BIN)/python

.DEFAULT_GOAL := help
.PHONY: help demo test check docs bench clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

$(VENV)/%.done: pyproject.toml
	test -x $(RUN) || $(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --upgrade "pip>=25.1"
	$(RUN) -m pip install --quiet --editable "$(if $(filter docs,$*),.[docs],.)" $(if $(filter base docs,$*),,--group $*)
	@touch $@

demo: $(VENV)/base.done ## judge a real-looking station and print the reports
	$(RUN) examples/tour.py

test: $(VENV)/test.done ## run the tests, with branch coverage of src
	$(RUN) -m pytest -n 2 --cov --cov-report=term --cov-fail-under=100

check: $(VENV)/test.done $(VENV)/check.done ## lint, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/lint-imports

docs: $(VENV)/docs.done ## build the documentation site, strictly
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

bench: $(VENV)/bench.done ## measure against other systems, as ratios in one run
	$(RUN) -m benchmarks

clean: ## remove what the other targets made
	rm -rf $(VENV) site .coverage
