# Values of R survey 4.1-1 where it differs from 4.5, and what other programs do to R's numbers; `Rscript conventions.R`.
suppressMessages(library(survey))
d <- read.csv("../../../datasets/single-unit/lonely.csv")
rows <- list()
put <- function(case, value) rows[[length(rows) + 1]] <<- data.frame(case, position = seq_along(value), value = sprintf("%.17g", value))
options(survey.lonely.psu = "adjust")
des <- svydesign(id = ~id, strata = ~s, weights = ~w, data = d)
put("r41 centred mean", SE(svymean(~x, des)))
put("r41 centred total", SE(svytotal(~x, des)))
options(survey.lonely.psu = "fail")
data(nhanes)
n <- svydesign(id = ~SDMVPSU, strata = ~SDMVSTRA, weights = ~WTMEC2YR, nest = TRUE, data = nhanes)
put("r41 association", unlist(svychisq(~HI_CHOL + race, subset(n, SDMVSTRA <= 80), statistic = "F")[c("statistic", "parameter", "p.value")]))
old <- subset(n, !is.na(HI_CHOL))
# Tighter than the default, so that the covariance is that of the limit.
fit <- svyglm(HI_CHOL ~ factor(RIAGENDR) + factor(race), old, family = quasibinomial, control = list(epsilon = 1e-15, maxit = 100))
rank <- length(coef(fit)); count <- sum(!is.na(nhanes$HI_CHOL))
put("sas standard error", SE(fit) * sqrt((count - 1) / (count - rank)))
V <- vcov(fit)[3:5, 3:5]; W <- c(coef(fit)[3:5] %*% solve(V, coef(fit)[3:5])); nu <- degf(old); k <- 3
put("stata test", c(W * (nu - k + 1) / (k * nu), nu - k + 1, pf(W * (nu - k + 1) / (k * nu), k, nu - k + 1, lower.tail = FALSE)))
put("design df", nu)
# Wilson's interval on Korn and Graubard's count with z; the share is that of the population with high cholesterol.
m <- svymean(~HI_CHOL, old); p <- coef(m); s <- SE(m)
ne <- min(p * (1 - p) / s^2 * (qt(.975, count - 1) / qt(.975, nu))^2, count); z <- qnorm(.975)
put("sas wilson", c((p + z^2 / 2 / ne - z / 2 / ne * sqrt(4 * ne * p * (1 - p) + z^2)) / (1 + z^2 / ne),
  (p + z^2 / 2 / ne + z / 2 / ne * sqrt(4 * ne * p * (1 - p) + z^2)) / (1 + z^2 / ne)))
write.csv(do.call(rbind, rows), "conventions.csv", row.names = FALSE, quote = FALSE)
