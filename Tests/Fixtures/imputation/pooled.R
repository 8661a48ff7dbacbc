# Pools analyses of completed datasets with survey, mitools and mice and prints pooled.json.
#
# Completed dataset k of 6 moves api00 by 40((row k) mod 13 - 6) where row mod 3 is 0, and turns awards over where
# (row k) mod 9 is 0; rows are counted from 1.
suppressMessages({
  library(survey)
  library(mitools)
  library(mice)
  library(ordinal)
  library(survival)
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

# Proportional odds: clm's maximum and Hessian, the scores written out, survey's variance; slopes, then thresholds.
proportionalOdds <- function(design) {
  data <- design$variables
  data$w <- weights(design) / mean(weights(design))
  data$grade <- factor(findInterval(data$api00, c(550, 650, 750)))
  fit <- clm(grade ~ meals + stype, data = data, weights = w,
    control = clm.control(gradTol = 1e-12, maxIter = 200, relTol = 0))
  x <- model.matrix(~ meals + stype, data)[, -1]
  y <- as.integer(data$grade)
  predictors <- outer(-as.vector(x %*% fit$beta), fit$alpha, `+`)
  n <- seq_along(y)
  k <- ncol(predictors)
  upper <- ifelse(y <= k, plogis(predictors[cbind(n, pmin(y, k))]), 1)
  lower <- ifelse(y > 1, plogis(predictors[cbind(n, pmax(y - 1, 1))]), 0)
  r <- sapply(seq_len(k), function(q) ((y == q) - (y == q + 1)) * dlogis(predictors[, q]) / (upper - lower))
  order <- c(k + seq_along(fit$beta), seq_len(k))
  influence <- (cbind(r, -rowSums(r) * x) * data$w) %*% solve(fit$Hessian)
  list(value = unname(c(fit$beta, fit$alpha)), vcov = unname(variance(influence, design))[order, order])
}

# Multinomial logits by Newton, one level after the other against the first.
multinomialLogits <- function(design) {
  data <- design$variables
  w <- weights(design) / mean(weights(design))
  x <- model.matrix(~ api00 + awards, data)
  y <- as.integer(data$stype)
  k <- 2
  b <- matrix(0, ncol(x), k)
  for (step in 1:30) {
    odds <- exp(x %*% b)
    p <- odds / (1 + rowSums(odds))
    score <- do.call(cbind, lapply(seq_len(k), function(q) ((y == q + 1) - p[, q]) * x))
    information <- do.call(rbind, lapply(seq_len(k), function(q) do.call(cbind, lapply(seq_len(k), function(s)
      crossprod(x, w * p[, q] * ((q == s) - p[, s]) * x)))))
    if (step < 30) b <- b + matrix(solve(information, colSums(score * w)), ncol = k)
  }
  list(value = as.vector(b), vcov = unname(variance((score * w) %*% solve(information), design)))
}

hazards <- function(design) {
  fit <- svycoxph(Surv(api.stu, awards == "Yes") ~ api00 + stype, design,
    control = coxph.control(eps = 1e-14, toler.chol = 1e-15, iter.max = 100))
  list(value = unname(coef(fit)), vcov = unname(vcov(fit)))
}

# The mean probability of an award with every school of each type (Graubard and Korn 1999).
margins <- function(design) {
  fit <- svyglm(awards ~ api00 + stype, design, family = quasibinomial(),
    control = glm.control(epsilon = 1e-15, maxit = 100))
  x <- model.matrix(fit)
  w <- weights(design)
  mu <- plogis(as.vector(x %*% coef(fit)))
  inverse <- solve(crossprod(x, w * mu * (1 - mu) * x))
  influence <- (w * (as.numeric(design$variables$awards == "Yes") - mu) * x) %*% inverse
  parts <- sapply(c("E", "H", "M"), function(type) {
    x[, "stypeH"] <- type == "H"
    x[, "stypeM"] <- type == "M"
    mu <- plogis(as.vector(x %*% coef(fit)))
    mean <- weighted.mean(mu, w)
    gradient <- colSums(w * mu * (1 - mu) * x) / sum(w)
    c(mean, w * (mu - mean) / sum(w) + as.vector(influence %*% gradient))
  })
  list(value = unname(parts[1, ]), vcov = unname(variance(parts[-1, ], design)))
}

# The logarithm of the ratio of the first two margins, and their difference.
comparisons <- function(design) {
  m <- margins(design)
  c <- rbind(c(1 / m$value[1], -1 / m$value[2], 0), c(1, -1, 0))
  list(value = c(log(m$value[1] / m$value[2]), m$value[1] - m$value[2]), vcov = c %*% m$vcov %*% t(c))
}

variance <- function(influence, design)
  svyrecvar(influence, design$cluster, design$strata, design$fpc, postStrata = design$postStrata)

# Fits of one kind pooled: `parameters` take that many degrees of freedom of the design and the one of its mean.
pooledFit <- function(designs, fit, parameters) {
  fits <- lapply(designs, fit)
  count <- length(fits[[1]]$value)
  scalars(lapply(fits, `[[`, "value"), lapply(fits, `[[`, "vcov"), rep(degf(designs[[1]]) + 1 - parameters, count))
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
    raoScott = raoScott(designs),
    ordinal = pooledFit(designs, proportionalOdds, 4),
    multinomial = pooledFit(designs, multinomialLogits, 3),
    cox = pooledFit(designs, hazards, 3),
    margins = pooledFit(designs, margins, 4),
    comparisons = pooledFit(designs, comparisons, 4)
  )
}

strat <- read.csv("datasets/api/apistrat.csv")
clus1 <- read.csv("datasets/api/apiclus1.csv")
result <- list(
  case("stratified", strat, function(d) svydesign(id = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = d)),
  case("clustered", clus1, function(d) svydesign(id = ~dnum, weights = ~pw, fpc = ~fpc, data = d))
)
write_json(result, "Tests/Fixtures/imputation/pooled.json", digits = I(17), auto_unbox = TRUE)
