# Everything a checkout needs: python3 (3.11 or newer), make, git. The first target makes .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo test lint docs model floors snapshots fuzz bench profile clean

help: ## Print the targets.
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' Makefile

$(VENV)/python-ready:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "bbclf needs Python 3.11 or newer: make PYTHON=python3.12 ..." >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
		|| { echo "python3 cannot make environments: install its venv package (Debian: apt-get install python3-venv)" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	@# The pip that older Pythons bring fails on extras that are spelt in two ways (lxml[html-clean]).
	$(BIN)/pip install --quiet --upgrade pip
	@touch $@

$(VENV)/run-ready: pyproject.toml | $(VENV)/python-ready
	$(BIN)/pip install --quiet --editable .
	@touch $@

$(VENV)/dev-ready: pyproject.toml | $(VENV)/python-ready
	$(BIN)/pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/run-ready

demo: $(VENV)/run-ready ## Label four sample pages and show which lines are kept (+) and dropped (-).
	@$(BIN)/python -m training.documentation.demo

test: $(VENV)/dev-ready ## Run the tests.
	$(BIN)/pytest

lint: $(VENV)/dev-ready ## Check style and types.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/dev-ready ## Build the documentation site into build/site; a warning is an error.
	$(BIN)/python -m mkdocs build --strict

model: $(VENV)/dev-ready ## Make models/default from the training pages if it reaches its floors; LEFT_OUT=skip is faster.
	$(BIN)/python -m training.model $(if $(LEFT_OUT),--left-out $(LEFT_OUT))

floors: $(VENV)/dev-ready ## Check the model against the pinned quality floors; UPDATE=1 raises them.
	$(BIN)/python -m training.model.floors $(if $(UPDATE),--update)

snapshots: $(VENV)/dev-ready ## Record what the model says of the demo pages: probabilities, picture, outputs in documents.
	$(BIN)/python -m tests.support.snapshots
	$(BIN)/python -m training.documentation.picture
	$(BIN)/python -m training.documentation.outputs

FUZZ_SECONDS ?= 20
FUZZ_SEED ?= 1
FUZZ_RUNS ?=
FUZZ_CORPUS := $(if $(FUZZ_RUNS),build/fuzz,.cache/fuzz)

fuzz: $(VENV)/dev-ready ## Feed made-up bytes to all that reads files, FUZZ_SECONDS for each target, or FUZZ_RUNS=1000 inputs from a fresh corpus; FUZZ_SEED=0 for others each time.
	$(BIN)/pip install --quiet --editable '.[fuzz]'
	$(if $(FUZZ_RUNS),rm -rf $(FUZZ_CORPUS))
	@for target in text html structure readers warc model; do \
		mkdir -p .cache/fuzz $(FUZZ_CORPUS)/$$target; \
		printf '\n== fuzz %s\n' "$$target"; \
		$(BIN)/python -m tests.fuzz.fuzz_$$target $(if $(FUZZ_RUNS),-runs=$(FUZZ_RUNS),-max_total_time=$(FUZZ_SECONDS)) \
			-seed=$(FUZZ_SEED) -max_len=4096 -timeout=20 -rss_limit_mb=2048 -verbosity=0 -print_final_stats=1 \
			-artifact_prefix=.cache/fuzz/ $(FUZZ_CORPUS)/$$target tests/fuzz/seeds/$$target || exit; \
	done

bench: $(VENV)/dev-ready ## Measure speed and memory.
	$(BIN)/python -m training.bench
	$(BIN)/python -m training.bench.stream

profile: $(VENV)/dev-ready ## Show where the time goes.
	$(BIN)/python -m training.bench --profile

clean: ## Remove what these targets made, models aside.
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
