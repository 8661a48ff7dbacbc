# Writes pbc.csv and survival.json: curves, log-rank tests and Cox models of R's survey and survival packages.
# Run in this folder: Rscript survival.R
suppressMessages({
  library(survey)
  library(survival)
  library(jsonlite)
})

data(pbc, package = "survival")
randomized <- !is.na(pbc$trt)
pbc$probability <- fitted(glm(randomized ~ age * edema, data = pbc, family = binomial))
sample <- subset(pbc, randomized)
sample <- data.frame(
  id = sample$id, time = sample$time, distinct = sample$time + sample$id / 1000, dead = as.numeric(sample$status > 0),
  weight = 1 / sample$probability, edema = sample$edema, trt = sample$trt, age = sample$age, bili = sample$bili,
  protime = sample$protime, albumin = sample$albumin, sex = as.character(sample$sex),
  agegroup = as.character(cut(sample$age, c(0, 45, 55, 100), labels = c("young", "middle", "old"))))
write.csv(sample, "pbc.csv", row.names = FALSE, quote = FALSE)
sample <- read.csv("pbc.csv", stringsAsFactors = FALSE)
sample$group <- factor(sample$agegroup)
sample$trt <- factor(sample$trt)
design <- svydesign(ids = ~1, weights = ~weight, strata = ~edema, data = sample)

# R adds the deaths of one day one after the other, in the order of the records, so its curve with standard errors
# depends on that order; at distinct times it does not.
nelson <- svykm(Surv(distinct, dead) ~ 1, design, se = TRUE)
bysex <- svykm(Surv(distinct, dead) ~ sex, design, se = TRUE)
limit <- svykm(Surv(time, dead) ~ 1, design, se = FALSE)
at <- match(unique(sample$time[sample$dead == 1]), limit$time)
curve <- function(fit) list(time = unname(fit$time), value = unname(fit$surv), variance = unname(fit$varlog))
quantiles <- quantile(nelson, c(.75, .5), ci = TRUE)

rank <- function(formula, ...) {
  test <- svylogrank(formula, design, ...)
  list(score = unname(test[[1]][, 1]), z = unname(test[[1]][, 3]), chisq = unname(test[[2]][["Chisq"]]),
       p = unname(test[[2]][["p"]]))
}
cox <- function(formula, ...) {
  fit <- svycoxph(formula, design, ...)
  list(coef = unname(coef(fit)), vcov = unname(vcov(fit)), names = names(coef(fit)))
}
tight <- coxph.control(eps = 1e-14, iter.max = 50, toler.chol = 1e-15)
# svycoxph of survey 4.1-1 stops on `ties`: its two steps, by hand.
breslow <- function(formula) {
  fit <- coxph(formula, sample, weights = weight, ties = "breslow", control = tight)
  influence <- as.matrix(residuals(fit, type = "dfbeta", weighted = TRUE))
  variance <- svyrecvar(influence, design$cluster, design$strata, design$fpc, postStrata = design$postStrata)
  list(coef = unname(coef(fit)), vcov = unname(variance), names = names(coef(fit)))
}
base <- basehaz(coxph(Surv(time, dead) ~ bili + albumin, sample, weights = weight, control = tight), centered = FALSE)

# jsonlite writes 15 digits; numbers go through text to keep 17.
exact <- function(x) if (is.list(x)) lapply(x, exact) else if (is.numeric(x)) {
  text <- x
  text[] <- sprintf("%.17g", x)
  text
} else x
json <- toJSON(exact(list(
  versions = list(R = R.version.string, survey = paste("survey", packageVersion("survey")),
                  survival = paste("survival", packageVersion("survival"))),
  nelsonAalen = curve(nelson), nelsonAalenOfWomen = curve(bysex[["f"]]),
  productLimit = list(time = sort(limit$time[at]), value = sort(unname(limit$surv[at]), decreasing = TRUE)),
  quantiles = list(time = as.numeric(quantiles), ends = unname(attr(quantiles, "ci"))),
  logRank = rank(Surv(distinct, dead) ~ trt),
  logRankOfRho = rank(Surv(distinct, dead) ~ trt, rho = 1),
  logRankOfRhoAndGamma = rank(Surv(distinct, dead) ~ trt, rho = 0.5, gamma = 1),
  logRankOfThree = rank(Surv(distinct, dead) ~ group),
  efron = cox(Surv(time, dead) ~ bili + protime + albumin, control = tight),
  breslow = breslow(Surv(time, dead) ~ bili + protime + albumin),
  groups = cox(Surv(time, dead) ~ group * sex + albumin, control = tight),
  baseline = list(time = base$time, hazard = base$hazard)
)), auto_unbox = TRUE, pretty = TRUE)
write(gsub('"(-?[0-9.]+(e[-+][0-9]+)?)"', "\\1", json), "survival.json")
