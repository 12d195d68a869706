# Written for GNU make 3.81, the one macOS ships: no .ONESHELL, no != and no grouped targets.

PORT    ?= 8501
ADDRESS ?= localhost
HOSTS   ?=
ARGS    ?=

VENV := .venv
PY   := $(VENV)/bin/python
PIP  := $(PY) -m pip --disable-pip-version-check --no-input -qq
UV   := uv==0.13.9
AUDIT := pip-audit==2.10.1

# PYTHON=/path/to/python picks the interpreter by hand. Else the first of these that starts and fits is taken,
# the version CI runs first. Python 3.15 is left out because numpy 2.4.6 and PyYAML 6.0.3 have no wheels for it.
PYTHONS := $(if $(PYTHON),"$(PYTHON)",python3.11 python3.12 python3.13 python3.14 python3 python)
FITS    := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))

.DEFAULT_GOAL := help
# `make -j` must not build the warehouse while the tests read it.
.NOTPARALLEL:
.PHONY: help run serve load test spark-test browser warehouse bench ratios screenshots lint audit licences format lock clean clean-all

help: ## Print this list.
	@echo "OPC City Atlas"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

# Pages are served under known names only: this machine's, ADDRESS and HOSTS. Where ADDRESS is every interface, the
# names are those that this machine has on them.
define NAMED
names="localhost 127.0.0.1 ::1 $(HOSTS)"; \
case "$(ADDRESS)" in \
0.0.0.0|::) names="$$names $$(hostname 2>/dev/null) $$(hostname -I 2>/dev/null || ifconfig 2>/dev/null | awk '/inet / { print $$2 }')" ;; \
*) names="$$names $(ADDRESS)" ;; \
esac; \
STREAMLIT_SERVER_ALLOWED_HOSTS=$${STREAMLIT_SERVER_ALLOWED_HOSTS:-$$names}; \
export STREAMLIT_SERVER_ALLOWED_HOSTS;
endef

run: warehouse ## Set up, build the warehouse and serve http://localhost:8501 (PORT=8600 for another port).
	@$(NAMED) \
	exec $(PY) -m streamlit run server.py \
	    --server.headless true --server.address "$(ADDRESS)" --server.port "$(PORT)"

# nginx listens on an address and not on a name.
serve: warehouse ## The same with one process a core behind nginx, for many readers (ARGS="--processes 4").
	@nginx=$$(sh bin/nginx) && $(NAMED) \
	exec $(PY) -m deploy --nginx "$$nginx" --address "$(subst localhost,127.0.0.1,$(ADDRESS))" --port "$(PORT)" $(ARGS)

warehouse: $(VENV)/.runtime ## Build data/warehouse from the inputs; returns at once when they are unchanged.
	@$(PY) -m etl

test: $(VENV)/.tests browser lint warehouse ## Run everything: ruff, then the pytest suite with a browser (ARGS="-k etl" picks tests).
	@CHROMIUM=$$(sh bin/browser) && export CHROMIUM && $(PY) -m pytest $(ARGS)

spark-test: $(VENV)/.spark ## Roll up 5 million rows on a Spark cluster of this machine, and lose a worker on the way.
	@$(PY) -m pytest -m spark -n 0 tests/spark $(ARGS)

browser:
	@CHROMIUM=$$(sh bin/browser) && echo "Browser: $$CHROMIUM"

load: $(VENV)/.tests warehouse ## Measure one process beside two behind nginx; ARGS are handed on.
	@sh bin/nginx >/dev/null && $(PY) -m benchmarks.serve $(ARGS)

bench: $(VENV)/.tests warehouse ## Measure speed and memory; ARGS are handed on.
	@$(PY) -m benchmarks $(ARGS)

ratios: $(VENV)/.tests browser ## Compare speed with the usual Streamlit app, Dash and a bare route; 8 quiet minutes.
	@CHROMIUM=$$(sh bin/browser) && export CHROMIUM && $(PY) -m benchmarks.against $(ARGS)

screenshots: $(VENV)/.tests warehouse ## Take the pictures of the documentation anew.
	@CHROMIUM=$$(sh bin/browser) && export CHROMIUM && PYTHONPATH=. $(PY) -m docs.take_screenshots $(ARGS)

lint: $(VENV)/.tests ## Check style and formatting with ruff; changes nothing.
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

