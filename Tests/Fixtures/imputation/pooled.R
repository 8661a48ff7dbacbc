# Pools analyses of completed datasets with survey, mitools and mice and prints pooled.json.
#
# Completed dataset k of 6 moves api00 by 40((row k) mod 13 - 6) where row mod 3 is 0, and turns awards over where
# (row k) mod 9 is 0; rows are counted from 1.
suppressMessages({
  library(survey)
  library(mitools)
  library(mice)
  library(jsonlite)
})
options(survey.lonely.psu = "fail")

m <- 6
completed <- function(data, k) {
  row <- seq_len(nrow(data))
  data$api00 <- data$api00 + ifelse(row %% 3 == 0, 40 * ((row * k) %% 13 - 6), 0)
  flip <- (row * k) %% 9 == 0
  data$awards <- factor(ifelse(flip, ifelse(data$awards == "Yes", "No", "Yes"), as.character(data$awards)))
  data$stype <- factor(data$stype, levels = c("E", "H", "M"))
  data
}

scalars <- function(values, covariances, df) {
  count <- length(values[[1]])
  lapply(seq_len(count), function(j) {
    u <- sapply(covariances, function(v) as.matrix(v)[j, j])
    s <- pool.scalar(sapply(values, `[`, j), u, n = df[j] + 1, k = 1)
    half <- qt(0.975, s$df) * sqrt(s$t)
    list(value = s$qbar, se = sqrt(s$t), df = s$df, fmi = s$fmi, increase = s$r, lower = s$qbar - half,
      upper = s$qbar + half)
  })
}

# D1 of Li, Raghunathan and Rubin (1991) with the denominator of Reiter (2007), for k parameters.
wald <- function(values, covariances, df) {
  k <- length(values[[1]])
  within <- Reduce(`+`, covariances) / m
  between <- cov(do.call(rbind, values))
  mean <- colMeans(do.call(rbind, values))
  r <- (1 + 1 / m) * sum(diag(between %*% solve(within))) / k
  t <- k * (m - 1)
  statistic <- drop(t(mean) %*% solve(within, mean)) / (k * (1 + r))
  a <- r * t / (t - 2)
  v <- df * (df + 1) / (df + 3)
  c1 <- 1 / (v - 4 * (1 + a))
  c2 <- a^2 * (v - 2 * (1 + a)) / ((1 + a)^2 * (v - 4 * (1 + a)))
  denominator <- 4 + 1 / (c1 + c2 / (t - 4))
  list(statistic = statistic, df = denominator, p = pf(statistic, k, denominator, lower.tail = FALSE), increase = r)
}

# The second-order Rao-Scott test of pooled shares with their total covariance.
raoScott <- function(designs) {
  shares <- lapply(designs, function(d) svymean(~ interaction(stype, awards), d))
  pooled <- MIcombine(lapply(shares, coef), lapply(shares, vcov))
  within <- Reduce(`+`, lapply(shares, vcov)) / m
  between <- cov(do.call(rbind, lapply(shares, coef)))
  p <- pooled$coefficients
  table <- matrix(p, 3, 2)
  expected <- outer(rowSums(table), colSums(table))
  n <- nrow(designs[[1]]$variables)
  x2 <- n * sum((table - expected)^2 / expected)
  cells <- expand.grid(a = factor(1:3), b = factor(1:2))
  x1 <- model.matrix(~ a + b, cells)
  x12 <- model.matrix(~ a * b, cells)
  c <- qr.resid(qr(x1), x12[, -(1:4)])
  d <- diag(1 / p)
  delta <- function(v) solve(t(c) %*% d %*% c / n) %*% (t(c) %*% d %*% v %*% d %*% c)
  trace <- function(v) sum(diag(delta(v)))
  total <- delta(pooled$variance)
  f <- x2 / sum(diag(total))
  numerator <- sum(diag(total))^2 / sum(diag(total %*% total))
  added <- (1 + 1 / m) * trace(between)
  share <- added / (trace(within) + added)
  df <- degf(designs[[1]])
  nu <- 1 / (share^2 / (m - 1) + (df + 3) / (df * (df + 1) * (1 - share)))
  list(statistic = f, numerator = numerator, denominator = numerator * nu, pearson = x2,
    p = pf(f, numerator, numerator * nu, lower.tail = FALSE))
}

case <- function(id, data, design) {
  designs <- lapply(seq_len(m), function(k) design(completed(data, k)))
  df <- degf(designs[[1]])
  domainDf <- sapply(c("E", "H", "M"), function(s) degf(subset(designs[[1]], stype == s)))
  means <- lapply(designs, function(d) svymean(~api00, d))
  byType <- lapply(designs, function(d) svyby(~api00, ~stype, d, svymean, covmat = TRUE))
  shares <- lapply(designs, function(d) svymean(~ as.numeric(awards == "Yes"), d))
  medians <- lapply(designs, function(d) svyquantile(~api00, d, 0.5, qrule = "math", df = df))
  fits <- lapply(designs, function(d) {
    svyglm(awards ~ api00 + stype, d, family = quasibinomial(), control = glm.control(epsilon = 1e-15, maxit = 100))
  })
  contrast <- MIcombine(
    lapply(byType, function(b) sum(coef(b) * c(1, -1, 0))),
    lapply(byType, function(b) drop(t(c(1, -1, 0)) %*% vcov(b) %*% c(1, -1, 0))))
  residual <- fits[[1]]$df.residual
  list(
    id = id,
    mean = scalars(lapply(means, coef), lapply(means, vcov), df),
    byType = scalars(lapply(byType, coef), lapply(byType, vcov), domainDf),
    contrast = list(value = contrast$coefficients, se = sqrt(drop(contrast$variance))),
    share = scalars(lapply(shares, coef), lapply(shares, vcov), df),
    median = scalars(lapply(medians, coef), lapply(medians, function(q) as.matrix(SE(q)^2)), df),
    coefficients = scalars(lapply(fits, coef), lapply(fits, vcov), rep(residual, 4)),
    waldOfType = wald(lapply(fits, function(f) coef(f)[3:4]), lapply(fits, function(f) vcov(f)[3:4, 3:4]), residual),
    raoScott = raoScott(designs)
  )
}

strat <- read.csv("datasets/api/apistrat.csv")
clus1 <- read.csv("datasets/api/apiclus1.csv")
result <- list(
  case("stratified", strat, function(d) svydesign(id = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = d)),
  case("clustered", clus1, function(d) svydesign(id = ~dnum, weights = ~pw, fpc = ~fpc, data = d))
)
write_json(result, "Tests/Fixtures/imputation/pooled.json", digits = I(17), auto_unbox = TRUE)
