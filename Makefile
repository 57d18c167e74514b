# make site · make test · make serve · make bench · make pictures: everything a fresh clone needs besides Python (3.10 or newer), make and git.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.10; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
CORPUS := benchmarks/blame_sets/held_back.jsonl

# The demo tells of the months before this instant; a site of your own is built at the time of the clock.
DEMO := FAULTLESS_NOW=2026-11-20T12:00:00Z NO_MKDOCS_2_WARNING=1 PYTHONWARNINGS=default

.PHONY: site serve test test-clients test-wheel sbom fuzz soak bench-feeds lint nginx bench bench-blame bench-import pictures lock clean setup setup-test chromium
.DEFAULT_GOAL := site

site: $(VENV)/site.stamp
	@$(DEMO) $(BIN)/mkdocs build --strict --quiet
	@echo
	@echo "The wiki is in site/ and the status site in public/. To look at them:"
	@echo "  make serve                then http://127.0.0.1:8000/ (the wiki) and http://127.0.0.1:8000/_status/ (the status site)"
	@echo "  or open public/index.html in a browser: the status site needs no server"

serve: $(VENV)/site.stamp
	@$(DEMO) $(BIN)/mkdocs serve

test: $(VENV)/test.stamp lint chromium
	@NO_MKDOCS_2_WARNING=1 $(BIN)/pytest -n auto $(ARGS)

# Independent readers of the feeds, the calendar and the API, from Debian, npm and PyPI; what cannot be had is skipped by name.
test-clients: $(VENV)/test.stamp
	@$(BIN)/python tests/clients/install.py .clients
	@FAULTLESS_CLIENTS=.clients $(BIN)/pytest tests/clients $(ARGS)

# Looks further than the tests do, at other examples and moments on every run: bases for leaks, killed builds, and
# minutes for each kind of input: make fuzz EXAMPLES=20000 KILLS=200 MINUTES=10
EXAMPLES ?= 2000
KILLS ?= 40
MINUTES ?= 1
fuzz: $(VENV)/test.stamp
	@HYPOTHESIS_PROFILE=searching FAULTLESS_EXAMPLES=$(EXAMPLES) FAULTLESS_KILLS=$(KILLS) FAULTLESS_MINUTES=$(MINUTES) NO_MKDOCS_2_WARNING=1 $(BIN)/pytest -n auto tests/leak/test_whole_bases.py tests/build/test_killed.py tests/fuzz $(ARGS)

# Edits under mkdocs serve: make soak EDITS=1000 RECORDS=2000
EDITS ?= 200
RECORDS ?= 150
soak: $(VENV)/test.stamp
	@$(BIN)/python benchmarks/soak.py --edits $(EDITS) --records $(RECORDS) $(ARGS)

# Tries the wheel with none of our sources in sight: make test-wheel PYTHONS="python3.10 python3.13"
# With the lowest versions that pyproject.toml allows (needs uv): make test-wheel PYTHONS=python3.10 ARGS=--lowest
PYTHONS ?= $(BIN)/python
test-wheel: $(VENV)/test.stamp
	@$(BIN)/python supply/wheel.py $(PYTHONS) $(ARGS)

# What a release is made of, for those who watch for known weaknesses (CycloneDX).
sbom: $(VENV)/site.stamp
	@mkdir -p dist
	@$(BIN)/python supply/sbom.py > dist/faultless.cdx.json
	@echo "The bill of materials is in dist/faultless.cdx.json"

lint: $(VENV)/test.stamp
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

# Finds Chromium, or installs it; the browser tests are skipped, visibly, where neither can be had.
chromium: $(VENV)/test.stamp
	@$(BIN)/python tests/browser/chromium.py

# Finds nginx; installs it as root on Debian only. The tests of publishing behind it are skipped, visibly, without one.
nginx: $(VENV)/test.stamp
	@$(BIN)/python tests/publishing/nginx_server.py

# The pictures of the README, from the built demo.
pictures: site $(VENV)/test.stamp chromium
	@$(BIN)/python tests/browser/pictures.py

# Beside hugo, bare MkDocs, proselint and alex: make bench QUICK=1 · make bench PARTS="status wiki" SIZES="100 300"
# on other input: CSTATE=/path/to/site, DOCUMENTS=/path/to/postmortems
bench: export SIZES := $(SIZES)
bench: export CSTATE := $(CSTATE)
bench: export DOCUMENTS := $(DOCUMENTS)
bench: $(VENV)/test.stamp
	@$(BIN)/python benchmarks/peers.py .peers
	@$(BIN)/python benchmarks/bench.py $(if $(QUICK),--quick) $(PARTS)

# Precision and recall of the blame rules on labelled text: make bench-blame CORPUS=/path/to/corpus.jsonl
bench-blame: $(VENV)/test.stamp
	@$(BIN)/python benchmarks/blame.py $(CORPUS) $(ARGS)

# What importing real archives maps, guesses and keeps as text: make bench-import CORPORA=/path/to/corpora
bench-import: $(VENV)/test.stamp
	@$(BIN)/python benchmarks/imports.py $(CORPORA) $(ARGS)

# Feeds, calendar and API of 10,000 incidents, and of the same ten times fewer.
bench-feeds: $(VENV)/test.stamp
	@$(BIN)/python benchmarks/feeds.py $(ARGS)

setup: $(VENV)/site.stamp
setup-test: $(VENV)/test.stamp

$(VENV)/made.stamp:
	@test -n "$(PYTHON)" || { echo "Faultless needs Python 3.10 or newer, and none was found. Install one, or name it: make PYTHON=/path/to/python3" >&2; exit 2; }
	@echo "Setting up $(VENV) with $(PYTHON) …"
	@$(PYTHON) -m venv --clear $(VENV) || { echo "The module venv does not work here. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 2; }
	@touch $@

# The locks name every file by its hash; the project itself is installed apart, so that nothing else is fetched.
$(VENV)/site.stamp: $(VENV)/made.stamp locks/site.lock pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/site.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test.stamp: $(VENV)/site.stamp locks/test.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/test.lock
	@touch $@

# For every supported Python; needs uv. Versions stay where they are unless asked: make lock UPGRADE=--upgrade
LOCK := uv pip compile --quiet $(UPGRADE) --universal --generate-hashes --python-version 3.10 --no-header --no-annotate --no-emit-index-url pyproject.toml
lock:
	$(LOCK) --extra charts --group build -o locks/site.lock
	$(LOCK) --group build --group dev -o locks/test.lock

clean:
	rm -rf $(VENV) .clients .peers site public .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis
