# Fits generalised linear models with survey and prints models.csv: case, what, index, value.
#
# The iteration starts again where it ended, until the weights of the last iteration, which R works the covariance out
# with, are those of the maximum.
suppressMessages({
  library(survey)
  library(MASS)
  library(splines)
})
options(survey.lonely.psu = "fail", digits = 17)

folder <- "datasets"
api <- function(name) read.csv(file.path(folder, "api", paste0(name, ".csv")), stringsAsFactors = TRUE)
apistrat <- api("apistrat")
apiclus1 <- api("apiclus1")
nhanes <- read.csv(file.path(folder, "nhanes", "nhanes.csv"), stringsAsFactors = TRUE)
designs <- list(
  apistrat = svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = apistrat),
  apiclus1 = svydesign(~dnum, weights = ~pw, fpc = ~fpc, data = apiclus1),
  nhanes = svydesign(~SDMVPSU, strata = ~SDMVSTRA, weights = ~WTMEC2YR, nest = TRUE, data = nhanes)
)

lines <- "case,what,index,value"
put <- function(case, what, values) {
  lines <<- c(lines, sprintf("%s,%s,%d,%.17g", case, what, seq_along(values), as.numeric(values)))
}

exact <- list(epsilon = 1e-15, maxit = 50)

model <- function(id, data, formula, family, start = NULL, tests = TRUE) {
  design <- designs[[data]]
  fit <- suppressWarnings(do.call(svyglm, list(formula, design, family = family, start = start, control = exact)))
  # On from the end: where the link is not canonical, the steps of R shrink by a factor only, and it stops when they no
  # longer change the deviance, at about the root of the precision.
  for (again in 1:20) {
    start <- coef(fit)
    fit <- suppressWarnings(do.call(svyglm, list(formula, design, family = family, start = start, control = exact)))
  }
  put(id, "coef", coef(fit))
  put(id, "se", SE(fit))
  put(id, "vcov", vcov(fit))
  put(id, "df", fit$df.residual)
  put(id, "deviance", deviance(fit))
  if (tests) {
    for (term in attr(terms(fit), "term.labels")) {
      # The name stands in the table by its place, because it may hold commas.
      place <- match(term, attr(terms(fit), "term.labels"))
      wald <- regTermTest(fit, term)
      put(id, paste0("wald", place), c(wald$Ftest, wald$df, wald$ddf, wald$p))
    }
  }
  invisible(fit)
}

model("probit", "apiclus1", (sch.wide == "Yes") ~ ell + meals + stype, quasibinomial("probit"))
model("cloglog", "apiclus1", (sch.wide == "Yes") ~ ell + meals + stype, quasibinomial("cloglog"))
model("log-binomial", "nhanes", HI_CHOL ~ agecat + factor(RIAGENDR), quasibinomial("log"), start = c(-3, .1, .1, .1, 0))
model("probit-nhanes", "nhanes", HI_CHOL ~ factor(race) + agecat * factor(RIAGENDR), quasibinomial("probit"))
model("gaussian", "apistrat", api00 ~ ell + meals * stype, gaussian())
model("poisson", "apistrat", api.stu ~ ell + meals + stype, quasipoisson())
model("poisson-offset", "apiclus1", api.stu ~ ell + stype + offset(log(enroll)), quasipoisson())
model("prevalence-ratio", "nhanes", HI_CHOL ~ factor(race) + agecat + factor(RIAGENDR), quasipoisson())
model("gamma-inverse", "apiclus1", api00 ~ ell + meals + stype, Gamma("inverse"))
model("gamma-log", "apistrat", enroll ~ stype + ell, Gamma("log"))
model("negative-binomial-3", "apistrat", api.stu ~ ell + stype, negative.binomial(3))

# The negative binomial model of greatest likelihood: coefficients and theta in turn.
counts <- apistrat
counts$scaled <- counts$pw / mean(counts$pw)
theta <- 1
for (turn in 1:60) {
  step <- glm(api.stu ~ ell + stype, negative.binomial(theta), counts, weights = scaled, control = exact)
  theta <- as.numeric(suppressWarnings(
    theta.ml(counts$api.stu, fitted(step), sum(counts$scaled), counts$scaled, limit = 200, eps = 1e-12)))
}
put("negative-binomial", "theta", theta)
model("negative-binomial", "apistrat", api.stu ~ ell + stype, negative.binomial(theta))

# Terms that make several columns.
model("spline", "apistrat", api00 ~ ns(meals, 3) + stype, gaussian())
model("spline-clusters", "apiclus1", (sch.wide == "Yes") ~ ns(meals, df = 2) + ell, quasibinomial())
model("polynomial", "apistrat", api00 ~ poly(meals, 3) + stype, gaussian())
model("functions", "apistrat", api00 ~ log(enroll) + sqrt(meals) + I(ell^2), gaussian())
for (kind in c("sum", "helmert", "polynomial")) {
  coding <- list(sum = contr.sum(3), helmert = contr.helmert(3), polynomial = contr.poly(3))[[kind]]
  contrasted <- apistrat
  contrasts(contrasted$stype) <- coding
  designs$contrasted <- svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = contrasted)
  model(paste0("contrasts-", kind), "contrasted", api00 ~ stype * ell, gaussian())
}
writeLines(lines, "Tests/Fixtures/models/models.csv")
