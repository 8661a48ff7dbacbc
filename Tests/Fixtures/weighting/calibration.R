# Calibrated weights, estimates and standard errors of R survey, 17 significant digits, one line for each value.
# Run from the top of the repository: Rscript Tests/Fixtures/weighting/calibration.R > Tests/Fixtures/weighting/calibration.csv
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "fail")
read <- function(name) read.csv(paste0("datasets/api/", name, ".csv"), stringsAsFactors = TRUE)
put <- function(case, name, values)
  cat(sprintf("%s,%s,%d,%.17g\n", case, name, seq_along(values), as.numeric(values)), sep = "")
cat("case,name,position,value\n")

designs <- list(
  apistrat = svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = read("apistrat")),
  apiclus1 = svydesign(~dnum, weights = ~pw, fpc = ~fpc, data = read("apiclus1")),
  apiclus2 = svydesign(~dnum + snum, weights = ~pw, fpc = ~fpc1 + fpc2, data = read("apiclus2")))

report <- function(case, design) {
  put(case, "weights", weights(design)[1:20])
  put(case, "weight.range", range(weights(design)))
  mean <- svymean(~api00 + meals, design)
  put(case, "mean", coef(mean)); put(case, "mean.vcov", vcov(mean))
  total <- svytotal(~api.stu, design)
  put(case, "total", coef(total)); put(case, "total.se", SE(total))
  ratio <- svyratio(~api.stu, ~api00, design)
  put(case, "ratio", coef(ratio)); put(case, "ratio.se", SE(ratio))
  by <- svyby(~api00, ~sch.wide, design, svymean)
  put(case, "by", coef(by)); put(case, "by.se", SE(by))
}

types <- c(`(Intercept)` = 6194, stypeH = 755, stypeM = 1018)
numbers <- c(types, api99 = 3914069)
cut <- function(design, calfun, formula, population, bounds = c(-Inf, Inf))
  calibrate(design, formula, population, calfun = calfun, bounds = bounds, epsilon = 1e-13, maxit = 500)

tight <- list(apistrat = c(0.97, 1.03), apiclus1 = c(0.6, 2), apiclus2 = c(0.97, 1.5))
for (name in names(designs)) {
  d <- designs[[name]]
  report(paste0(name, ".linear.types"), cut(d, "linear", ~stype, types))
  report(paste0(name, ".linear.numbers"), cut(d, "linear", ~stype + api99, numbers))
  report(paste0(name, ".raking.numbers"), cut(d, "raking", ~stype + api99, numbers))
  # R wants bounds; these cut nothing off.
  report(paste0(name, ".sinh.numbers"), cut(d, cal.sinh, ~stype + api99, numbers, c(0.1, 10)))
  report(paste0(name, ".logit.numbers"), cut(d, "logit", ~stype + api99, numbers, c(0.5, 3)))
  report(paste0(name, ".linear.bounded"), cut(d, "linear", ~stype + api99, numbers, tight[[name]]))
  report(paste0(name, ".raking.bounded"), cut(d, "raking", ~stype + api99, numbers, tight[[name]]))
  # A mean: the number less the control has the total 0.
  report(paste0(name, ".raking.mean"), cut(update(d, apart = api99 - 632), "raking", ~stype + apart, c(types, apart = 0)))
  # Totals by group, without a count.
  report(paste0(name, ".linear.groups"),
         cut(d, "linear", ~stype:api.stu - 1, c("stypeE:api.stu" = 1.6e6, "stypeH:api.stu" = 8e5, "stypeM:api.stu" = 7.4e5)))
}
