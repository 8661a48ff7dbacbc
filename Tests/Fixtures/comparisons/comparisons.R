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

# Tables. Wald's statistic of shares, its adjustment, the adjusted residuals and Cramer's V are functions of the shares
# of the cells, with symbolic derivatives; a cell is named after its row and its column.
table_of <- function(name, design, rows, columns) {
  d <- design$variables
  r <- levels(factor(d[[rows]])); k <- levels(factor(d[[columns]]))
  cell <- factor(paste0("c", match(d[[rows]], r), "_", match(d[[columns]], k)),
    levels = as.vector(t(outer(seq_along(r), seq_along(k), function(i, j) paste0("c", i, "_", j)))))
  cell[is.na(d[[rows]]) | is.na(d[[columns]])] <- NA
  shares <- svymean(~cell, update(design, cell = cell), na.rm = TRUE)
  names(shares) <- sub("^cell", "", names(shares))
  v <- attr(shares, "var"); dimnames(v) <- list(names(shares), names(shares)); attr(shares, "var") <- v
  row <- function(i) paste0("(", paste0("c", i, "_", seq_along(k), collapse = "+"), ")")
  column <- function(j) paste0("(", paste0("c", seq_along(r), "_", j, collapse = "+"), ")")
  departure <- function(i, j) paste0("c", i, "_", j, "-", row(i), "*", column(j))
  expressions <- unlist(lapply(seq_along(r), function(i) lapply(seq_along(k), function(j) parse(text = departure(i, j))[[1]])))
  residuals <- svycontrast(shares, setNames(expressions, names(shares)))
  put(paste0(name, ".residuals"), coef(residuals) / SE(residuals))
  kept <- as.vector(t(outer(seq_len(length(r) - 1), seq_len(length(k) - 1), function(i, j) (i - 1) * length(k) + j)))
  w <- drop(coef(residuals)[kept] %*% solve(vcov(residuals)[kept, kept, drop = FALSE], coef(residuals)[kept]))
  q <- length(kept); nu <- degf(subset(design, !is.na(cell)))
  put(paste0(name, ".wald"), w / q, q, nu, pf(w / q, q, nu, lower.tail = FALSE))
  a <- w * (nu - q + 1) / (q * nu)
  put(paste0(name, ".adjusted-wald"), a, q, nu - q + 1, pf(a, q, nu - q + 1, lower.tail = FALSE))
  square <- paste0(unlist(lapply(seq_along(r), function(i) lapply(seq_along(k), function(j)
    paste0("(", departure(i, j), ")^2/(", row(i), "*", column(j), ")")))), collapse = "+")
  v <- parse(text = paste0("sqrt((", square, ")/", min(length(r), length(k)) - 1, ")"))[[1]]
  estimate(paste0(name, ".cramer"), svycontrast(shares, v))
}
table_of("nhanes", nhanes, "HI_CHOL", "race")
table_of("strat", strat, "sch.wide", "stype")
table_of("clus1", clus1, "stype", "awards")

# The fit to given shares, after Rao and Scott (1981).
fit <- function(name, design, variable, given) {
  shares <- svymean(reformulate(paste0("factor(", variable, ")")), design)
  n <- nrow(design$variables); k <- length(given) - 1; nu <- degf(design)
  d <- (coef(shares) - given)[1:k]; v <- vcov(shares)[1:k, 1:k, drop = FALSE]
  x <- n * sum((coef(shares) - given)^2 / given)
  delta <- n * solve(diag(given[1:k], k) - tcrossprod(given[1:k]), v)
  lambda <- Re(eigen(delta)$values); d0 <- sum(lambda)^2 / sum(lambda^2)
  put(paste0(name, ".rao-scott-f"), x / sum(lambda), d0, d0 * nu, pf(x / sum(lambda), d0, d0 * nu, lower.tail = FALSE))
  c1 <- x / mean(lambda)
  put(paste0(name, ".rao-scott-chi-squared"), c1, k, pchisq(c1, k, lower.tail = FALSE))
  put(paste0(name, ".saddlepoint"), x, k, d0 * nu,
    pFsum(x, rep(1, k), lambda, ddf = d0 * nu, lower.tail = FALSE, method = "saddlepoint"))
  w <- drop(d %*% solve(v, d)) / k
  put(paste0(name, ".wald"), w, k, nu, pf(w, k, nu, lower.tail = FALSE))
}
fit("fit.clus1", clus1, "stype", c(0.7, 0.15, 0.15))
fit("fit.strat", strat, "sch.wide", c(0.25, 0.75))

# t tests of one and of paired samples, and rank tests of more than two groups.
ttest <- function(case, x) put(case, x$estimate, x$statistic, x$parameter, x$p.value)
ttest("t.one", svyttest(I(api00 - 640) ~ 0, clus1))
ttest("t.paired", svyttest(I(api00 - api99) ~ 0, clus1))
for (test in c("wilcoxon", "vanderWaerden", "median", "KruskalWallis")) {
  for (name in c("strat", "clus1")) {
    x <- svyranktest(api00 ~ awards, get(name), test = test)
    put(paste("rank", name, test, sep = "."), x$statistic, x$parameter, x$p.value)
  }
  # Of several groups R prints the number of contrasts as the statistic and Wald's chi-squared as the parameter.
  x <- svyranktest(api00 ~ stype, clus1, test = test)
  k <- as.numeric(x$statistic); f <- as.numeric(x$parameter) / k
  stopifnot(isTRUE(all.equal(as.numeric(x$p.value), pf(f, k, x$ddf, lower.tail = FALSE))))
  put(paste("rank.groups", test, sep = "."), f, k, x$ddf, x$p.value)
}

