# Values of contrasts, tests, effect sizes, trends and sample sizes, at 17 digits; see README.md.
suppressPackageStartupMessages(library(survey))
options(digits = 17, survey.lonely.psu = "fail")
folder <- commandArgs(trailingOnly = TRUE)[1]
read <- function(name) read.csv(file.path(folder, "datasets", name), stringsAsFactors = FALSE)
rows <- list()
put <- function(case, ...) {
  values <- c(...)
  rows[[length(rows) + 1]] <<- data.frame(
    case = case, name = seq_along(values), value = sprintf("%.17g", as.numeric(values)))
}
estimate <- function(case, x) put(case, coef(x), SE(x))

strat <- svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = read("api/apistrat.csv"))
clus1 <- svydesign(~dnum, weights = ~pw, fpc = ~fpc, data = read("api/apiclus1.csv"))
nhanes <- svydesign(~SDMVPSU, strata = ~SDMVSTRA, weights = ~WTMEC2YR, data = read("nhanes/nhanes.csv"), nest = TRUE)
strat <- update(strat, yes = as.numeric(sch.wide == "Yes"))
clus1 <- update(clus1, yes = as.numeric(sch.wide == "Yes"))

# Contrasts: ratio of means, of shares, an odds ratio, and a function of three means.
means <- svyby(~api00, ~stype, clus1, svymean, covmat = TRUE)
estimate("contrast.ratio", svycontrast(means, quote(E / H)))
estimate("contrast.smooth", svycontrast(means, quote(log(E) * H - M)))
shares <- svyby(~yes, ~comp.imp, strat, svymean, covmat = TRUE)
estimate("contrast.risk-ratio", svycontrast(shares, quote(Yes / No)))
estimate("contrast.odds-ratio", svycontrast(shares, quote(Yes * (1 - No) / ((1 - Yes) * No))))
logit <- svyglm(yes ~ comp.imp, strat, family = quasibinomial(), control = glm.control(epsilon = 1e-15, maxit = 100))
put("contrast.log-odds", coef(logit)[2], SE(logit)[2])
p <- c(0.01, 0.04, 0.03, 0.005, 0.2, 0.04)
put("adjusted.holm", p.adjust(p, "holm"))
put("adjusted.benjamini-hochberg", p.adjust(p, "BH"))

write.csv(do.call(rbind, rows), file.path(folder, "Tests/Fixtures/comparisons/comparisons.csv"), row.names = FALSE, quote = FALSE)
