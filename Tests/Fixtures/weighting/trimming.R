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
put("once", "weights", weights(trimWeights(design, lower = 22, upper = 41)))
# The strict rule of survey 4.5, of which 4.1-1 has another: what a round cuts goes to the weights that no round has cut.
strict <- weights(design)
cut <- rep(FALSE, length(strict))
while (any(outside <- strict < 22 | strict > 41)) {
  kept <- pmin(pmax(strict, 22), 41)
  cut <- cut | outside
  kept[!cut] <- kept[!cut] + sum(strict - kept) / sum(!cut)
  strict <- kept
}
put("strict", "weights", strict)