# Advisories come with the registry (PyPI's own interface). A mirror may not have them: then nothing was audited, which
# is said and is no failure; a package with a known hole is one.
audit: $(PY) ## Look up known holes in the pinned packages, where the package registry tells of them.
	@tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT && \
	$(PY) -m venv "$$tools" && \
	"$$tools/bin/python" -m pip --disable-pip-version-check -qqq install $(AUDIT) && \
	if "$$tools/bin/pip-audit" --strict --no-deps --disable-pip --progress-spinner off \
	    -r requirements.txt -r requirements-test.txt -r requirements-spark.txt >"$$tools/said" 2>&1; then cat "$$tools/said"; \
	elif grep -qE 'not found on PyPI|ConnectionError|Max retries|timed out' "$$tools/said"; then \
	    echo "Nothing was audited: this registry tells no advisories."; \
	else cat "$$tools/said"; exit 1; fi

licences: $(VENV)/.tests ## List the licence of every pinned package in LICENSES.md.
	@$(PY) -m docs.list_licences

format: $(VENV)/.tests ## Repair what ruff can repair by itself, and format.
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

# uv resolves for every system at once, which pip cannot. It lives in a folder of its own so that it is never a
# dependency of the project. What requirements.txt already pins is left out of requirements-test.txt.
lock: $(PY) ## Resolve the *.in files into exact pins (ARGS=--upgrade moves the indirect ones too).
	@tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT && \
	$(PY) -m venv "$$tools" && \
	"$$tools/bin/python" -m pip --disable-pip-version-check -q install $(UV) && \
	compile() { \
	    "$$tools/bin/uv" pip compile --quiet --no-config --universal --python-version 3.11 \
	        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(ARGS) "$$@"; \
	} && \
	compile requirements.in --output-file requirements.txt && \
	pinned=$$(sed -n 's/^\([A-Za-z0-9._-]*\)==.*/--no-emit-package \1/p' requirements.txt) && \
	compile requirements-test.in --output-file requirements-test.txt $$pinned && \
	compile requirements-spark.in --output-file requirements-spark.txt $$pinned && \
	echo "Wrote requirements.txt, requirements-test.txt and requirements-spark.txt."

clean: ## Remove the warehouse, caches and what failed tests left.
	@rm -rf data/warehouse test-results .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +

clean-all: clean ## The same, and the virtual environment too.
	@rm -rf $(VENV)

# ---- set-up -----------------------------------------------------------------------------------------------

# A stamp is older than its requirements file exactly when pip has something to do.
$(VENV)/.runtime: requirements.txt $(PY)
	@echo "Installing the pinned packages (a minute or two the first time) ..."
	@$(PIP) install -r requirements.txt
	@touch $@

$(VENV)/.tests: requirements-test.txt $(VENV)/.runtime
	@echo "Installing the test tools ..."
	@$(PIP) install -r requirements.txt -r requirements-test.txt
	@touch $@

$(VENV)/.spark: requirements-spark.txt $(VENV)/.tests
	@"$${JAVA_HOME:+$$JAVA_HOME/bin/}java" -version >/dev/null 2>&1 || { echo "Spark needs Java 17: apt install openjdk-17-jre-headless" >&2; exit 1; }
	@echo "Installing pyspark (450 MB) ..."
	@$(PIP) install -r requirements.txt -r requirements-spark.txt
	@touch $@

# An environment whose interpreter was removed or does not fit is made anew, and so are the stamps in it.
ifneq ($(shell $(PY) -c 'import pip; $(FITS)' 2>/dev/null && echo fits),fits)
.PHONY: $(PY)
endif

# Debian's python3 comes without ensurepip, so a candidate that cannot make an environment is passed over too.
# pyenv leaves commands on the PATH that do not start: each candidate is tried, not only looked up.
$(PY):
	@bare=; \
	for candidate in $(PYTHONS); do \
	    "$$candidate" -c '$(FITS)' >/dev/null 2>&1 || continue; \
	    if "$$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then \
	        echo "Making $(VENV) with $$("$$candidate" --version) ..."; \
	        exec "$$candidate" -m venv --clear $(VENV); \
	    fi; \
	    bare=$$candidate; \
	done; \
	if [ -n "$$bare" ]; then \
	    echo "$$bare cannot make virtual environments: apt install python3-venv" >&2; \
	else \
	    echo "No Python 3.11 to 3.14 found: install one, or name it with PYTHON=/path/to/python" >&2; \
	fi; \
	exit 1
