# `make run` starts ecctrain, `make check` is all that CI does; `make help` lists the rest.
# Needs Python 3.11 or newer and make; everything else goes into .venv and var.

PORT ?= 8000
# Not ?=, because some shells put the machine's own name into HOST.
HOST = 127.0.0.1
# What is handed on to pytest, bench or demo.
ARGS =

PYTHON = .venv/bin/python
# The same settings for every command of `make run`, whatever the caller's environment or a .env file says.
LOCAL = ENVIRONMENT=development DEBUG=0 DJANGO_SETTINGS_MODULE=ecctrain.settings
# Twice quiet: errors only.
PIP = $(PYTHON) -m pip install --quiet --quiet --disable-pip-version-check --require-hashes
# Folders too, because a deleted file changes nothing but its folder.
STATIC := $(wildcard static static/* static/*/* static/*/*/*)

MAKEFLAGS += --no-builtin-rules --no-print-directory
.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help run demo test soak lint format lock bench check port

help:
	@echo "make run      install, prepare the database, and serve on http://$(HOST):$(PORT)/ (PORT=8001 for another port)"
	@echo "make demo     fill the database with people and sessions to look at"
	@echo "make check    lint and test: all that CI does"
	@echo "make test     every test on SQLite with a real browser, then the database's on PostgreSQL (ARGS='-k name')"
	@echo "make soak     200 sessions in a real browser with faults at random (SOAK_RUNS=n, SOAK_SEED=n)"
	@echo "make lint     ruff and djlint, changing nothing"
	@echo "make format   let ruff and djlint rewrite what they can"
	@echo "make lock     pin requirements*.in again"
	@echo "make bench    measure what requests cost"

run: port .venv/runtime var/static/staticfiles.json
	@echo "Preparing the database"
	@$(LOCAL) $(PYTHON) manage.py migrate --verbosity 0 || { \
	  echo "The database could not be prepared; the reason stands above. DATABASE_URL, or var/ecctrain.sqlite3, says which one it is."; exit 1; }
	@$(LOCAL) $(PYTHON) manage.py load_catalogue || { echo "The exercise library could not be loaded; the reason stands above."; exit 1; }
	@$(LOCAL) $(PYTHON) manage.py demo --if-empty || { echo "The demonstration could not be made; the reason stands above."; exit 1; }
	@case "$(HOST)" in 127.0.0.1|localhost|::1) ;; *) [ -n "$$ALLOWED_HOSTS" ] || \
	  echo "Other machines are refused until ALLOWED_HOSTS names this one, such as: ALLOWED_HOSTS=192.168.1.20 make run HOST=$(HOST)" ;; esac
	@echo "Open http://$(HOST:0.0.0.0=127.0.0.1):$(PORT)/ (Ctrl-C stops the server)"
	@exec env $(LOCAL) $(PYTHON) -m gunicorn ecctrain.wsgi --bind "$(HOST):$(PORT)" --workers 2 --no-control-socket --log-level warning

# Before anything slow, so that a taken port is said at once.
port: .venv/bin/python
	@HOST="$(HOST)" PORT="$(PORT)" $(PYTHON) -c "$$CHECK_PORT"

define CHECK_PORT
import errno, os, socket, sys
host, port = os.environ["HOST"], os.environ["PORT"]
if not (port.isdecimal() and 0 < int(port) < 65536):
    sys.exit(f"PORT is {port!r}; it must be a number from 1 to 65535, such as: make run PORT=8001")
try:
    socket.create_server((host, int(port))).close()
except OSError as error:
    other = int(port) + 1 if int(port) < 65535 else 8001
    if error.errno == errno.EADDRINUSE:
        sys.exit(f"Port {port} is taken by another program. Use another one: make run PORT={other}")
    sys.exit(f"Nothing can be served on {host}:{port} ({error}). Try: make run HOST=127.0.0.1 PORT=8001")
endef
export CHECK_PORT

demo: .venv/runtime
	@$(LOCAL) $(PYTHON) manage.py migrate --verbosity 0
	@$(LOCAL) $(PYTHON) manage.py load_catalogue
	@$(LOCAL) $(PYTHON) manage.py demo $(ARGS)

# Both test runs happen even if the first one fails.
test: .venv/dev
	@chromium=$$($(PYTHON) .ci/ensure_chromium) || exit 1; \
	failed=0; \
	echo "Tests on SQLite, in $$chromium"; \
	started=$$(date +%s); \
	CHROMIUM="$$chromium" $(PYTHON) -m pytest -n 2 $(ARGS) || failed=1; \
	sqlite=$$(($$(date +%s) - started)); \
	started=$$(date +%s); \
	$(PYTHON) .ci/postgres_tests $(ARGS) || failed=1; \
	echo "Tests took $$sqlite s on SQLite and $$(($$(date +%s) - started)) s on PostgreSQL."; \
	if [ $$failed = 1 ]; then echo "Tests failed; which ones stands above."; fi; \
	exit $$failed

soak: .venv/dev
	@chromium=$$($(PYTHON) .ci/ensure_chromium) || exit 1; \
	SOAK_RUNS=$${SOAK_RUNS:-200} CHROMIUM="$$chromium" $(PYTHON) -m pytest -n 2 -k faults_at_random tests/browser/test_soak.py --dist=load

lint: .venv/dev
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m djlint templates --check --quiet
	$(PYTHON) -m djlint templates --lint --quiet

format: .venv/dev
	-$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .
	-$(PYTHON) -m djlint templates --reformat --quiet

lock: .venv/dev
	$(PYTHON) .ci/lock

bench: .venv/dev
	$(PYTHON) -m bench $(ARGS)

check: lint test

# The first Python that is new enough and can make a virtual environment.
.venv/bin/python:
	@found=; old=; \
	for name in python3.13 python3.12 python3.11 python3; do \
	  $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
	  if $$name -c 'import ensurepip, venv' >/dev/null 2>&1; then found=$$name; break; fi; \
	  old=$$name; \
	done; \
	if [ -z "$$found" ] && [ -n "$$old" ]; then \
	  echo "$$old cannot make a virtual environment: install python3-venv (Debian, Ubuntu: apt-get install python3-venv)."; exit 1; \
	elif [ -z "$$found" ]; then \
	  echo "No Python 3.11 or newer was found: install one from your system's packages or from https://www.python.org/downloads/."; exit 1; \
	fi; \
	echo "Making .venv with $$($$found --version)"; \
	$$found -m venv --clear .venv || { \
	  rm -rf .venv; echo "The virtual environment could not be made; the reason stands above. Perhaps: install python3-venv."; exit 1; }

# Stamps: installing is skipped while the pinned files stay as they were.
.venv/runtime: requirements.txt | .venv/bin/python
	@echo "Installing packages (the first time takes up to a minute)"
	@$(PIP) -r requirements.txt || { \
	  echo "The packages could not be installed; the reason stands above. Is the package index reachable? If .venv is broken: rm -r .venv"; exit 1; }
	@touch $@

.venv/dev: requirements-dev.txt .venv/runtime
	@echo "Installing what tests and lint need"
	@$(PIP) -r requirements-dev.txt || { \
	  echo "The packages could not be installed; the reason stands above. Is the package index reachable? If .venv is broken: rm -r .venv"; exit 1; }
	@touch $@

# The manifest is the last thing that collecting writes.
var/static/staticfiles.json: $(STATIC) .venv/runtime
	@echo "Collecting static files"
	@$(LOCAL) $(PYTHON) manage.py collectstatic --noinput --verbosity 0 || { \
	  echo "The static files could not be collected; the reason stands above."; exit 1; }
	@touch $@
