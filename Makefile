# The commands of the project. `make serve` and `make test` set up what they need by themselves.
PYTHON ?= python3
VENV := .venv
FORMAT ?= text
BIN := $(VENV)/bin
# Material prints an end-of-life notice; README and HACKING say what we do about it.
export NO_MKDOCS_2_WARNING := 1

export CHROMIUM
.PHONY: help serve build check fix test lint mcp published chromium schema lock vendor clean screenshots bench-calculators

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

serve: $(VENV)/site.stamp ## Build and serve the site on http://127.0.0.1:8000 with live reload
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:8000 --livereload

build: $(VENV)/site.stamp ## Write the site to site/
	$(BIN)/mkdocs build

check: $(VENV)/site.stamp ## List every problem in terms/ without building (FORMAT=github, json or sarif for programs)
	@$(BIN)/glossary check --format $(FORMAT)

fix: $(VENV)/site.stamp ## Mend what is mechanical in terms/ and show the difference
	@$(BIN)/glossary check --fix

test: $(VENV)/test.stamp chromium lint ## Run every test, real-browser tests included
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/test.stamp ## Check types and style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

published: $(VENV)/site.stamp ## Add the site's new addresses to published_urls.txt
	@$(BIN)/glossary published

mcp: $(VENV)/mcp.stamp ## Set up `glossary mcp`, which answers assistants

chromium: $(VENV)/test.stamp
	@$(BIN)/python tests/browser/chromium.py

screenshots: $(VENV)/test.stamp chromium ## Photograph every kind of page, to be looked at
	@$(BIN)/python -m tests.browser.take_screenshots

bench-calculators: $(VENV)/test.stamp chromium ## Measure how fast calculators load and answer
	@$(BIN)/python tests/benchmarks/calculator_speed.py

schema: $(VENV)/site.stamp ## Write the schemas with which editors complete and check front matter and glossary.yml
	@$(BIN)/glossary schema --write

lock: $(VENV)/test.stamp ## Write the hash-locked requirements anew from pyproject.toml
	$(BIN)/uv pip compile --python-version 3.11 --generate-hashes --no-header -q pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --python-version 3.11 --generate-hashes --no-header -q pyproject.toml --extra mcp -o requirements-mcp.txt
	$(BIN)/uv pip compile --python-version 3.11 --generate-hashes --no-header -q pyproject.toml --extra mcp --extra test -o requirements-test.txt

vendor: ## Fetch the vendored browser files again and verify their checksums (needs npm)
	$(PYTHON) site_overrides/assets/vendor/refresh.py

clean: ## Remove everything that was made here
	rm -rf $(VENV) site .cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "On Debian, install the missing part with: apt-get install python3-venv"; exit 1; }

$(VENV)/site.stamp: requirements.txt pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/mcp.stamp: requirements-mcp.txt $(VENV)/site.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-mcp.txt
	@touch $@

$(VENV)/test.stamp: requirements-test.txt $(VENV)/site.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@
