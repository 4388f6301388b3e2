PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
RUN    := $(BIN)/python
OLDEST ?= python3.11
FLOORS := .venv-floors
LOWEST := $(VENV)/lowest.txt

# What each environment installs besides the library itself; the other names are dependency groups of pyproject.toml.
INSTALL_base := "."
INSTALL_test := . --group test --group tools
INSTALL_demo := ".[frames]" polars
INSTALL_proof := ".[proof]"
INSTALL_docs := ".[docs,frames,sql,excel,word,proof,testing]"

.DEFAULT_GOAL := help
.PHONY: help demo vectors golden test coverage prove test-nightly test-engines test-servers test-site notebooks floors reproducible wheel-test nightly \
  mutation hostile constraints dist wheelhouse check docs station serve bench clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

$(RUN):
	$(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --upgrade "pip>=25.1"

$(VENV)/%.done: pyproject.toml | $(RUN)
	$(RUN) -m pip install --quiet --editable $(or $(INSTALL_$*),. --group $*)
	@touch $@

demo: $(VENV)/demo.done ## judge a real-looking station, then more, at last a city as a web page, in the language of LANG
	$(RUN) examples/tour.py

vectors: $(VENV)/proof.done ## make the test vectors anew from the formulas, and say in CHANGES.md which cases changed
	$(RUN) -m sgzlib.vectors make src/sgzlib/vectors
	$(RUN) -m sgzlib.vectors make --outcomes src/sgzlib/vectors

golden: $(VENV)/test.done ## write the golden files of the texts in both languages anew, to be reviewed as a diff
	$(RUN) tests/test_golden.py

test: $(VENV)/test.done ## run the tests
	$(RUN) -m pytest -n 2

# Tracing takes nearly as long as the tests.
coverage: $(VENV)/test.done ## run the tests once more, traced, and hold that they reach every line and branch of src
	$(RUN) -m pytest -n 2 --cov --cov-report=term --cov-fail-under=100

prove: $(VENV)/test.done ## hold the answers against Z3 and against trying everything
	$(RUN) -m pytest -n 2 --dist worksteal -m "prove and not nightly" tests

test-nightly: $(VENV)/test.done ## hold that the largest test vectors are what is made from the formulas
	$(RUN) -m pytest -n 2 --dist worksteal -m nightly tests

test-engines: $(VENV)/engines.done ## judge millions of rows on every engine; PySpark needs a Java runtime
	$(RUN) -m pytest -n 2 --dist loadgroup -m engines tests

test-servers: $(VENV)/servers.done ## judge on PostgreSQL and MariaDB, at SGZ_POSTGRES and SGZ_MARIADB
	$(RUN) -m pytest -m servers tests/bridges/sql

# `jupyter-nbconvert --to notebook --execute --inplace examples/country.ipynb` writes what the notebook shows anew.
notebooks: $(VENV)/examples.done ## run the examples on tables, and hold that the notebook shows what it showed
	$(RUN) examples/audit_city.py
	$(RUN) examples/audit_spark.py
	$(BIN)/jupyter-nbconvert --to markdown --output-dir $(VENV)/committed examples/country.ipynb
	$(BIN)/jupyter-nbconvert --to markdown --execute --output-dir $(VENV)/executed examples/country.ipynb
	cmp $(VENV)/committed/country.md $(VENV)/executed/country.md

# Each `name>=version` in pyproject.toml becomes `name==version`; two bounds for one name have to be equal.
$(LOWEST): pyproject.toml | $(RUN)
	grep -oE '"[A-Za-z0-9_.-]+(\[[^]]*\])?>=[0-9.]+' $< | sed 's/"//; s/\[.*\]//; s/>=/==/' >$@

$(FLOORS)/floors.done: pyproject.toml $(LOWEST)
	$(OLDEST) -m venv --clear $(FLOORS)
	$(FLOORS)/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	$(FLOORS)/bin/python -m pip install --quiet --constraint $(LOWEST) \
	  --editable ".[frames,sql,excel,word,proof,calendar,testing,docs]" --group test
	@touch $@

floors: $(FLOORS)/floors.done ## run the tests and build the site with the lowest versions that pyproject.toml allows
	NO_MKDOCS_2_WARNING=1 $(FLOORS)/bin/mkdocs build --strict --site-dir $(FLOORS)/site
	$(FLOORS)/bin/python -m pytest -n 2

reproducible: | $(RUN) ## build the wheel twice and hold that both are the same bytes
	rm -rf $(VENV)/twice
	$(RUN) -m pip wheel --quiet --no-deps --wheel-dir $(VENV)/twice/one .
	$(RUN) -m pip wheel --quiet --no-deps --wheel-dir $(VENV)/twice/two .
	cmp $(VENV)/twice/one/*.whl $(VENV)/twice/two/*.whl

# Installed so: pip install --require-hashes --requirement constraints.txt
#               pip install --no-deps --no-build-isolation --editable .
constraints: $(VENV)/supply.done ## pin each package that development installs, with its hashes
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --all-extras \
	  --group test --group tools --group check --group servers --group site --group supply --generate-hashes --upgrade --quiet \
	  --no-annotate --custom-compile-command "make constraints" --output-file constraints.txt

dist: $(VENV)/supply.done ## build sdist and wheel, with the list of components (CycloneDX) and the SHA-256 of each
	rm -rf dist/sgzlib* dist/SHA256SUMS $(VENV)/bare
	$(RUN) -m build --outdir dist .
	tar -tzf dist/*.tar.gz | grep -q /tests/test_every_ruleset.py
	$(PYTHON) -m venv --without-pip $(VENV)/bare
	$(RUN) -m pip --python $(VENV)/bare/bin/python install --quiet dist/*.whl
	$(BIN)/cyclonedx-py environment --output-reproducible --mc-type library --pyproject pyproject.toml \
	  --output-file dist/sgzlib.cdx.json $(VENV)/bare/bin/python
	cd dist && sha256sum sgzlib* >SHA256SUMS

wheelhouse: ## collect what an isolated machine needs in dist/wheelhouse, and install it there from nothing else
	rm -rf dist/wheelhouse $(VENV)/isolated
	$(PYTHON) -m pip wheel --quiet --wheel-dir dist/wheelhouse ".[frames,sql,calendar,excel,word,proof,testing]" polars
	cd dist/wheelhouse && sha256sum * >SHA256SUMS
	$(PYTHON) -m venv $(VENV)/isolated
	PIP_CONFIG_FILE=/dev/null $(VENV)/isolated/bin/python -m pip --isolated install --quiet --no-index \
	  --find-links dist/wheelhouse "sgzlib[frames,sql,calendar,excel,word,proof,testing]" polars
	$(VENV)/isolated/bin/python -I tests/installed.py

WHEELS  := $(VENV)/wheels
EXTRAS  := none frames sql calendar excel word proof testing docs
CLAIMED := $(shell sed -n 's/.*Python :: \(3\.[0-9]*\)".*/\1/p' pyproject.toml)
PYTHONS ?= $(foreach version,$(CLAIMED),$(shell python$(version) -c "import sys; print(sys.executable)" 2>/dev/null))

wheel-test: $(EXTRAS:%=wheel-test-%) ## install the wheel on each Python, with each extra, lowest and newest, and use it

# The README's table is one of polars, which `frames` does not bring.
wheel-test-%: $(WHEELS)/wheel.done $(LOWEST)
	set -e; for python in $(PYTHONS); do for bound in $(LOWEST) /dev/null; do \
	  echo "$$python, $*, $$(basename $$bound .txt)"; \
	  $$python -m venv --clear --without-pip $(WHEELS)/$*; \
	  $(RUN) -m pip --python $(WHEELS)/$*/bin/python install --quiet --constraint $$bound \
	    "$$(ls $(WHEELS)/sgzlib-*.whl)$(patsubst %,[%],$(filter-out none,$*))" $(if $(filter frames,$*),polars); \
	  $(WHEELS)/$*/bin/python -I tests/installed.py; \
	done; done

$(WHEELS)/wheel.done: pyproject.toml README.md $(shell find src -type f -name '*.py*') | $(RUN)
	rm -rf $(WHEELS) && mkdir -p $(WHEELS)
	$(RUN) -m pip wheel --quiet --no-deps --wheel-dir $(WHEELS) .
	@touch $@

mutation: $(VENV)/test.done ## change the source in a sample of places, and hold that a test fails each time
	$(RUN) -m mutation

hostile: $(VENV)/test.done ## call everything that is public with junk, a million times
	$(RUN) tests/test_hostile_input.py 1000000

NIGHTLY := floors reproducible dist wheel-test wheelhouse prove mutation hostile test-nightly test-engines test-servers test-site notebooks

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
	rm -rf $(VENV) $(FLOORS) site build dist .coverage
