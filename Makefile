# Hydrangea's commands. `make help` lists them.

PREFIX ?= /usr/local
# On Linux the programs are linked statically, so that they start four times as fast and run without an installed Swift. If the static libyaml or
# libcrypto is missing, only Swift's run-time library is linked statically. LLVM's linker is used, because others warn about unused functions of Foundation.
static = $(wildcard /usr/lib/lib$(1).a /usr/lib/*/lib$(1).a /usr/local/lib/lib$(1).a)
LINK_Linux = $(if $(and $(call static,yaml),$(call static,crypto)),-Xswiftc -static-executable $(KEEP_FRAME_INDEX),--static-swift-stdlib) -Xswiftc -use-ld=lld $(START_TOGETHER)
# A static executable registers its unwind tables at the start, and the first unwinding sorts all of them. An `async` main unwinds when its first thread
# ends, and sorting took nine tenths of a program's start. Without the registration, the sorted index that the linker has written is used.
KEEP_FRAME_INDEX = $(foreach call,__register_frame_info __deregister_frame_info,-Xlinker --wrap=$(call) -Xlinker --defsym=__wrap_$(call)=0)
# The linker places the code and data that a start uses together, instead of distributed over 20 MB. That saves the page faults of a fifth of a start.
# `make link-order` writes the list of symbols.
START_TOGETHER = -Xswiftc -Xfrontend -Xswiftc -function-sections \
	-Xlinker --symbol-ordering-file=$(CURDIR)/Benchmarks/link-order.txt -Xlinker --no-warn-symbol-ordering
# Type metadata is built without looking up types by their mangled names. The first lookup of each conformance reads all conformances of the program,
# which took a quarter of a start.
KNOWN_TYPES = -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
LINK = $(LINK_$(shell uname -s)) $(KNOWN_TYPES)
RELEASE = swift build -c release $(LINK)
BIN = $(shell $(RELEASE) --show-bin-path)

SWIFT_FILES = Package.swift Sources Tests Examples

.PHONY: help setup build run test test-traits format lint flags install docs bench growth link-order fuzz schema differential differential-apps clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | awk -F'|' '{ printf "make %-18s%s\n", $$1, $$2 }'

setup: ## install libyaml, and on Linux libcrypto, if they are missing (apt or brew)
	@sh .ci/setup

build: setup ## build all products in release
	$(RELEASE)

run: build ## train the default digits experiment, and print its run directory and accuracy
	@"$(BIN)/digits"

test: setup ## run all tests
	@sh .ci/shells
	swift test

test-traits: setup ## run the tests of features behind package traits
	swift test --traits SwiftConfiguration --filter 'HydrangeaConfigurationTests|GuideTests'

format: ## format all Swift files with the settings in .swift-format
	swift format format --in-place --recursive --parallel $(SWIFT_FILES)

lint: ## check the format of all Swift files, and that every target declares the modules it imports
	swift format lint --strict --recursive --parallel $(SWIFT_FILES)
	swift build --build-tests --explicit-target-dependency-import-check error

flags: ## print the flags of a release build, for your own programs
	@echo "$(LINK)"

install: build ## install the tool to PREFIX (default: /usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 "$(BIN)/hydrangea" "$(DESTDIR)$(PREFIX)/bin/hydrangea"

bench: build ## compare run times with the oracle and the C floor (ORACLE=its Python, ONLY=wide,interp-chain,… for other workloads)
	python3 Benchmarks/bench.py --bin "$(BIN)/hydrangea" --swift-flags="$(LINK)" $(if $(ORACLE),--oracle "$(ORACLE)") $(if $(ONLY),--only "$(ONLY)")

growth: build ## measure how time grows with each size that a user controls; fail where it is steeper than linear (ONLY=rows)
	python3 Benchmarks/growth.py --bin "$(BIN)" $(if $(ONLY),--only "$(ONLY)")

link-order: build ## rewrite the linker's list of symbols that a start uses (needs valgrind)
	python3 Benchmarks/make_workloads.py .build/workloads --only typical
	python3 Benchmarks/link_order.py --products "$(BIN)" --trees .build/workloads > .build/link-order.txt
	mv .build/link-order.txt Benchmarks/link-order.txt

differential: build ## compose random trees with the tool and the oracle (ORACLE=its Python, COUNT=cases, COMPAT=1.3, AT_MOST=seconds)
	"$(or $(ORACLE),python3)" Tests/Differential/differential.py --bin "$(BIN)/hydrangea" --count $(or $(COUNT),1000) \
		--compat $(or $(COMPAT),1.4) --seconds $(or $(AT_MOST),0)

schema: build ## check the examples' JSON Schemas against their files, and records against their schema (PYTHON=with jsonschema, PyYAML, ruamel.yaml)
	"$(or $(PYTHON),python3)" Tests/Schema/check.py --products "$(BIN)"
	"$(or $(PYTHON),python3)" Tests/Schema/records.py --bin "$(BIN)/my_app" --count 200

differential-apps: build ## run the command lines of programs with the tool and the oracle (ORACLE=its Python, COUNT=cases)
	"$(or $(ORACLE),python3)" -W ignore Tests/Differential/apps.py --bin "$(BIN)/my_app" $(if $(COUNT),--count $(COUNT))

docs: setup ## build the documentation into .build/documentation, and fail on a warning
	sh .ci/docs

fuzz: setup ## run libFuzzer on the five readers of input (SECONDS_EACH=for each reader, default 60)
	sh Benchmarks/fuzz.sh $(or $(SECONDS_EACH),60)

clean: ## remove all build products
	swift package clean
	rm -rf .build Benchmarks/.build
