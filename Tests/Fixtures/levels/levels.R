# Writes levels.json: proportional odds, partial proportional odds, tests of parallel lines and multinomial models.
# Run in this folder: Rscript levels.R
suppressMessages({
  library(survey)
  library(ordinal)
  library(VGAM)
  library(jsonlite)
})

read <- function(name) {
  data <- read.csv(paste0("../../../datasets/api/", name, ".csv"), stringsAsFactors = TRUE)
  data$grade <- factor(findInterval(data$meals, c(0, 25, 50, 75)))
  data$tenth <- factor(pmin(10, pmax(1, floor((data$api00 - 340) / 60) + 1)))
  data
}
designs <- list(
  apistrat = svydesign(ids = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = read("apistrat")),
  apiclus1 = svydesign(ids = ~dnum, weights = ~pw, fpc = ~fpc, data = read("apiclus1")))
variance <- function(influence, design)
  svyrecvar(influence, design$cluster, design$strata, design$fpc, postStrata = design$postStrata)

distributions <- list(
  logit = list(plogis, dlogis), probit = list(pnorm, dnorm),
  cloglog = list(function(x) 1 - exp(-exp(x)), function(x) exp(x - exp(x))))

# The scores by the predictors of each record, written out from P = F(upper) - F(lower).
scores <- function(y, predictors, link) {
  F <- distributions[[link]][[1]]
  f <- distributions[[link]][[2]]
  k <- ncol(predictors)
  n <- seq_along(y)
  upper <- ifelse(y <= k, F(predictors[cbind(n, pmin(y, k))]), 1)
  lower <- ifelse(y > 1, F(predictors[cbind(n, pmax(y - 1, 1))]), 0)
  sapply(seq_len(k), function(q) ((y == q) - (y == q + 1)) * f(predictors[, q]) / (upper - lower))
}

# A cumulative model with terms `own` at every threshold: clm's maximum and Hessian, our scores, survey's variance.
cumulative <- function(name, outcome, shared, own = NULL, link = "logit") {
  design <- designs[[name]]
  data <- design$variables
  data$w <- weights(design) / mean(weights(design))
  fit <- clm(reformulate(shared, outcome), nominal = if (is.null(own)) ~1 else reformulate(own), data = data,
             weights = w, link = link, control = clm.control(gradTol = 1e-12, maxIter = 200, relTol = 0))
  x <- model.matrix(reformulate(shared), data)[, -1, drop = FALSE]
  z <- if (is.null(own)) matrix(1, nrow(data)) else model.matrix(reformulate(own), data)
  y <- as.integer(data[[outcome]])
  k <- nlevels(data[[outcome]]) - 1
  alpha <- matrix(fit$alpha, k)
  r <- scores(y, z %*% t(alpha) - as.vector(x %*% fit$beta), link)
  ofAlpha <- do.call(cbind, lapply(seq_len(ncol(z)), function(j) r * z[, j]))
  influence <- (cbind(ofAlpha, -rowSums(r) * x) * weights(design)) %*% solve(fit$Hessian) / mean(weights(design))
  v <- variance(influence, design)
  # Slopes first, then those of each threshold (with the sign of slopes), then the thresholds.
  p <- ncol(z)
  order <- c(p * k + seq_along(fit$beta), as.vector(t(matrix(seq_len(p * k), k)[, -1])), seq_len(k))
  sign <- c(rep(1, length(fit$beta)), rep(-1, k * (p - 1)), rep(1, k))
  estimate <- c(alpha, fit$beta)[order] * sign
  list(data = name, outcome = outcome, shared = as.list(shared), own = as.list(own), link = link, estimate = unname(estimate),
       vcov = unname(v[order, order] * outer(sign, sign)), deviance = unname(-2 * fit$logLik),
       margin = if (is.null(own)) margin(data, fit, x, y, k, influence, design, link))
}

# The mean probability of the first two levels with every school of each type.
margin <- function(data, fit, x, y, k, influence, design, link) {
  F <- distributions[[link]][[1]]
  w <- weights(design)
  if (!"stypeH" %in% colnames(x)) return(NULL)
  probability <- function(parameters, type) {
    x[, "stypeH"] <- type == "H"
    x[, "stypeM"] <- type == "M"
    F(parameters[2] - as.vector(x %*% parameters[-seq_len(k)]))
  }
  at <- c(fit$alpha, fit$beta)
  types <- c("E", "H", "M")
  value <- sapply(types, function(type) weighted.mean(probability(at, type), w))
  linear <- sapply(types, function(type) {
    # Differences of the fifth order: right to about 1e-11.
    gradient <- sapply(seq_along(at), function(j) {
      h <- 1e-3
      m <- function(step) { moved <- at; moved[j] <- moved[j] + step * h; weighted.mean(probability(moved, type), w) }
      (45 * (m(1) - m(-1)) - 9 * (m(2) - m(-2)) + (m(3) - m(-3))) / (60 * h)
    })
    w * (probability(at, type) - value[[type]]) / sum(w) + as.vector(influence %*% gradient)
  })
  list(value = unname(value), vcov = unname(variance(linear, design)))
}

