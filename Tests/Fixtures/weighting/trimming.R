# Trimmed weights of R survey, 17 significant digits, one line for each value.
# Run from the top of the repository: Rscript Tests/Fixtures/weighting/trimming.R > Tests/Fixtures/weighting/trimming.csv
suppressPackageStartupMessages(library(survey))
put <- function(case, name, values)
  cat(sprintf("%s,%s,%d,%.17g\n", case, name, seq_along(values), as.numeric(values)), sep = "")
cat("case,name,position,value\n")
schools <- read.csv("datasets/api/apiclus1.csv", stringsAsFactors = TRUE)
design <- calibrate(
  svydesign(~dnum, weights = ~pw, fpc = ~fpc, data = schools), ~stype + api99,
  c(`(Intercept)` = 6194, stypeH = 755, stypeM = 1018, api99 = 3914069), calfun = "raking", epsilon = 1e-13, maxit = 500)
for (strict in c(FALSE, TRUE))
  put(if (strict) "strict" else "once", "weights", weights(trimWeights(design, lower = 22, upper = 41, strict = strict)))
