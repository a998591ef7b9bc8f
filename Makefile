# `make sync` brings the translations to the sources; `make test` proves that the tool works.
# Both need only Python 3.11 or newer (with venv), make and git; the rest is installed into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/charter-i18n
CODE := charter_i18n tests benchmarks docs

.PHONY: help sync test lint types unit messages docs golden bench quality clean
.DEFAULT_GOAL := help

help:  ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

sync: $(VENV)/product  ## Update templates and catalogues, show where they stand, render the documents
	$(RUN) sync
	$(RUN) status
	$(RUN) build

test: lint types unit  ## Run everything that must pass: linter, types, tests

lint: $(VENV)/development
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)

types: $(VENV)/development
	$(BIN)/mypy

unit: $(VENV)/development
	$(BIN)/pytest -n auto

messages: $(VENV)/development  ## Gather the tool's own sentences into its catalogues
	$(BIN)/python -m charter_i18n.ui.extraction

docs: $(VENV)/development  ## Write the reference of the commands and the pictures anew
	$(BIN)/python docs/generate.py

golden: $(VENV)/development  ## Write the expected files of the golden stories anew; review the diff
	CHARTER_I18N_GOLDEN=write $(BIN)/pytest tests/golden

bench: $(VENV)/development  ## Measure the speed, side by side with other programs
	$(BIN)/python benchmarks/speed.py

quality: $(VENV)/development  ## Measure how well changes are matched and classified
	$(BIN)/python benchmarks/quality.py
	$(BIN)/python benchmarks/matching.py quality

clean:  ## Remove what was built and installed
	rm -rf $(VENV) build dist

# The stamps are files: an environment is made anew when the dependencies change.
$(VENV)/product: pyproject.toml $(wildcard charter_i18n/ui/*/LC_MESSAGES/*.po)
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/development: pyproject.toml | $(VENV)/product
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@
