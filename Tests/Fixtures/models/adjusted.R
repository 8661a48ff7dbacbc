# Average marginal effects, attributable fractions and trends over doses, and prints adjusted.csv: case, what, index,
# value.
#
# Each number is a function f(N, m) of the number of people and of weighted means of predictions. Its influence is
# written out from the scores of the fit; derivatives by the coefficients and by m are numDeriv's, and the variance is
# svyrecvar of the influences.
suppressMessages({
  library(survey)
  library(splines)
  library(numDeriv)
})
options(survey.lonely.psu = "fail", digits = 17)

folder <- "datasets"
api <- function(name) read.csv(file.path(folder, "api", paste0(name, ".csv")), stringsAsFactors = TRUE)
nhanes <- read.csv(file.path(folder, "nhanes", "nhanes.csv"), stringsAsFactors = TRUE)
for (name in c("race", "RIAGENDR")) nhanes[[name]] <- factor(nhanes[[name]])
designs <- list(
  apistrat = svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = api("apistrat")),
  apiclus1 = svydesign(~dnum, weights = ~pw, fpc = ~fpc, data = api("apiclus1")),
  nhanes = svydesign(~SDMVPSU, strata = ~SDMVSTRA, weights = ~WTMEC2YR, nest = TRUE, data = nhanes)
)

lines <- "case,what,index,value"
put <- function(case, what, values) {
  lines <<- c(lines, sprintf("%s,%s,%d,%.17g", case, what, seq_along(values), as.numeric(values)))
}

# The fit with its rows, weights and the influence of each record of the design on the coefficients.
fitted_to <- function(data, formula, family) {
  design <- designs[[data]]
  start <- NULL
  for (again in 1:5) {
    fit <- suppressWarnings(do.call(svyglm, list(
      formula, design, family = family, start = start, control = list(epsilon = 1e-15, maxit = 50))))
    start <- coef(fit)
  }
  w <- weights(design, "sampling")
  used <- setdiff(seq_along(w), as.integer(fit$na.action))
  x <- model.matrix(fit)
  mu <- fitted(fit)
  slope <- fit$family$mu.eta(fit$linear.predictors)
  score <- x * (fit$y - mu) * slope / fit$family$variance(mu)
  information <- crossprod(x, x * (w[used] * slope^2 / fit$family$variance(mu)))
  influence <- matrix(0, length(w), ncol(x))
  influence[used, ] <- score %*% solve(information) * w[used]
  list(fit = fit, design = design, w = w, used = used, influence = influence, records = design$variables[used, ])
}

# The columns of the model for each complete record, with covariates set by a function of the records.
columns <- function(f, set = identity) {
  terms <- delete.response(terms(f$fit))
  frame <- model.frame(terms, set(f$records), xlev = f$fit$xlevels)
  model.matrix(terms, frame, contrasts.arg = f$fit$contrasts)
}

# The prediction of each complete record at some coefficients, with covariates set by a function of the records.
predictions <- function(f, beta, set = identity) f$fit$family$linkinv(drop(columns(f, set) %*% beta))

# The slope of each prediction by a number: the chain rule, with differences of the columns extrapolated to 0 (Richardson).
slopes <- function(f, column) {
  at <- f$records[[column]]
  x <- columns(f)
  by_number <- sapply(seq_len(ncol(x)), function(j) {
    grad(function(value) columns(f, function(records) { records[[column]] <- value; records })[, j], at)
  })
  function(beta) f$fit$family$mu.eta(drop(x %*% beta)) * drop(by_number %*% beta)
}