# Binary models at each threshold with one covariance; Wald tests that their coefficients do not differ.
lines <- function(name, outcome, terms, tested, link = "logit") {
  design <- designs[[name]]
  data <- design$variables
  data$w <- weights(design) / mean(weights(design))
  k <- nlevels(data[[outcome]]) - 1
  fits <- lapply(seq_len(k), function(q) {
    data$below <- as.numeric(as.integer(data[[outcome]]) <= q)
    glm(reformulate(terms, "below"), quasibinomial(link), data, weights = w, control = glm.control(1e-15, 100))
  })
  influence <- do.call(cbind, lapply(fits, function(fit) {
    x <- model.matrix(fit)
    (x * residuals(fit, "working") * weights(fit, "working")) %*% solve(crossprod(x, weights(fit, "working") * x))
  }))
  b <- sapply(fits, coef)
  rows <- match(tested, rownames(b))
  p <- nrow(b)
  L <- do.call(rbind, lapply(seq_len(k)[-1], function(q) t(sapply(rows, function(r) {
    row <- numeric(p * k)
    row[(q - 1) * p + r] <- 1
    row[r] <- -1
    row
  }))))
  difference <- as.vector(L %*% as.vector(b))
  v <- L %*% variance(influence, design) %*% t(L)
  ddf <- degf(design) + 1 - p
  statistic <- sum(difference * solve(v, difference)) / length(difference)
  list(data = name, outcome = outcome, terms = as.list(terms), statistic = statistic, numerator = length(difference),
       denominator = ddf, p = pf(statistic, length(difference), ddf, lower.tail = FALSE))
}

multinomial <- function(name, outcome, terms) {
  design <- designs[[name]]
  data <- design$variables
  data$w <- weights(design) / mean(weights(design))
  fit <- vglm(reformulate(terms, outcome), VGAM::multinomial(refLevel = 1), data, weights = w,
              control = vglm.control(epsilon = 1e-15, maxit = 100))
  x <- model.matrix(reformulate(terms), data)
  y <- as.integer(data[[outcome]])
  k <- nlevels(data[[outcome]]) - 1
  b <- matrix(coef(fit), ncol = k, byrow = TRUE)
  blocks <- seq_len(k)
  # vglm halves its last steps; Newton's own bring the remaining digits.
  for (step in 1:4) {
    odds <- exp(x %*% b)
    p <- odds / (1 + rowSums(odds))
    score <- do.call(cbind, lapply(blocks, function(q) ((y == q + 1) - p[, q]) * x))
    information <- do.call(rbind, lapply(blocks, function(q) do.call(cbind, lapply(blocks, function(s)
      crossprod(x, data$w * p[, q] * ((q == s) - p[, s]) * x)))))
    if (step < 4) b <- b + matrix(solve(information, colSums(score * data$w)), ncol = k)
  }
  search <- nnet::multinom(reformulate(terms, outcome), data, weights = w, reltol = 1e-14, maxit = 1000, trace = FALSE)
  list(data = name, outcome = outcome, terms = as.list(terms), estimate = as.vector(b), nnet = as.vector(t(coef(search))),
       vcov = unname(variance((score * data$w) %*% solve(information), design)))
}

survey <- svyolr(grade ~ ell + mobility + stype, designs$apiclus1)
exact <- function(x) if (is.list(x)) lapply(x, exact) else if (is.numeric(x)) {
  text <- x
  text[] <- sprintf("%.17g", x)
  text
} else x
json <- toJSON(exact(list(
  versions = list(R = R.version.string, survey = paste("survey", packageVersion("survey")),
                  ordinal = paste("ordinal", packageVersion("ordinal")), VGAM = paste("VGAM", packageVersion("VGAM"))),
  svyolr = list(estimate = unname(c(survey$coefficients, survey$zeta)), vcov = unname(vcov(survey)),
                df = survey$df.residual),
  cumulative = list(
    cumulative("apiclus1", "grade", c("ell", "mobility", "stype")),
    cumulative("apistrat", "grade", c("ell", "mobility", "stype")),
    cumulative("apistrat", "grade", c("ell", "mobility", "stype"), link = "probit"),
    cumulative("apistrat", "grade", c("ell", "mobility", "stype"), link = "cloglog"),
    cumulative("apistrat", "tenth", c("meals", "stype")),
    cumulative("apiclus1", "tenth", c("meals", "stype")),
    cumulative("apistrat", "grade", c("mobility", "stype"), own = "ell"),
    cumulative("apistrat", "grade", c("ell", "mobility"), own = "stype", link = "probit")),
  lines = list(
    lines("apistrat", "grade", c("ell", "mobility", "stype"), "ell"),
    lines("apistrat", "grade", c("ell", "mobility", "stype"), c("stypeH", "stypeM")),
    lines("apistrat", "grade", c("ell", "mobility", "stype"), c("ell", "mobility", "stypeH", "stypeM"))),
  multinomial = list(
    multinomial("apistrat", "grade", c("mobility", "stype")),
    multinomial("apiclus1", "stype", c("ell", "mobility")))
)), auto_unbox = TRUE, pretty = TRUE, null = "null")
write(gsub('"(-?[0-9.]+(e[-+][0-9]+)?)"', "\\1", json), "levels.json")
