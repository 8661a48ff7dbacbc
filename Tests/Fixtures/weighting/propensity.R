# Estimates after response propensities and pseudo-weights, with sandwich variances of all estimating equations at once,
# and R-indicators; base R only, 17 significant digits, one line for each value. Derivatives are central differences.
# Run from the top of the repository: Rscript Tests/Fixtures/weighting/propensity.R > Tests/Fixtures/weighting/propensity.csv
# Also writes Tests/Fixtures/weighting/optin.csv: a reference survey (apiclus1, without the outcome) and an opt-in sample
# (the schools of apistrat that won an award, with weight 1).
put <- function(case, name, values)
  cat(sprintf("%s,%s,%d,%.17g\n", case, name, seq_along(values), as.numeric(values)), sep = "")
cat("case,name,position,value\n")
read <- function(name) read.csv(paste0("datasets/api/", name, ".csv"), stringsAsFactors = TRUE)

jacobian <- function(f, at) {
  sapply(seq_along(at), function(j) {
    h <- 1e-4 * max(1, abs(at[j]))
    move <- function(k) { x <- at; x[j] <- x[j] + k * h; f(x) }
    # Richardson's rule from two central differences.
    (8 * (move(1) - move(-1)) - (move(2) - move(-2))) / (12 * h)
  })
}
# psi(theta): a row for each record. Units are drawn within strata, with a finite population correction.
sandwich <- function(psi, start, strata, units, correction, totals = integer(0)) {
  total <- function(theta) colSums(psi(theta))
  theta <- start
  for (i in 1:100) theta <- theta - solve(jacobian(total, theta), total(theta))
  # A total stands in its equation once, not once for each record.
  rows <- psi(replace(theta, totals, 0))
  meat <- 0
  for (h in unique(strata)) {
    inside <- strata == h
    sums <- rowsum(rows[inside, ], units[inside])
    n <- nrow(sums)
    meat <- meat + correction[inside][1] * n / (n - 1) * crossprod(sweep(sums, 2, colMeans(sums)))
  }
  bread <- solve(jacobian(total, theta))
  list(theta = theta, covariance = bread %*% meat %*% t(bread))
}
report <- function(case, answer, position) {
  put(case, "value", answer$theta[position])
  put(case, "se", sqrt(diag(answer$covariance))[position])
}

# Response: schools with an award answer; the propensity depends on the type and the share of free meals.
d <- read("apiclus1")
w <- d$pw
r <- as.numeric(d$awards == "Yes")
x <- model.matrix(~stype + meals, d)
x[, 4] <- x[, 4] - mean(x[, 4])
size <- nrow(d)
one <- rep(1, size)
response <- function(theta) {
  p <- plogis(drop(x %*% theta[1:4]))
  cbind(w * (r - p) * x, w * r / p * (d$api00 - theta[5]), w * r / p * d$api.stu - theta[6] / size)
}
answer <- sandwich(response, c(qlogis(mean(r)), 0, 0, 0, 600, 3.5e6), one, d$dnum, rep(1 - 15 / 757, size), 6)
report("response", answer, 5:6)

# R-indicators: of the schools as a simple random sample, and of a stratified sample with its weights.
indicator <- function(case, d, w, strata, units, correction) {
  r <- as.numeric(d$awards == "Yes")
  x <- model.matrix(~stype + meals, d)
  x[, 4] <- x[, 4] - mean(x[, 4])
  equations <- function(theta) {
    p <- plogis(drop(x %*% theta[1:4]))
    cbind(w * (r - p) * x, w * (p - theta[5]), w * ((p - theta[5])^2 - theta[6]))
  }
  answer <- sandwich(equations, c(qlogis(mean(r)), 0, 0, 0, mean(r), 0.02), strata, units, correction)
  p <- plogis(drop(x %*% answer$theta[1:4]))
  spread <- answer$theta[6]
  z <- p * (1 - p) * x
  # The covariance of the coefficients given the sample; with equal weights the inverse of the information.
  inverse <- solve(crossprod(x, w * z))
  covariance <- inverse %*% crossprod(x, w^2 * p * (1 - p) * x) %*% inverse
  effective <- sum(w)^2 / sum(w^2)
  adjusted <- (1 + 1 / effective - 1 / sum(w)) * spread - sum(diag(covariance %*% crossprod(z, w * z))) / sum(w)
  put(case, "r", 1 - 2 * sqrt(spread))
  put(case, "se", sqrt(answer$covariance[6, 6]) / sqrt(spread))
  put(case, "adjusted", 1 - 2 * sqrt(max(0, adjusted)))
  put(case, "rate", answer$theta[5])
}
indicator("indicator.clusters", d, w, one, d$dnum, rep(1 - 15 / 757, size))
s <- read("apistrat")
indicator("indicator.strata", s, s$pw, s$stype, seq_len(nrow(s)), 1 - table(s$stype)[s$stype] / s$fpc)

# An opt-in sample beside a reference survey.
volunteers <- subset(read("apistrat"), awards == "Yes")
stacked <- data.frame(
  source = rep(c("reference", "optin"), c(nrow(d), nrow(volunteers))),
  unit = c(d$dnum, 1e6 + seq_len(nrow(volunteers))), weight = c(d$pw, rep(1, nrow(volunteers))),
  stype = c(as.character(d$stype), as.character(volunteers$stype)), meals = c(d$meals, volunteers$meals),
  api00 = c(rep(NA, nrow(d)), volunteers$api00))
write.csv(stacked, "Tests/Fixtures/weighting/optin.csv", row.names = FALSE, na = "", quote = FALSE)
a <- stacked$source == "optin"
base <- stacked$weight
x <- model.matrix(~stype + meals, stacked)
x[, 4] <- x[, 4] - weighted.mean(x[!a, 4], base[!a])
y <- ifelse(a, stacked$api00, 0)
scores <- list(
  propensity = function(p) base * ifelse(a, 1, -p), odds = function(p) base * ifelse(a, 1 - p, -p))
weight <- list(propensity = function(p) base * a / p, odds = function(p) base * a * (1 - p) / p)
for (form in names(scores)) {
  alone <- function(theta) {
    p <- plogis(drop(x %*% theta[1:4]))
    v <- weight[[form]](p)
    cbind(scores[[form]](p) * x, v * (y - theta[5]), v * y - theta[6] / nrow(x))
  }
  robust <- function(theta) {
    p <- plogis(drop(x %*% theta[1:4]))
    v <- weight[[form]](p) * (1 + drop(x %*% theta[5:8]))
    cbind(scores[[form]](p) * x, (v - ifelse(a, 0, base)) * x, v * (y - theta[9]), v * y - theta[10] / nrow(x))
  }
  begin <- c(qlogis(sum(a) / 6194), 0, 0, 0)
  full <- rep(1, nrow(x))
  first <- sandwich(alone, c(begin, 600, 4e6), stacked$source, stacked$unit, full, 6)
  report(form, first, 5:6)
  report(paste0(form, ".robust"),
         sandwich(robust, c(first$theta[1:4], 0, 0, 0, 0, first$theta[5:6]), stacked$source, stacked$unit, full, 10), 9:10)
}
