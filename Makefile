# Every target makes .venv when it is missing, and costs nothing when it is already right.
# PYTHON=... chooses the Python that .venv is made with; ARGS=... is handed to the command.

PYTHON ?=
ARGS ?=
RUN := .venv/bin/python

# Two targets must never fill one .venv at the same time.
.NOTPARALLEL:
.SUFFIXES:
.PHONY: help play serve test check bench picture clean

help:
	@echo "make play      play the quiz    (make play ARGS=\"play --plain\" plays it as plain lines)"
	@echo "make serve     let a class play over SSH   (make serve ARGS=\"--check\" looks at the network)"
	@echo "make test      run every test   (make test ARGS=\"tests/unit -k sitting\" runs some)"
	@echo "make check     check style, types, layers and question banks"
	@echo "make bench     measure speed and memory"
	@echo "make picture   draw docs/play.svg, the picture in the README"
	@echo "make clean     remove .venv, which the next target makes again"

play: .venv/.ready
	@$(RUN) -m quizgame $(ARGS)

serve: .venv/.ready-class
	@$(RUN) -m quizgame serve $(ARGS)

# By their names the folders with the longest tests come first, so that no worker is left alone with
# one of those at the end.
test: .venv/.ready-dev
	$(RUN) -m pytest -n auto --maxprocesses 8 --dist loadfile --no-loadscope-reorder $(ARGS)

check: .venv/.ready-dev
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy
	.venv/bin/lint-imports --no-logo --no-cache
	$(RUN) -m quizgame check questions

bench: .venv/.ready-dev
	$(RUN) -m bench $(ARGS)

picture: .venv/.ready-dev
	$(RUN) -m tests.picture docs/play.svg

clean:
	rm -rf .venv

# The stamps are made last, so that an interrupted set-up starts again. What development installs
# includes all that playing and serving need, hence all stamps.
.venv/.ready: pyproject.toml constraints.txt
	@echo "Setting up .venv to play (the first time takes about a minute) ..."
	@$(make-venv)
	@$(call install,.)
	@touch .venv/.ready

.venv/.ready-class: pyproject.toml constraints.txt
	@echo "Setting up .venv to serve a class (the first time takes about a minute) ..."
	@$(make-venv)
	@$(call install,.[class])
	@touch .venv/.ready .venv/.ready-class

.venv/.ready-dev: pyproject.toml constraints.txt
	@echo "Setting up .venv to play and to test (the first time takes a minute or two) ..."
	@$(make-venv)
	@$(call install,.[dev])
	@touch .venv/.ready .venv/.ready-class .venv/.ready-dev

# A .venv that still works is kept; one left half made, or by a Python since removed, is replaced.
define make-venv
if ! $(RUN) -m pip --version >/dev/null 2>&1; then \
  python=; \
  for each in "$(PYTHON)" python3 python3.14 python3.13 python3.12 python3.11; do \
    if [ -z "$$each" ]; then continue; fi; \
    if "$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
      python=$$each; break; \
    fi; \
    if [ "$$each" = "$(PYTHON)" ]; then break; fi; \
  done; \
  if [ -z "$$python" ]; then \
    echo "quizgame needs Python 3.11 or newer, and none was found." >&2; \
    echo "Install one, or name it: make play PYTHON=/path/to/python3" >&2; \
    exit 1; \
  fi; \
  if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
    echo "This Python can not make a virtual environment: a part of it is not installed." >&2; \
    echo "On Debian and Ubuntu: sudo apt install python3-venv" >&2; \
    exit 1; \
  fi; \
  "$$python" -m venv --clear .venv || exit 1; \
fi
endef

define install
if ! $(RUN) -m pip install --quiet --disable-pip-version-check --no-input \
    -c constraints.txt -e '$(1)'; then \
  echo "The packages quizgame needs could not be installed: the lines above say why." >&2; \
  echo "Often there is no network. Nothing is lost; run make again to go on." >&2; \
  exit 1; \
fi
endef
