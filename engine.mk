# What every glossary's Makefile shares: each command sets up what it needs by itself.
PYTHON ?= python3
VENV := .venv
FORMAT ?= text
BIN := $(VENV)/bin

.PHONY: help serve build check fix published mcp schema clean

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

serve: $(VENV)/site.stamp ## Build and serve the site on http://127.0.0.1:8000 with live reload
	@$(BIN)/glossary serve

build: $(VENV)/site.stamp ## Write the site to site/
	@$(BIN)/glossary build

check: $(VENV)/site.stamp ## List every problem in terms/ without building (FORMAT=github, json or sarif for programs)
	@$(BIN)/glossary check --format $(FORMAT)

fix: $(VENV)/site.stamp ## Mend what is mechanical in terms/ and show the difference
	@$(BIN)/glossary check --fix

published: $(VENV)/site.stamp ## Add the site's new addresses to published_urls.txt
	@$(BIN)/glossary published

mcp: $(VENV)/mcp.stamp ## Set up `glossary mcp`, which answers assistants

schema: $(VENV)/site.stamp ## Write the schemas with which editors complete and check front matter and glossary.yml
	@$(BIN)/glossary schema --write

clean: ## Remove everything that was made here
	rm -rf $(VENV) site .site.* .cache

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
