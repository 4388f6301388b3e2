PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
RUN    := $(BIN)/python
OLDEST ?= python3.11
FLOORS := .venv-floors

# What each environment installs besides the library itself; the other names are dependency groups of pyproject.toml.
INSTALL_base := "."
INSTALL_proof := ".[proof]"
INSTALL_docs := ".[docs,frames,sql,excel,proof]"

.DEFAULT_GOAL := help
.PHONY: help demo vectors test prove test-engines test-servers test-site notebooks floors reproducible wheel-test nightly \
  check docs station serve bench clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

$(RUN):
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --upgrade "pip>=25.1"

$(VENV)/%.done: pyproject.toml | $(RUN)
	$(RUN) -m pip install --quiet --editable $(or $(INSTALL_$*),. --group $*)
	@touch $@

demo: $(VENV)/base.done ## judge a real-looking station, then more, in the language of LANG
	$(RUN) examples/tour.py

vectors: $(VENV)/proof.done ## make the test vectors anew from the formulas, and say in CHANGES.md which cases changed
	$(RUN) -m sgzlib.vectors make src/sgzlib/vectors

test: $(VENV)/test.done ## run the tests, with branch coverage of src
	$(RUN) -m pytest -n 2 --cov --cov-report=term --cov-fail-under=100

prove: $(VENV)/test.done ## hold the answers against Z3 and against trying everything
	$(RUN) -m pytest -n 2 -m prove tests

test-engines: $(VENV)/engines.done ## judge millions of rows on every engine; PySpark needs a Java runtime
	$(RUN) -m pytest -n 2 --dist loadgroup -m engines tests

test-servers: $(VENV)/servers.done ## judge on PostgreSQL and MariaDB, at SGZ_POSTGRES and SGZ_MARIADB
	$(RUN) -m pytest -m servers tests/bridges/sql

notebooks: $(VENV)/examples.done ## run the examples on tables, and the notebook from end to end
	$(RUN) examples/audit_city.py
	$(RUN) examples/audit_spark.py
	$(BIN)/jupyter-nbconvert --to notebook --execute --output-dir $(VENV) examples/country.ipynb

# Each `name>=version` in pyproject.toml becomes `name==version`; two bounds for one name have to be equal.
$(FLOORS)/floors.done: pyproject.toml
	$(OLDEST) -m venv --clear $(FLOORS)
	$(FLOORS)/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	grep -oE '"[A-Za-z0-9_.-]+(\[[^]]*\])?>=[0-9.]+' $< | sed 's/"//; s/\[.*\]//; s/>=/==/' >$(FLOORS)/floors.txt
	$(FLOORS)/bin/python -m pip install --quiet --constraint $(FLOORS)/floors.txt \
	  --editable ".[frames,sql,excel,proof,calendar,testing,docs]" --group test
	@touch $@

floors: $(FLOORS)/floors.done ## run the tests and build the site with the lowest versions that pyproject.toml allows
	NO_MKDOCS_2_WARNING=1 $(FLOORS)/bin/mkdocs build --strict --site-dir $(FLOORS)/site
	$(FLOORS)/bin/python -m pytest -n 2

reproducible: | $(RUN) ## build the wheel twice and hold that both are the same bytes
	rm -rf $(VENV)/twice
	$(RUN) -m pip wheel --quiet --no-deps --wheel-dir $(VENV)/twice/one .
	$(RUN) -m pip wheel --quiet --no-deps --wheel-dir $(VENV)/twice/two .
	cmp $(VENV)/twice/one/*.whl $(VENV)/twice/two/*.whl

WHEELS := $(VENV)/wheels
EXTRAS := none frames sql calendar excel proof testing

wheel-test: $(EXTRAS:%=wheel-test-%) ## install the wheel with no extra and with each, import every name, run the README

# The README's table is one of polars, which no extra brings.
wheel-test-%: $(WHEELS)/wheel.done
	$(PYTHON) -m venv --clear $(WHEELS)/$*
	$(WHEELS)/$*/bin/python -m pip install --quiet \
	  "$$(ls $(WHEELS)/sgzlib-*.whl)$(patsubst %,[%],$(filter-out none,$*))" $(if $(filter frames,$*),polars)
	$(WHEELS)/$*/bin/python -I tests/installed.py

$(WHEELS)/wheel.done: pyproject.toml README.md $(shell find src -type f -name '*.py*')
	rm -rf $(WHEELS) && mkdir -p $(WHEELS)
	$(PYTHON) -m pip wheel --quiet --no-deps --wheel-dir $(WHEELS) .
	@touch $@

nightly: floors reproducible wheel-test prove test-engines test-servers test-site notebooks ## what takes too long to hold up a change

check: $(VENV)/test.done $(VENV)/check.done ## lint, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pyright --pythonpath $(RUN)
	$(BIN)/lint-imports

docs: $(VENV)/docs.done ## build the documentation site, strictly
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

station: docs ## put the library itself into the built site, for the page "My station"; needs npm
	$(RUN) docs/browser.py site

test-site: station $(VENV)/site.done ## open the built site in Chromium (at SGZ_CHROMIUM, else /usr/bin/chromium)
	$(RUN) -m pytest -m site tests/site

serve: $(VENV)/docs.done ## show the documentation on this machine while it is written
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve

bench: $(VENV)/bench.done ## measure against other systems, as ratios in one run
	$(RUN) -m benchmarks

clean: ## remove what the other targets made
	rm -rf $(VENV) $(FLOORS) site .coverage
