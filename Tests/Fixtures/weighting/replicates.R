# Calibrated replicate weights of R survey, 17 significant digits, one line for each value.
# Run from the top of the repository: Rscript Tests/Fixtures/weighting/replicates.R > Tests/Fixtures/weighting/replicates.csv
suppressPackageStartupMessages(library(survey))
read <- function(name) read.csv(paste0("datasets/api/", name, ".csv"), stringsAsFactors = TRUE)
put <- function(case, name, values)
  cat(sprintf("%s,%s,%d,%.17g\n", case, name, seq_along(values), as.numeric(values)), sep = "")
cat("case,name,position,value\n")

designs <- list(
  apistrat = as.svrepdesign(svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = read("apistrat")), type = "JKn"),
  apiclus1 = as.svrepdesign(svydesign(~dnum, weights = ~pw, fpc = ~fpc, data = read("apiclus1")), type = "JK1"))
types <- data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018))
numbers <- c(`(Intercept)` = 6194, stypeH = 755, stypeM = 1018, api99 = 3914069)

report <- function(case, design) {
  mean <- svymean(~api00 + meals, design)
  put(case, "mean", coef(mean)); put(case, "mean.vcov", vcov(mean))
  total <- svytotal(~api.stu, design)
  put(case, "total", coef(total)); put(case, "total.se", SE(total))
  by <- svyby(~api00, ~sch.wide, design, svymean)
  put(case, "by", coef(by)); put(case, "by.se", SE(by))
  put(case, "replicate", weights(design, "analysis")[1:20, 3])
  fit <- svyglm(I(sch.wide == "Yes") ~ ell + meals, design, family = quasibinomial(),
                control = glm.control(epsilon = 1e-15, maxit = 100))
  put(case, "logistic", coef(fit)); put(case, "logistic.se", SE(fit))
}
cut <- function(design, calfun, bounds = c(-Inf, Inf))
  calibrate(design, ~stype + api99, numbers, calfun = calfun, bounds = bounds, epsilon = 1e-13, maxit = 500)

for (name in names(designs)) {
  d <- designs[[name]]
  report(paste0(name, ".poststratified"), postStratify(d, ~stype, types))
  # The limit of `rake`, which stops short of it.
  report(paste0(name, ".raked"), calibrate(
    d, ~stype + sch.wide, c(`(Intercept)` = 6194, stypeH = 755, stypeM = 1018, sch.wideYes = 5122), calfun = "raking",
    epsilon = 1e-13, maxit = 500))
  report(paste0(name, ".linear"), cut(d, "linear"))
  report(paste0(name, ".raking"), cut(d, "raking"))
  report(paste0(name, ".logit"), cut(d, "logit", c(0.3, 4)))
}