# The standardised difference from the totals of 1, y and y squared in two groups.
d <- update(strat, a = as.numeric(sch.wide == "Yes"), b = as.numeric(sch.wide == "No"))
d <- update(d, a1 = a * api00, a2 = a * api00^2, b1 = b * api00, b2 = b * api00^2)
n <- table(strat$variables$sch.wide)
moments <- svytotal(~a + a1 + a2 + b + b1 + b2, d)
smd <- bquote((a1 / a - b1 / b) / sqrt((.(n[["Yes"]] / (n[["Yes"]] - 1)) * (a2 / a - (a1 / a)^2) +
  .(n[["No"]] / (n[["No"]] - 1)) * (b2 / b - (b1 / b)^2)) / 2))
estimate("effect.standardized", svycontrast(moments, smd))

# Waves: NHANES by race as if its four groups were waves of 2016, 2018, 2020 and 2024; all share strata.
put("polynomials.linear", contr.poly(4, scores = c(2016, 2018, 2020, 2024))[, 1])
put("polynomials.quadratic", contr.poly(4, scores = c(2016, 2018, 2020, 2024))[, 2])
put("polynomials.three", contr.poly(3))
waves <- svyby(~HI_CHOL, ~race, subset(nhanes, !is.na(HI_CHOL)), svymean, covmat = TRUE)
l <- contr.poly(4, scores = c(2016, 2018, 2020, 2024))
linear <- svycontrast(waves, list(setNames(l[, 1], rownames(waves)))); quadratic <- svycontrast(waves, list(setNames(l[, 2], rownames(waves))))
estimate("trend.linear", linear); estimate("trend.quadratic", quadratic)
difference <- svycontrast(waves, list(setNames(c(-1, 0, 0, 1), rownames(waves)))); estimate("trend.difference", difference)
w <- update(nhanes, L = l[race, 1], Q = l[race, 2])
control <- glm.control(epsilon = 1e-15, maxit = 100)
fit <- svyglm(HI_CHOL ~ L + Q, w, family = quasibinomial(), control = control)
put("trend.logistic", coef(fit)[2:3], SE(fit)[2:3], fit$df.residual, summary(fit)$coefficients[2:3, 4])
fit <- svyglm(HI_CHOL ~ L + Q + factor(RIAGENDR) + agecat, w, family = quasibinomial(), control = control)
put("trend.adjusted", coef(fit)[2:3], SE(fit)[2:3], fit$df.residual, summary(fit)$coefficients[2:3, 4])

# Kitagawa's decomposition of the change between the first two of these waves, by age.
w <- update(nhanes, cell = interaction(race, agecat))
known <- !is.na(nhanes$variables$HI_CHOL)
ages <- sort(unique(nhanes$variables$agecat)); totals <- list()
for (r in 1:2) for (g in seq_along(ages)) {
  inside <- as.numeric(known & nhanes$variables$race == r & nhanes$variables$agecat == ages[g])
  totals[[paste0("n", r, g)]] <- inside
  totals[[paste0("y", r, g)]] <- ifelse(inside == 1, nhanes$variables$HI_CHOL, 0)
}
w <- nhanes; w$variables <- cbind(w$variables, as.data.frame(totals))
sums <- svytotal(reformulate(names(totals)), w)
size <- function(r) paste0("(", paste0("n", r, seq_along(ages), collapse = "+"), ")")
share <- function(r, g) paste0("n", r, g, "/", size(r)); rate <- function(r, g) paste0("y", r, g, "/n", r, g)
parts <- list(
  change = paste0("(", paste0("y2", seq_along(ages), collapse = "+"), ")/", size(2), "-(", paste0("y1", seq_along(ages), collapse = "+"), ")/", size(1)),
  composition = paste(sapply(seq_along(ages), function(g) paste0("(", share(2, g), "-", share(1, g), ")*(", rate(1, g), "+", rate(2, g), ")/2")), collapse = "+"),
  rate = paste(sapply(seq_along(ages), function(g) paste0("(", rate(2, g), "-", rate(1, g), ")*(", share(1, g), "+", share(2, g), ")/2")), collapse = "+"))
for (name in names(parts)) estimate(paste0("kitagawa.", name), svycontrast(sums, parse(text = parts[[name]])[[1]]))

# Power of a two-sided test of a change of a share: by normal, and by noncentral t.
for (nu in c(Inf, 3, 16, 200)) {
  s <- function(n, q) sqrt(0.08 * 0.92 / 1200 + q * (1 - q) / (n * 0.4 * 0.5 / 1.5) - 2 * 0.2 * sqrt(0.08 * 0.92 / 1200 * q * (1 - q) / (n * 0.4 * 0.5 / 1.5)))
  power <- function(n, q) {
    t <- qt(0.975, nu); d <- abs(q - 0.08) / s(n, q)
    if (is.infinite(nu)) pnorm(d - t) + pnorm(-d - t)
    else pt(t, nu, d, lower.tail = FALSE) + pt(-t, nu, d)
  }
  put(paste0("power.", nu), sapply(c(500, 5000, 50000), power, q = 0.1), sapply(c(500, 5000, 50000), power, q = 0.05))
  put(paste0("power.detectable.", nu), uniroot(function(q) power(20000, q) - 0.8, c(0.081, 0.9), tol = 1e-14)$root - 0.08)
}

write.csv(do.call(rbind, rows), file.path(folder, "Tests/Fixtures/comparisons/comparisons.csv"), row.names = FALSE, quote = FALSE)
