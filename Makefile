PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
RUN    := $(BIN)/python

# What each environment installs besides the library itself; the other names are dependency groups of pyproject.toml.
INSTALL_base := "."
INSTALL_test := . --group test --group tools
INSTALL_demo := ".[frames]" polars
INSTALL_proof := ".[proof]"
INSTALL_docs := ".[docs,frames,sql,excel,word,proof,testing]"

# Compiled modules are kept between runs: to compile the tests and their assertions anew takes as long as to load them.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo vectors golden test coverage prove test-nightly test-engines test-servers test-site notebooks floors wheels dist wheelhouse nightly \
  mutation hostile constraints check docs station serve bench clean

help: ## list the targets
	@grep -hE '^[a-z -]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

$(RUN):
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --upgrade "pip>=25.1"

$(VENV)/%.done: pyproject.toml | $(RUN)
	$(RUN) -m pip install --quiet --editable $(or $(INSTALL_$*),. --group $*)
	@touch $@

demo: $(VENV)/demo.done ## judge a real-looking station, then more, at last a city as a web page, in the language of LANG
	$(RUN) examples/tour.py

vectors: $(VENV)/proof.done ## make the test vectors anew from the formulas, keep each case that still catches something, and show what changed
	$(RUN) -m sgzlib.vectors make src/sgzlib/bridges/vectors/data
	$(RUN) -m sgzlib.vectors make --outcomes src/sgzlib/bridges/vectors/data

golden: $(VENV)/test.done ## write what shows texts in both languages anew: the golden files, the texts of vectors, a query
	$(RUN) tests/test_golden.py
	PYTHONPATH=tests $(RUN) tests/bridges/workbook/test_layout.py
	$(RUN) examples/judge_in_sqlite.py --write

test: $(VENV)/test.done ## run the tests
	$(RUN) -m pytest -n 2 --dist worksteal

# Tracing takes nearly as long as the tests.
coverage: $(VENV)/test.done ## run the tests once more, traced, and hold that they reach every line and branch of src
	$(RUN) -m pytest -n 2 --dist worksteal --cov --cov-report=term --cov-fail-under=100

prove: $(VENV)/test.done ## hold the answers against Z3 and against trying everything
	$(RUN) -m pytest -n 2 --dist worksteal -m "prove and not nightly" tests

test-nightly: $(VENV)/test.done ## make the largest test vectors anew, and judge many random subjects in every way
	$(RUN) -m pytest -n 2 --dist worksteal -m nightly tests

test-engines: $(VENV)/engines.done ## judge millions of rows on every engine; PySpark needs a Java runtime
	$(RUN) -m pytest -n 2 --dist loadgroup -m engines tests

test-servers: $(VENV)/servers.done ## judge on PostgreSQL and MariaDB, at SGZ_POSTGRES and SGZ_MARIADB
	$(RUN) -m pytest -m servers tests/bridges/sql tests/worlds

# `jupyter-nbconvert --to notebook --execute --inplace examples/*.ipynb` writes what the notebooks show anew. What cells
# with the tag `timed` show differs in each run, and is not compared.
AS_SHOWN := --to markdown --TagRemovePreprocessor.enabled=True --TagRemovePreprocessor.remove_all_outputs_tags=timed
notebooks: $(VENV)/examples.done ## run the examples on tables, and hold that the notebooks show what they showed
	$(RUN) examples/audit_city.py
	$(RUN) examples/audit_spark.py
	$(BIN)/jupyter-nbconvert $(AS_SHOWN) --output-dir $(VENV)/committed examples/*.ipynb
	$(BIN)/jupyter-nbconvert --to notebook --execute --output-dir $(VENV)/executed examples/*.ipynb
	$(BIN)/jupyter-nbconvert $(AS_SHOWN) $(VENV)/executed/*.ipynb
	for name in city comparison country; do cmp $(VENV)/committed/$$name.md $(VENV)/executed/$$name.md || exit 1; done

# Installed so: pip install --require-hashes --requirement constraints.txt
#               pip install --no-deps --no-build-isolation --editable .
constraints: $(VENV)/supply.done ## pin each package that development installs, with its hashes
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --all-extras \
	  --group test --group tools --group check --group servers --group site --group supply --generate-hashes --upgrade --quiet \
	  --no-annotate --custom-compile-command "make constraints" --output-file constraints.txt

# Sessions of noxfile.py: the lowest versions; each Python with each extra; what is handed out; what an isolated machine installs.
floors wheels dist wheelhouse: $(VENV)/supply.done ## work in environments of their own: see noxfile.py
	$(BIN)/nox -s $@

mutation: $(VENV)/test.done ## change the source in a sample of places, and hold that a test fails each time
	$(RUN) -m mutation

hostile: $(VENV)/test.done ## call everything that is public with junk, a million times
	$(RUN) tests/test_hostile_input.py 1000000

NIGHTLY := floors wheels dist wheelhouse prove mutation hostile test-nightly test-engines test-servers test-site notebooks

nightly: $(NIGHTLY) ## what takes too long to hold up a change

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

test-site: station $(VENV)/site.done ## open the built site in Chromium (SGZ_CHROMIUM), and in Firefox (SGZ_FIREFOX) where it is installed
	$(RUN) -m pytest -m site tests/site

serve: $(VENV)/docs.done ## show the documentation on this machine while it is written
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve

bench: $(VENV)/bench.done ## measure against other systems, as ratios in one run
	$(RUN) -m benchmarks

clean: ## remove what the other targets made
	rm -rf $(VENV) .nox site build dist .coverage
