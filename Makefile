# The commands of the project. `make serve` and `make test` set up what they need by themselves.
include engine.mk

export CHROMIUM
.PHONY: test lint chromium lock vendor screenshots bench bench-calculators bench-search bench-lighthouse

test: $(VENV)/test.stamp chromium lint ## Run every test, real-browser tests included
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(VENV)/test.stamp ## Check types and style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

chromium: $(VENV)/test.stamp
	@$(BIN)/python tests/browser/chromium.py

screenshots: $(VENV)/test.stamp chromium ## Photograph every kind of page, to be looked at
	@$(BIN)/python -m tests.browser.take_screenshots

bench: $(VENV)/test.stamp ## Measure how fast sites are built, beside other generators; writes a report (BENCH="--help" for options)
	@$(BIN)/python tests/benchmarks/build_speed.py $(BENCH)

bench-calculators: $(VENV)/test.stamp chromium ## Measure how fast calculators load and answer
	@$(BIN)/python tests/benchmarks/calculator_speed.py

bench-search: $(VENV)/test.stamp chromium ## Measure how well and how fast the finder finds
	@$(BIN)/python tests/benchmarks/search_quality.py
	@$(BIN)/python tests/benchmarks/search_speed.py

bench-lighthouse: $(VENV)/test.stamp chromium ## Judge each kind of page with Lighthouse (needs npm); writes a report
	@$(BIN)/python tests/benchmarks/lighthouse.py

lock: $(VENV)/test.stamp ## Write the hash-locked requirements anew from pyproject.toml
	$(BIN)/uv pip compile --python-version 3.11 --generate-hashes --no-header -q pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --python-version 3.11 --generate-hashes --no-header -q pyproject.toml --extra mcp -o requirements-mcp.txt
	$(BIN)/uv pip compile --python-version 3.11 --generate-hashes --no-header -q pyproject.toml --extra mcp --extra test -o requirements-test.txt

vendor: ## Fetch the vendored browser files again and verify their checksums (needs npm)
	$(PYTHON) site_overrides/assets/vendor/refresh.py

$(VENV)/test.stamp: requirements-test.txt $(VENV)/site.stamp
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@
