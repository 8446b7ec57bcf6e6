# `make site` and `make test` need Python 3.11 or newer and git; everything else they set up in .venv.

PYTHON ?= python3

# What `make bench` measures; each can be given: make bench POSTS=10000 ROUNDS=1 PEERS=eleventy
POSTS ?= 1000
ROUNDS ?= 3
PEERS ?= hugo,eleventy,pelican

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PYTEST := $(BIN)/python -m pytest --numprocesses auto --dist loadgroup --no-loadscope-reorder

# What the tests hold the site against: the W3C's Nu HTML checker, axe for accessibility, and ts-fsrs for when a flashcard comes due.
VNU := 26.9.27
AXE := 4.14.1
FSRS := 5.4.2
NODE := $(VENV)/node/vnu-$(VNU)-axe-$(AXE)-fsrs-$(FSRS)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site docs test test-long bench format clean

help: ## say what there is to make
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS='	' read -r name text; do \
		printf 'make %-10s %s\n' "$$name" "$$text"; done

site: $(VENV)/.installed ## build the example site into public/
	@$(BIN)/journal build
	@echo "Open public/index.html in a browser."

docs: $(VENV)/.installed ## build the manual, docs/, into docs-site/
	@$(BIN)/python docs/commands.py
	@$(BIN)/python docs/site.py .docs
	@$(BIN)/journal build --strict --source .docs
	@$(BIN)/journal check --strict --source .docs
	@echo "Open docs-site/index.html in a browser."

test: $(VENV)/.tested-with $(NODE) ## run the whole suite, but for tests that take minutes
	@$(PYTEST)

test-long: $(VENV)/.tested-with $(NODE) ## run all of it
	@$(PYTEST) -m "slow or not slow"

bench: $(VENV)/.installed ## measure builds beside other generators (POSTS=1000 ROUNDS=3 PEERS=hugo,eleventy,pelican)
	@$(BIN)/python benchmarks/compare.py --install --posts $(POSTS) --rounds $(ROUNDS) --peers '$(PEERS)'

format: $(VENV)/.tested-with ## format the code, and mend what ruff can mend
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

clean: ## remove what was built, and .venv
	rm -rf $(VENV) public docs-site .docs .journal dist .bench .pytest_cache .mypy_cache .ruff_cache .hypothesis

# A venv that stopped half-way would pass for a whole one, so it is taken away again.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("journal needs Python 3.11 or newer; name one with: make PYTHON=…" if sys.version_info < (3, 11) else 0)'
	@echo "Setting up $(VENV) (once) …"
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.installed: pyproject.toml $(BIN)/python
	@$(PIP) install --editable '.[all]'
	@$(BIN)/python -m compileall -q journal  # as pip does for what is not editable
	@touch $@

$(VENV)/.tested-with: pyproject.toml $(VENV)/.installed
	@echo "Installing what the tests need …"
	@$(PIP) install --upgrade 'pip>=25.1'  # the first that knows dependency groups
	@$(PIP) install --group dev
	@touch $@

# Without npm or network there is no such file; the tests that need it then say what to install.
$(NODE): | $(VENV)/.installed
	@if command -v npm >/dev/null && npm install --prefix $(VENV)/node --no-save --no-audit --no-fund --ignore-scripts \
		--loglevel=error vnu-jar@$(VNU) axe-core@$(AXE) ts-fsrs@$(FSRS) >/dev/null; then touch $@; \
	else echo "Without vnu-jar, axe-core and ts-fsrs from npm: the tests that need them are left out."; fi
