# Pools m results of three numbers by Rubin's rules with mitools and mice and prints rubin.json.
suppressMessages({
  library(mitools)
  library(mice)
  library(jsonlite)
})

cases <- list(
  list(id = "small", m = 5, seed = 1, spread = 0.3),
  list(id = "large between", m = 3, seed = 2, spread = 4),
  list(id = "many", m = 40, seed = 3, spread = 0.05)
)
result <- lapply(cases, function(case) {
  set.seed(case$seed)
  values <- lapply(seq_len(case$m), function(i) c(1, -2, 0.5) + case$spread * round(rnorm(3), 3))
  covariances <- lapply(seq_len(case$m), function(i) {
    a <- matrix(round(rnorm(9), 3), 3)
    crossprod(a) + diag(3)
  })
  pooled <- MIcombine(values, covariances)
  complete <- c(Inf, 14, 7)
  scalar <- lapply(1:3, function(j) {
    lapply(complete, function(df) {
      # n - k is the number of degrees of freedom of the complete data.
      s <- pool.scalar(sapply(values, `[`, j), sapply(covariances, function(v) v[j, j]), n = df + 1, k = 1)
      list(completeDegreesOfFreedom = if (is.finite(df)) df else -1, total = s$t, increase = s$r, df = s$df, fmi = s$fmi)
    })
  })
  within <- Reduce(`+`, covariances) / case$m
  between <- cov(do.call(rbind, values))
  # D1 of Li, Raghunathan and Rubin (1991) with the denominator of Reiter (2007).
  d1 <- lapply(c(Inf, 400, 60), function(df) {
    k <- 3
    r <- (1 + 1 / case$m) * sum(diag(between %*% solve(within))) / k
    t <- k * (case$m - 1)
    statistic <- drop(t(pooled$coefficients) %*% solve(within, pooled$coefficients)) / (k * (1 + r))
    if (is.finite(df)) {
      a <- r * t / (t - 2)
      v <- df * (df + 1) / (df + 3)
      c1 <- 1 / (v - 4 * (1 + a))
      c2 <- a^2 * (v - 2 * (1 + a)) / ((1 + a)^2 * (v - 4 * (1 + a)))
      denominator <- 4 + 1 / (c1 + c2 / (t - 4))
    } else {
      denominator <- 4 + (t - 4) * (1 + (1 - 2 / t) / r)^2
    }
    list(
      completeDegreesOfFreedom = if (is.finite(df)) df else -1, statistic = statistic, df = denominator,
      p = pf(statistic, k, denominator, lower.tail = FALSE)
    )
  })
  list(
    id = case$id, values = values, covariances = covariances, coefficients = pooled$coefficients,
    variance = pooled$variance, mitoolsDegreesOfFreedom = pooled$df, mitoolsFraction = pooled$missinfo,
    mitoolsDegreesOfFreedom14 = MIcombine(values, covariances, df.complete = 14)$df, scalar = scalar, d1 = d1
  )
})
write_json(result, "Tests/Fixtures/imputation/rubin.json", digits = I(17), auto_unbox = TRUE)
