# Hydrangea's commands. `make help` lists them.

PREFIX ?= /usr/local
# On Linux the programs carry Swift's run-time library with them: they start in half the time and run where no Swift is installed.
STATIC := $(if $(filter Linux,$(shell uname -s)),--static-swift-stdlib)
RELEASE := swift build -c release $(STATIC)
BIN = $(shell $(RELEASE) --show-bin-path)

.PHONY: help setup build run test install bench fuzz differential clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1|/' | awk -F'|' '{ printf "make %-14s%s\n", $$1, $$2 }'

setup: ## install libyaml where it is missing (apt or brew)
	@sh .ci/setup

build: setup ## build all products in release
	$(RELEASE)

run: build ## train the default digits experiment, and say where its run is and how good it was
	@sh .ci/train "$(BIN)/digits"

test: setup ## run all tests
	swift test

install: build ## install the tool to PREFIX (default: /usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 "$(BIN)/hydrangea" "$(DESTDIR)$(PREFIX)/bin/hydrangea"

bench: build ## measure side by side with the oracle and the C floor (ORACLE=its Python)
	python3 Benchmarks/bench.py --bin "$(BIN)/hydrangea" $(if $(ORACLE),--oracle "$(ORACLE)")

differential: build ## compose random trees here and with the oracle (ORACLE=its Python, COUNT=how many)
	"$(or $(ORACLE),python3)" Tests/Differential/differential.py --bin "$(BIN)/hydrangea" --count $(or $(COUNT),1000)

fuzz: setup ## feed the readers with broken input (SECONDS_EACH=how long each)
	cd Benchmarks && swift run -c release Fuzz --seconds $(or $(SECONDS_EACH),60)

clean: ## remove what was built
	swift package clean
	rm -rf .build Benchmarks/.build
