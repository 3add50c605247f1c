# make run    set everything up, then turn the minutes in inputs/ into outputs/
# make test   set everything up, then run the tests
# make check  what CI checks: ruff, mypy, tests
# make lock   write both lock files anew from pyproject.toml
# make clean  remove .venv (not inputs/ or outputs/)
#
# PYTHON=/path/to/python3.12 chooses the interpreter that .venv is made with.

VENV := .venv
BIN := $(VENV)/bin/python
PIP := $(BIN) -m pip --disable-pip-version-check -qq
COMPILE := $(BIN) -m piptools compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --build-deps-for=editable

.PHONY: run test check lock clean
.DEFAULT_GOAL := run

run: $(VENV)/installed
	@$(VENV)/bin/khmer-minutes run

test: $(VENV)/installed-dev
	@$(BIN) -m pytest

check: $(VENV)/installed-dev
	$(BIN) -m ruff check .
	$(BIN) -m ruff format --check .
	$(BIN) -m mypy
	$(BIN) -m pytest

lock: $(VENV)/installed-dev
	$(COMPILE) -o requirements.lock pyproject.toml
	$(COMPILE) --extra dev --constraint requirements.lock -o requirements-dev.lock pyproject.toml

clean:
	rm -rf $(VENV)

# The environment counts as made only while it runs and stands where it was made: in a checkout that was copied or
# moved, or after Python itself was replaced, the recipes below run again.
MADE := $(shell [ "$$(cat $(VENV)/made-in 2>/dev/null)" = "$(CURDIR)" ] && $(BIN) -c "" 2>/dev/null && echo yes)
ifneq ($(MADE),yes)
.PHONY: $(VENV)/made-in
endif

$(VENV)/made-in:
	@PYTHON="$(PYTHON)" sh .ci/make-venv $(VENV)
	@echo "$(CURDIR)" > $@

$(VENV)/installed: requirements.lock pyproject.toml $(VENV)/made-in
	@echo "installing khmer-minutes and what it needs into $(VENV) (once; it takes a minute or two) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock $(VENV)/installed
	@echo "installing what the tests need into $(VENV) ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
