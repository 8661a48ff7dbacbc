# `make` alone lists what can be made.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c

.DEFAULT_GOAL := help
.PHONY: help dependencies report test test-r fuzz sanitize compare-cores bench bench-peers docs format lint consumer

swift_sources := Sources Tests Benchmarks Snippets Package.swift
modules := SurveyNumerics SurveyFiles SurveyMicrodata SurveyDesigns SurveyEstimates SurveyModels SurveyImputation \
  SurveyQuestions SurveyDisclosure ReportDocuments SurveyNotebooks MonitorSimulation Peilstok

# What works with threads: blocks in a fixed order, pieces of files, replicates, imputations, fits.
SANITIZED := 'FixedOrderTests|CSVPieceTests|WholeFileTests|ReplicateWeightsTests|LogisticTests|ImputationLawTests'

help:  ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

dependencies:
	@scripts/install-dependencies

report: dependencies  ## Render every notebook into the folder report
	swift run -c release peilstok report notebooks-md/*.md --output report

test: dependencies  ## Prove the numbers: all tests in debug and in release, from outside, and beside R where it is there
	swift test
	swift test -c release --disable-testable-imports
	$(MAKE) consumer
	if Rscript -e 'library(survey)' >/dev/null 2>&1; then $(MAKE) test-r DESIGNS=$(or $(DESIGNS),20); fi

test-r: dependencies  ## Ask the same of the command and of R survey, about random designs (DESIGNS=200 SEED=1)
	@scripts/install-dependencies r-base-core r-cran-survey
	swift build -c release --product peilstok
	Rscript Tests/Differential/run.R "$$(swift build -c release --show-bin-path)/peilstok" $(or $(DESIGNS),200) $(or $(SEED),1)

validate: dependencies  ## Prove variances, intervals and imputation by long simulations, in release, and write their tables
	swift run -c release Validation
	PEILSTOK_VALIDATE=1 swift test -c release --disable-testable-imports --filter Validation

fuzz: dependencies  ## Send damaged inputs to every verb of the command (FUZZ="--inputs 500 --seed 7")
	swift build -c release --product peilstok
	swift run -c release Fuzz --command "$$(swift build -c release --show-bin-path)/peilstok" $(FUZZ)

compare-cores: dependencies  ## Compare all answers under the kernels of two processors, byte by byte
	swift build -c release --product peilstok
	scripts/compare-cores "$$(swift build -c release --show-bin-path)/peilstok"

sanitize: dependencies  ## Run the tests of what is done in parallel under ThreadSanitizer
	swift test --sanitize=thread --build-path .build/thread-sanitizer --no-parallel --filter $(SANITIZED)

consumer: dependencies  ## Build and run a package that depends on this one, and compare what it prints
	swift build --package-path Tests/Consumer
	swift run --package-path Tests/Consumer --skip-build Consumer datasets/api/apistrat.csv \
	  | diff --unified Tests/Consumer/expected.txt -

bench: dependencies  ## Time reading, prevalence and a logistic fit (BENCH="--quick", "--records 100000", "--format json")
	swift run --package-path Benchmarks -c release Benchmarks $(BENCH)

bench-peers:  ## Time other packages on the same file, answers compared first (BENCH="--records 100000 --peers R,svy")
	@scripts/bench-peers $(BENCH)

docs: dependencies  ## Build the documentation of every module into .build/docs, warnings as errors
	@mkdir -p .build/docs
	swift package --allow-writing-to-directory .build/docs generate-documentation \
	  $(addprefix --target ,$(modules)) --enable-experimental-combined-documentation \
	  --output-path .build/docs --warnings-as-errors

format:  ## Format every Swift file in place
	swift format --in-place --parallel --recursive $(swift_sources)

lint:  ## Check the form of the sources and of the repository
	swift format lint --strict --parallel --recursive $(swift_sources)
	scripts/check-repository
