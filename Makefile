# Hydrangea's commands. `make help` lists them.

PREFIX ?= /usr/local
# On Linux the programs are linked whole, so that they start four times as fast and run where no Swift is installed; without the static libyaml
# and libcrypto they carry at least Swift's run-time library. LLVM's linker: the others warn of functions in Foundation that nothing calls.
static = $(wildcard /usr/lib/lib$(1).a /usr/lib/*/lib$(1).a /usr/local/lib/lib$(1).a)
LINK_Linux = $(if $(and $(call static,yaml),$(call static,crypto)),-Xswiftc -static-executable $(KEEP_FRAME_INDEX),--static-swift-stdlib) -Xswiftc -use-ld=lld $(START_TOGETHER)
# A whole program registers its unwind tables when it starts, and whatever unwinds first sorts all of them: an `async` main does, when its first thread
# ends, and it took nine tenths of a program's start. Without the registration the sorted index that the linker has made is used.
KEEP_FRAME_INDEX = $(foreach call,__register_frame_info __deregister_frame_info,-Xlinker --wrap=$(call) -Xlinker --defsym=__wrap_$(call)=0)
# What a start touches lies together instead of all over 20 MB, where each piece of it costs a page fault: a fifth of a start. `make link-order` finds it out.
START_TOGETHER = -Xswiftc -Xfrontend -Xswiftc -function-sections \
	-Xlinker --symbol-ordering-file=$(CURDIR)/Benchmarks/link-order.txt -Xlinker --no-warn-symbol-ordering
# Types are put together with what the compiler knew, not looked up by their names: a first look for each conformance reads all of a program's,
# and that was a quarter of a start.
KNOWN_TYPES = -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors
LINK = $(LINK_$(shell uname -s)) $(KNOWN_TYPES)
RELEASE = swift build -c release $(LINK)
BIN = $(shell $(RELEASE) --show-bin-path)

SWIFT_FILES = Package.swift Sources Tests Examples

.PHONY: help setup build run test test-traits format lint flags install docs bench link-order fuzz schema differential differential-apps clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | awk -F'|' '{ printf "make %-18s%s\n", $$1, $$2 }'

setup: ## install libyaml, and on Linux libcrypto, where they are missing (apt or brew)
	@sh .ci/setup

build: setup ## build all products in release
	$(RELEASE)

run: build ## train the default digits experiment, and say where its run is and how good it was
	@"$(BIN)/digits"

test: setup ## run all tests
	@sh .ci/shells
	swift test

test-traits: setup ## run the tests of what stands behind package traits
	swift test --traits SwiftConfiguration --filter 'HydrangeaConfigurationTests|GuideTests'

format: ## format all Swift files as .swift-format says
	swift format format --in-place --recursive --parallel $(SWIFT_FILES)

lint: ## check the format of all Swift files, and that every target names the modules that it imports
	swift format lint --strict --recursive --parallel $(SWIFT_FILES)
	swift build --build-tests --explicit-target-dependency-import-check error

flags: ## print the flags of a release build, for programs of your own
	@echo "$(LINK)"

install: build ## install the tool to PREFIX (default: /usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 "$(BIN)/hydrangea" "$(DESTDIR)$(PREFIX)/bin/hydrangea"

bench: build ## measure side by side with the oracle and the C floor (ORACLE=its Python, ONLY=wide,interp-chain,… for other workloads)
	python3 Benchmarks/bench.py --bin "$(BIN)/hydrangea" --swift-flags="$(LINK)" $(if $(ORACLE),--oracle "$(ORACLE)") $(if $(ONLY),--only "$(ONLY)")

link-order: build ## find out anew what a start touches, for the linker (needs valgrind)
	python3 Benchmarks/make_workloads.py .build/workloads --only typical
	python3 Benchmarks/link_order.py --products "$(BIN)" --trees .build/workloads > .build/link-order.txt
	mv .build/link-order.txt Benchmarks/link-order.txt

differential: build ## compose random trees here and with the oracle (ORACLE=its Python, COUNT=how many, COMPAT=1.3, AT_MOST=seconds)
	"$(or $(ORACLE),python3)" Tests/Differential/differential.py --bin "$(BIN)/hydrangea" --count $(or $(COUNT),1000) \
		--compat $(or $(COMPAT),1.4) --seconds $(or $(AT_MOST),0)

schema: build ## hold the examples' JSON Schemas against their files, and runs' records against theirs (PYTHON=one with jsonschema, PyYAML, ruamel.yaml)
	"$(or $(PYTHON),python3)" Tests/Schema/check.py --products "$(BIN)"
	"$(or $(PYTHON),python3)" Tests/Schema/records.py --bin "$(BIN)/my_app" --count 200

differential-apps: build ## start programs here and with the oracle (ORACLE=its Python, COUNT=how many)
	"$(or $(ORACLE),python3)" -W ignore Tests/Differential/apps.py --bin "$(BIN)/my_app" $(if $(COUNT),--count $(COUNT))

docs: setup ## build the documentation into .build/documentation, and fail on a warning
	sh .ci/docs

fuzz: setup ## feed what reads input with libFuzzer's (SECONDS_EACH=how long for each of the five, default 60)
	sh Benchmarks/fuzz.sh $(or $(SECONDS_EACH),60)

clean: ## remove what was built
	swift package clean
	rm -rf .build Benchmarks/.build
