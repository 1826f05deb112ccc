# Two commands are all a newcomer needs: `make run` and `make test`. Everything lands under var/.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3 python; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null \
	&& echo $$p && break; done)
PROGRAMME ?= 1mm-ncs
TESTS ?=
RULES ?= services.matching.*
VENV := var/venv
PY := $(VENV)/bin/python

.DEFAULT_GOAL := help
.PHONY: help run test lint verify format bench mutate trace docs lock clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 18

run: $(VENV)/.lock ## play a programme's whole year on this machine and check it (PROGRAMME="1mm-ncs 1mm-web", all)
	@$(PY) -m deploy.year $(PROGRAMME)

test: $(VENV)/.dev ## every test, on private PostgreSQL and RabbitMQ servers (TESTS="tests/shared -k log")
	@$(PY) -m deploy.local.testing $(TESTS)

lint: $(VENV)/.dev ## layout, types, who imports whom
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(PY) -c 'from importlinter.cli import lint_imports_command as run; run()' --no-cache

verify: lint ## what lint sees, and the tests that need no servers
	@$(PY) -m pytest -q -m "not (store or bus or system or deploy)" --ignore tests/bus --ignore tests/benchmarks tests

format: $(VENV)/.dev ## lay the code out as the linter wants it
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix-only .

bench: $(VENV)/.dev ## our speed beside others', in one run on one machine
	@$(PY) -m deploy.local.testing --bench $(TESTS)

mutate: $(VENV)/.dev ## change rules one by one: which change no test notices (RULES="services.profiles.decider.*")
	@$(PY) -m mutmut run "$(RULES)"
	@$(PY) -m mutmut results

trace: $(VENV)/.dev ## which requirement is proved by which test
	@$(PY) -m deploy.tracing

docs: $(VENV)/.dev ## write the reference pages anew from the declarations
	@$(PY) -m deploy.describing

lock: $(VENV)/.dev ## pin the newest packages that pyproject.toml allows, with hashes
	@$(PY) -m deploy.local.locking

clean: ## remove everything that running and testing made
	@if [ -x $(PY) ]; then $(PY) -m deploy.local.leash --now var/test/postgres var/test/rabbitmq; fi
	rm -rf var mutants .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage

$(VENV)/.lock: requirements/lock.txt
	@$(if $(PYTHON),,$(error Python 3.11, 3.12 or 3.13 is needed, and none was found))
	@$(PYTHON) -m deploy.local.environment $(VENV) $<

$(VENV)/.dev: requirements/dev.txt requirements/lock.txt
	@$(if $(PYTHON),,$(error Python 3.11, 3.12 or 3.13 is needed, and none was found))
	@$(PYTHON) -m deploy.local.environment $(VENV) $<
