# The house. Everything lives in `.venv` beside this file; nothing has to be installed by hand but Python 3.11 or newer.
BIN := .venv/bin
READY := .venv/.ready
MODELS := .venv/.pose-models
GL := .venv/.gl

.PHONY: help setup demo test check format bench soak wheel clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */  make \1|/' | awk -F'|' '{printf "%-16s%s\n", $$1, $$2}'

setup: $(READY) $(GL) $(MODELS)  ## the environment and the pose models

demo: setup  ## make a drawn child dance; prints the clip's and the contact sheet's paths
	@$(BIN)/mudong demo --out out/demo --force

test: setup  ## every test that takes seconds
	@$(BIN)/python -m pytest -n 2

check: $(READY)  ## ruff, pyright, import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/pyright
	@$(BIN)/lint-imports

format: $(READY)  ## let ruff put things in order
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: setup  ## quality, speed and memory, as ratios that travel between machines
	@$(BIN)/python -m benchmarks

soak: setup  ## the tests that take minutes
	@$(BIN)/python -m pytest -m slow

wheel: $(READY)  ## dist/mudong-*.whl
	@rm -rf build
	@$(BIN)/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/mudong-*.whl

clean:  ## everything that `make` made
	rm -rf .venv build dist out src/*.egg-info

$(BIN)/python:
	@python=$$(for name in python3.11 python3.12 python3.13 python3; do \
	    $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$name; break; }; done); \
	 test -n "$$python" || { echo "Mudong needs Python 3.11 or newer: install it and run make again." >&2; exit 1; }; \
	 $$python -m venv .venv || { rm -rf .venv; echo "Install the venv module of $$python (Debian: python3-venv)." >&2; exit 1; }

$(READY): pyproject.toml constraints.txt | $(BIN)/python
	@echo "Setting up .venv (once; about a minute)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

# The pose models are fetched again on first use, so being offline stops nothing here.
$(MODELS): $(READY)
	@if $(BIN)/python -m mudong.motion.weights; then touch $@; \
	 else echo "The pose models are not here yet; \`make setup\` fetches them when this machine is online." >&2; fi

# Skia, which draws the world, is linked against libEGL and libGL; slim containers lack them (decision 0005).
$(GL): $(READY)
	@$(BIN)/python -c "import skia" 2>/dev/null || { echo "Installing libegl1 and libgl1"; \
	 root=$$([ "$$(id -u)" = 0 ] || echo sudo -n); \
	 $$root apt-get update -qq && $$root apt-get install -y -qq --no-install-recommends libegl1 libgl1 >/dev/null; } || true
	@if $(BIN)/python -c "import skia" 2>/dev/null; then touch $@; \
	 else echo "Install the system packages libegl1 and libgl1: without them the demo and the world cannot be drawn." >&2; fi
