# What a person or CI does with this repository. `make` alone lists it.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

MVN := mvn -B -ntp
MAVEN_PROJECTS := . function local shift
GO_MODULES := local/toolchain/language-java local/toolchain/provider-aws

driver_jar := local/target/payments-local-1.0.0.jar
driver_sources := $(shell find local/src/main -type f 2>/dev/null) local/pom.xml build/pom.xml
driver := java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$(driver_jar):$$(printf '%s:' local/target/lib/*.jar)" payments.local.Local

shift_jar := shift/target/payments-shift-1.0.0.jar
shift_sources := $(shell find shift/src/main -type f 2>/dev/null) shift/pom.xml build/pom.xml
shift_copy := shift/target/shift.jar

.PHONY: help
help: ## list the targets and variables
	@echo "targets:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16
	@echo "variables (make local PAYMENTS_EDGE_PORT=8081):"
	@printf '  %-32s%s\n' \
	  ARGS "with shift, rollback and status: more options; ARGS=--help lists them" \
	  BAKE "with shift: how long each step is watched, default 15m" \
	  CALLS "with bench: warm calls of each kind, default 5000" \
	  CLIENTS "with soak: how many send at once, default 32" \
	  COLD_STARTS "with bench: processes started, default 30" \
	  DRILLS "with drill and accept: which, separated by commas; default all with drill, none with accept" \
	  DURATION "with load: for how many seconds, default 60" \
	  FORCE "with local-down: stop everything even if the stacks cannot be destroyed" \
	  KEEP_WINDOW "with shift and rollback: how long the old color is kept after the move, default 1h" \
	  KILLS "with soak: how many function processes to kill, default 3 of 100 payments" \
	  MIN_REQUESTS "with shift: requests that a color needs to be judged, default 100" \
	  MINUTES "with soak: when to give up, default 30" \
	  PAYMENTS "with soak: how many payments, default 10000" \
	  PROBE "with shift: test payments a second to each color, default none" \
	  RATE "payments a second: with load, default 200; with drill, default what this machine bears" \
	  SEED "with soak: of everything chosen at random, default 1" \
	  STEPS "with shift: the new color's percentages, default 10,30,50,70,90,100" \
	  TO "with shift: the color to move customers to, blue or green" \
	  PAYMENTS_EDGE_PORT "port of the weighted route on loopback, default 8080" \
	  PAYMENTS_EMULATOR_PORT "port of the AWS emulator on loopback, default 4566" \
	  PAYMENTS_DATABASE_NET "loopback addresses for Aurora's endpoints, default 127.0.1" \
	  PAYMENTS_HEALTH_INTERVAL_SCALE "factor on the health checks' intervals, default 0.1" \
	  PAYMENTS_CACHE "where built tools are kept, default ~/.cache/payments" \
	  PAYMENTS_MARIADBD "a MariaDB server to use instead of Maven Central's"

.PHONY: check
check: check-java check-go check-emulator check-scripts ## all checks and tests; what CI runs

.PHONY: check-java
check-java: tools
	@for project in $(MAVEN_PROJECTS); do echo "== mvn verify in $$project"; $(MVN) -q -f $$project verify; done

.PHONY: check-go
check-go:
	@command -v go >/dev/null || { echo "go not found: install Go 1.26 or later and put it on PATH" >&2; exit 1; }
	@local/toolchain/build emulator
	@for module in $(GO_MODULES); do \
	  echo "== go vet, gofmt and test in $$module"; \
	  (cd $$module && unformatted=$$(gofmt -l .) && { [[ -z $$unformatted ]] || { echo "not formatted by gofmt: $$unformatted" >&2; exit 1; }; } \
	    && go vet ./... && go test ./...); \
	done

.PHONY: check-emulator
check-emulator:
	@local/toolchain/build emulator
	@echo "== unittest in local/emulator"
	@"$${PAYMENTS_CACHE:-$${XDG_CACHE_HOME:-$$HOME/.cache}/payments}/ministack/bin/python" -B -m unittest discover -q -s local/emulator -p '*_test.py'

.PHONY: check-scripts
check-scripts:
	@echo "== shell and workflow lint"
	@build/lint/run

.PHONY: format
format: tools ## format all Java and Go sources
	@for project in $(MAVEN_PROJECTS); do $(MVN) -q -f $$project spotless:apply; done
	@for module in $(GO_MODULES); do gofmt -w $$module; done

.PHONY: package
package: tools ## build function/target/function.zip, which the program deploys
	@$(MVN) -f function package -DskipTests

.PHONY: local
local: driver ## run the whole system on this machine, pay once, show where the payment is
	@$(driver) up

.PHONY: local-down
local-down: driver ## destroy the local stacks, stop everything, say what is left
	@$(driver) down $(if $(FORCE),--force)

move_options = $(if $(STEPS),--steps "$(STEPS)") $(if $(BAKE),--bake "$(BAKE)") $(if $(MIN_REQUESTS),--min-requests "$(MIN_REQUESTS)") \
	$(if $(KEEP_WINDOW),--keep-window "$(KEEP_WINDOW)") $(if $(PROBE),--probe "$(PROBE)")

# Fails with make's own exit code; shift/shift, for scripts, passes the tool's on.
.PHONY: shift
shift: tools ## move customers to the color TO, watched; goes back by itself
	@shift/shift move --to "$(TO)" $(move_options) $(ARGS)

.PHONY: rollback
rollback: tools ## bring all customers back to the color they came from
	@shift/shift rollback $(if $(KEEP_WINDOW),--keep-window "$(KEEP_WINDOW)") $(ARGS)

.PHONY: status
status: tools ## show weights, health, and each color's figures of the last 5 minutes
	@shift/shift status $(ARGS)

.PHONY: preview
preview: driver ## preview the three stacks on the local system
	@$(driver) preview

.PHONY: env
env: driver ## print the exports for plain pulumi and aws, to be passed to eval
	@$(driver) env

.PHONY: accept
accept: driver tool ## prove the whole system, from nothing to nothing
	@DRILLS="$(DRILLS)" RATE="$(RATE)" $(driver) accept

.PHONY: bench
bench: driver package ## measure the payment function beside its three AWS calls bare
	@local/toolchain/build emulator
	@COLD_STARTS="$(COLD_STARTS)" CALLS="$(CALLS)" $(driver) bench

.PHONY: drill
drill: driver tool ## move customers while things go wrong on purpose; prints a table, draws a picture
	@DRILLS="$(DRILLS)" RATE="$(RATE)" $(driver) drill

.PHONY: load
load: driver ## pay at a steady rate, and show latency and processor time of a payment
	@RATE="$(RATE)" DURATION="$(DURATION)" $(driver) load

.PHONY: soak
soak: driver ## pay 10,000 times while function processes are killed, and look for every payment
	@PAYMENTS="$(PAYMENTS)" CLIENTS="$(CLIENTS)" SEED="$(SEED)" MINUTES="$(MINUTES)" KILLS="$(KILLS)" \
	  $(driver) soak

.PHONY: clean
clean: tools ## remove what was built here (a running local system and the cache stay)
	@rm -rf target function/target local/target shift/target

.PHONY: driver
driver: tools $(driver_jar)

# Messages go to standard error: `make -s env` prints exports only.
$(driver_jar): $(driver_sources)
	@echo "building the local driver" >&2
	@$(MVN) -q -f local package -DskipTests -Dspotless.check.skip >&2
	@touch $@

.PHONY: tool
tool: tools $(shift_copy)

# A copy that is renamed into place: Maven writes into its jar, under the feet of a cut-over that runs for hours.
$(shift_copy): $(shift_jar)
	@cp $< $@.new && mv -f $@.new $@

$(shift_jar): $(shift_sources)
	@echo "building the cut-over tool" >&2
	@$(MVN) -q -f shift package -DskipTests -Dspotless.check.skip >&2
	@touch $@

.PHONY: tools
tools:
	@command -v java >/dev/null || { echo "java not found: install a JDK 17 or later and put it on PATH" >&2; exit 1; }
	@command -v mvn >/dev/null || { echo "mvn not found: install Maven 3.8 or later and put it on PATH" >&2; exit 1; }