# Values and covariance of a function of N and of the means of some predictions.
combined <- function(f, scenarios, combine) {
  w <- f$w[f$used]
  beta <- coef(f$fit)
  means <- function(beta) sapply(scenarios, function(s) sum(w * s(beta)) / sum(w))
  m <- means(beta)
  # Steps are relative to a coefficient; numDeriv's would be absolute for those below 2e-5.
  scale <- abs(beta)
  by_beta <- t(t(jacobian(function(b) means(b * scale), beta / scale)) / scale)
  people <- sum(f$w)
  by_mean <- jacobian(function(v) combine(people, v), m)
  by_people <- jacobian(function(n) combine(n, m), people)
  influence <- f$influence %*% t(by_beta)
  influence[f$used, ] <- influence[f$used, ] +
    sapply(seq_along(m), function(s) w * (scenarios[[s]](beta) - m[s]) / sum(w))
  influence <- influence %*% t(by_mean) + f$w %*% t(by_people)
  design <- f$design
  v <- svyrecvar(influence, design$cluster, design$strata, design$fpc, postStrata = design$postStrata)
  list(value = combine(people, m), vcov = v)
}

at <- function(f, column, value) function(beta) predictions(f, beta, function(records) {
  records[[column]] <- if (is.factor(records[[column]])) factor(value, levels(records[[column]])) else value
  records
})

effects <- function(case, data, formula, family, numbers, factors) {
  f <- fitted_to(data, formula, family)
  scenarios <- lapply(numbers, function(column) slopes(f, column))
  difference <- diag(length(numbers))
  for (column in factors) {
    levels <- f$fit$xlevels[[column]]
    scenarios <- c(scenarios, lapply(levels, function(level) at(f, column, level)))
    own <- cbind(-1, diag(length(levels) - 1))
    difference <- rbind(
      cbind(difference, matrix(0, nrow(difference), ncol(own))),
      cbind(matrix(0, nrow(own), ncol(difference)), own))
  }
  result <- combined(f, scenarios, function(people, m) drop(difference %*% m))
  put(case, "effects", result$value)
  put(case, "vcov", result$vcov)
}

effects("slopes-logit", "apiclus1", (sch.wide == "Yes") ~ ell * stype + ns(meals, 2), quasibinomial(),
        c("ell", "meals"), "stype")
effects("slopes-cloglog", "apistrat", (sch.wide == "Yes") ~ log(enroll) + poly(meals, 2) + stype,
        quasibinomial("cloglog"), c("enroll", "meals"), "stype")
effects("slopes-probit", "apistrat", (sch.wide == "Yes") ~ ell + I(meals^2) + meals, quasibinomial("probit"),
        c("ell", "meals"), character())
effects("slopes-poisson", "apistrat", api.stu ~ sqrt(enroll) + ell * stype, quasipoisson(), c("enroll", "ell"), "stype")
effects("slopes-gamma", "apistrat", api00 ~ ell + meals + stype, Gamma("inverse"), c("ell", "meals"), "stype")

f <- fitted_to("nhanes", HI_CHOL ~ race + agecat + RIAGENDR, quasibinomial())
ages <- levels(nhanes$agecat)
fraction <- combined(f, list(function(beta) predictions(f, beta), at(f, "agecat", ages[1])), function(people, m)
  c(log(m[2] / m[1]), people * (m[1] - m[2])))
put("fraction", "value", c(1 - exp(fraction$value[1]), fraction$value[2]))
put("fraction", "se", sqrt(diag(fraction$vcov)))

doses <- c(10, 30, 50, 75)
margins <- lapply(ages, function(age) at(f, "agecat", age))
for (scale in c("mean", "odds")) {
  result <- combined(f, margins, function(people, m) if (scale == "mean") m else qlogis(m))
  slope <- (doses - mean(doses)) / sum((doses - mean(doses))^2)
  beyond <- contr.poly(doses, scores = doses)[, -1]
  put("dose", paste0(scale, "-slope"), c(sum(slope * result$value), sqrt(slope %*% result$vcov %*% slope)))
  d <- drop(t(beyond) %*% result$value)
  wald <- drop(d %*% solve(t(beyond) %*% result$vcov %*% beyond, d)) / 2
  put("dose", paste0(scale, "-departure"), c(wald, pf(wald, 2, f$fit$df.residual, lower.tail = FALSE)))
}

writeLines(lines, "Tests/Fixtures/models/adjusted.csv")
