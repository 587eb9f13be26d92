# The only entry for people and CI. `make help` lists the commands.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

SERVICES := -p gateway -p water -p emergency -p finance -p housing
CARGO := cargo
# Debug builds serve the tests, release builds the people; both come from the same lock file.
BUILD := $(CARGO) build --locked --quiet

# Said on the operations page. Release builds only: the tests' need not be linked anew with every commit.
REVISION = JIANGZHOU_REVISION="$$(git describe --always --dirty 2>/dev/null || true)"

WEB := services/gateway/web
WEB_SOURCES := $(shell find $(WEB)/src $(WEB)/scripts -type f) $(WEB)/favicon.svg $(addprefix $(WEB)/,package.json tsconfig.json vite.config.ts)

.PHONY: help run demo test lint fmt bench contracts shots clean-local tools web

help: ## List the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: tools web ## Build and start everything on http://127.0.0.1:8080; Ctrl-C stops it
	@echo 'building (the first time takes a quarter of an hour or more on two cores) …'
	$(REVISION) $(BUILD) --release $(SERVICES) -p e2e-tests
	@exec target/release/local up

demo: ## Drive a bill from the meter to the treasury through the running gateway
	@[ -x target/release/local ] || $(BUILD) --release -p e2e-tests
	@target/release/local demo

test: tools web ## Every test: units, real servers, flows with faults, browser, manifests
	@bash scripts/test.sh

lint: tools $(WEB)/node_modules/.package-lock.json ## Formatting, clippy and eslint with warnings as errors; licences, sources and advisories of dependencies
	$(CARGO) fmt --all --check
	$(CARGO) clippy --locked --workspace --all-targets --features contracts/schema -- -D warnings
	@if $(CARGO) deny --version >/dev/null 2>&1; then \
		$(CARGO) deny --log-level error check licenses bans sources; \
		if git ls-remote -q https://github.com/RustSec/advisory-db HEAD >/dev/null 2>&1; then $(CARGO) deny check advisories; \
		else echo 'the advisory database cannot be reached: advisories were not checked'; fi; \
	else echo 'cargo-deny is not installed: dependencies were not checked (cargo install cargo-deny --locked)'; fi

	cd $(WEB) && npm run --silent lint

fmt: $(WEB)/node_modules/.package-lock.json ## Format the code
	$(CARGO) fmt --all
	cd $(WEB) && npm run --silent fmt

web: $(WEB)/dist/index.html ## Build the front end

$(WEB)/node_modules/.package-lock.json: $(WEB)/package.json $(WEB)/package-lock.json | tools
	cd $(WEB) && npm ci --silent --no-audit --no-fund
	@touch $@

$(WEB)/dist/index.html: $(WEB)/node_modules/.package-lock.json $(WEB_SOURCES)
	cd $(WEB) && npm run --silent build
	@touch $@

shots: web ## Photograph every page of the running platform, wide and narrow, light and dark, into services/gateway/web/shots
	cd $(WEB) && npm run --silent shots

bench: tools web ## Measure against baselines in the same run and print the table
	@bash scripts/bench.sh

contracts: ## Write the locked OpenAPI and AsyncAPI documents anew; look at the difference before committing it
	JIANGZHOU_UPDATE_LOCKS=1 $(CARGO) test --locked --quiet --workspace --features contracts/schema --lib --test it --test asyncapi the_locked_

clean-local: ## Forget the data of `make run`
	@if [ -x target/release/local ]; then target/release/local forget; else rm -rf .local; fi

tools:
	@bash scripts/ensure-tools.sh
