# Tests, criteria and diagnostics of fitted models; prints inference.csv: case, what, index, value.
#
# What survey 4.1-1 offers is its own answer: regTermTest(method = "LRT"), AIC, BIC and psrsq. The rest is worked out
# here from dense matrices, n x n where that is the definition, by other steps than those of the library.
suppressMessages({
  library(survey)
  library(splines)
})
options(survey.lonely.psu = "fail", digits = 17)

folder <- "datasets"
api <- function(name) read.csv(file.path(folder, "api", paste0(name, ".csv")), stringsAsFactors = TRUE)
designs <- list(
  apistrat = svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = api("apistrat")),
  apiclus1 = svydesign(~dnum, weights = ~pw, fpc = ~fpc, data = api("apiclus1")),
  nhanes = svydesign(~SDMVPSU, strata = ~SDMVSTRA, weights = ~WTMEC2YR, nest = TRUE,
    data = read.csv(file.path(folder, "nhanes", "nhanes.csv"), stringsAsFactors = TRUE))
)
lines <- "case,what,index,value"
put <- function(case, what, values) {
  lines <<- c(lines, sprintf("%s,%s,%d,%.17g", case, what, seq_along(values), as.numeric(values)))
}
exact <- list(epsilon = 1e-15, maxit = 50)

# The maximum to the last digits: the iteration starts again where it ended.
fitted_exactly <- function(formula, design, family, start = NULL) {
  fit <- suppressWarnings(do.call(svyglm, list(formula, design, family = family, start = start, control = exact)))
  for (again in 1:10) {
    fit <- suppressWarnings(
      do.call(svyglm, list(formula, design, family = family, start = coef(fit), control = exact)))
  }
  fit
}

# What a fit is made of: rows, weights of mean 1, columns, derivatives.
parts <- function(fit, eta = NULL) {
  X <- model.matrix(fit)
  y <- as.numeric(fit$y)
  d <- subset(fit$survey.design, rownames(fit$survey.design$variables) %in% rownames(X))
  w <- weights(d, "sampling")
  if (is.null(eta)) eta <- fit$linear.predictors
  family <- fit$family
  mu <- family$linkinv(eta)
  slope <- family$mu.eta(eta)
  list(X = X, y = y, w = w, mu = mu, residual = y - mu, score = (y - mu) * slope / family$variance(mu),
       information = slope^2 / family$variance(mu), design = d, eta = eta)
}

# The covariance of the weighted totals of some columns under the design.
variance_of_totals <- function(values, design) {
  columns <- as.data.frame(values)
  names(columns) <- paste0("column", seq_along(columns))
  for (name in names(columns)) design$variables[[name]] <- columns[[name]]
  as.matrix(vcov(svytotal(as.formula(paste("~", paste(names(columns), collapse = "+"))), design)))
}

# Rao, Scott and Skinner (1998), and the statistic that holds where the outcomes are independent.
score_test <- function(fit, small, tested) {
  p <- parts(fit, small$linear.predictors)
  free <- setdiff(seq_len(ncol(p$X)), tested)
  A <- crossprod(p$X, p$w * p$information * p$X)
  S <- p$X * p$score
  project <- A[tested, free, drop = FALSE] %*% solve(A[free, free])
  U <- colSums(p$w * S)[tested]
  V <- variance_of_totals(S[, tested, drop = FALSE] - S[, free, drop = FALSE] %*% t(project), p$design)
  q <- length(tested)
  F <- drop(U %*% solve(V, U)) / q
  left <- A[tested, tested] - project %*% A[free, tested, drop = FALSE]
  scale <- mean(p$w)
  working <- drop(U %*% solve(left, U)) / scale
  lambda <- sort(Re(eigen(solve(left, V))$values), decreasing = TRUE) / scale
  c(F, q, fit$df.residual, pf(F, q, fit$df.residual, lower.tail = FALSE), working, lambda)
}

# Bell and McCaffrey (2002) for clusters: residuals of each times (I - H)(I - H)' to the power of -1/2, and
# Satterthwaite's degrees of freedom, all from n x n matrices. Generalised models by their Pearson residuals.
small_sample <- function(fit, cluster) {
  p <- parts(fit)
  w <- p$w / mean(p$w)
  X <- p$X * sqrt(p$information)
  r <- p$score / sqrt(p$information)
  M <- solve(crossprod(X, w * X))
  R <- diag(nrow(X)) - X %*% M %*% t(w * X)
  meat <- matrix(0, ncol(X), ncol(X))
  G <- list()
  for (unit in unique(cluster)) {
    i <- which(cluster == unit)
    e <- eigen(tcrossprod(R[i, , drop = FALSE]), symmetric = TRUE)
    keep <- e$values > 1e-12
    A <- e$vectors[, keep, drop = FALSE] %*% (t(e$vectors[, keep, drop = FALSE]) / sqrt(e$values[keep]))
    WX <- w[i] * X[i, , drop = FALSE]
    s <- drop(t(WX) %*% A %*% r[i])
    meat <- meat + tcrossprod(s)
    G[[as.character(unit)]] <- t(R[i, , drop = FALSE]) %*% A %*% WX %*% M
  }
  V <- M %*% meat %*% M
  df <- sapply(seq_len(ncol(X)), function(k) {
    P <- crossprod(sapply(G, function(g) g[, k]))
    sum(diag(P))^2 / sum(P^2)
  })
  t <- coef(fit) / sqrt(diag(V))
  list(se = sqrt(diag(V)), df = df, p = 2 * pt(-abs(t), df))
}

# The share of pairs that the predictor puts in the right order, over all pairs.
area <- function(fit) {
  p <- parts(fit)
  eta <- signif(p$eta, 12)
  yes <- p$y == 1
  wins <- outer(eta, eta, function(a, b) (a > b) + (a == b) / 2)
  W1 <- sum(p$w[yes]); W0 <- sum(p$w[!yes])
  auc <- drop(p$w[yes] %*% wins[yes, !yes] %*% p$w[!yes]) / W1 / W0
  influence <- numeric(length(eta))
  influence[yes] <- (drop(wins[yes, !yes] %*% p$w[!yes]) / W0 - auc) / W1
  influence[!yes] <- (drop(p$w[yes] %*% wins[yes, !yes]) / W1 - auc) / W0
  s <- sqrt(variance_of_totals(cbind(influence), p$design))
  t <- qt(.975, degf(p$design)); L <- qlogis(auc); half <- t * s / (auc * (1 - auc))
  c(auc, s, plogis(L - half), plogis(L + half), degf(p$design))
}

# Archer and Lemeshow (2006), tenths of the weight in the order of the fitted probability.
goodness <- function(fit, count = 10) {
  p <- parts(fit)
  mu <- signif(p$mu, 12)
  F <- sapply(mu, function(m) sum(p$w[mu <= m])) / sum(p$w)
  g <- ceiling(count * F - 1e-9)
  g <- match(g, sort(unique(g)))
  k <- max(g)
  d <- update(p$design, residual_ = p$residual, group_ = factor(g))
  means <- svyby(~residual_, ~group_, d, svymean, covmat = TRUE)
  f <- degf(p$design)
  W <- drop(coef(means) %*% solve(vcov(means), coef(means)))
  statistic <- (f - k + 2) / (f * k) * W
  c(statistic, k - 1, f - k + 2, pf(statistic, k - 1, f - k + 2, lower.tail = FALSE))
}

# For each primary unit: the sum of the leverages and the distance u'V^-1u of its part u of the coefficients.
influence_of_units <- function(fit, unit) {
  p <- parts(fit)
  w <- p$w / mean(p$w)
  A <- solve(crossprod(p$X, w * p$information * p$X))
  leverage <- w * p$information * rowSums((p$X %*% A) * p$X)
  u <- rowsum(w * p$score * p$X %*% A, unit, reorder = FALSE)
  V <- vcov(fit)
  list(leverage = rowsum(leverage, unit, reorder = FALSE), distance = rowSums((u %*% solve(V)) * u))
}

model <- function(id, data, formula, family, cluster = NULL, start = NULL) {
  design <- designs[[data]]
  fit <- fitted_exactly(formula, design, family, start)
  # The tests of R fit smaller models by the same call, which a start would not suit.
  plain <- suppressWarnings(do.call(svyglm, list(formula, design, family = family, control = exact)))
  labels <- attr(terms(fit), "term.labels")
  assign <- attr(model.matrix(fit), "assign")
  for (place in seq_along(labels)) {
    # Without a main effect R writes the same model with its interaction in another way.
    if (any(grepl(":", labels)) && !grepl(":", labels[place])) next
    tested <- which(assign == place)
    rest <- if (length(labels) > 1) labels[-place] else "1"
    small <- fitted_exactly(reformulate(rest, formula[[2]]), fit$survey.design, family,
      if (is.null(start)) NULL else start[-tested])
    if (data != "nhanes") {
      # Far out in the tail R finds no saddlepoint.
      r <- tryCatch(regTermTest(plain, reformulate(labels[place]), method = "LRT"), error = function(e) list(p = NaN))
      V0 <- fit$naive.cov[tested, tested, drop = FALSE]
      put(id, paste0("lrt", place), c(deviance(small) - deviance(fit), r$p,
        sort(Re(eigen(solve(V0, vcov(fit)[tested, tested]))$values), decreasing = TRUE)))
    }
    put(id, paste0("score", place), score_test(fit, small, tested))
  }
  if (fit$family$family %in% c("quasibinomial", "quasipoisson") && data != "nhanes") {
    criteria <- AIC(plain)
    put(id, "aic", criteria[c("eff.p", "AIC")])
    smaller <- fitted_exactly(reformulate(labels[1], formula[[2]]), design, family)
    put(id, "bic", BIC(smaller, maximal = fit)[c("p", "BIC", "neff")])
    put(id, "bic-full", BIC(fit, maximal = fit)["BIC"])
  }
  if (fit$family$family == "quasibinomial") {
    if (data != "nhanes") put(id, "psrsq", c(psrsq(plain, "Cox-Snell"), psrsq(plain, "Nagelkerke")))
    put(id, "area", area(fit))
    if (data != "apistrat") put(id, "goodness", goodness(fit, if (data == "apiclus1") 5 else 10))
  }
  if (!is.null(cluster)) {
    small <- small_sample(fit, cluster)
    for (what in names(small)) put(id, paste0("small-", what), small[[what]])
    units <- influence_of_units(fit, cluster)
    put(id, "unit-leverage", units$leverage)
    put(id, "unit-distance", units$distance)
  }
  invisible(fit)
}

schools <- designs$apiclus1$variables$dnum
model("logit", "apiclus1", sch.wide ~ ell + stype + mobility, quasibinomial(), schools)
model("probit", "apiclus1", sch.wide ~ ell + meals + stype, quasibinomial("probit"), schools)
model("gaussian", "apiclus1", api00 ~ ell + stype + mobility, gaussian(), schools)
model("gaussian-printed", "apiclus1", api00 ~ ell + meals + mobility, gaussian(), schools)
model("poisson", "apiclus1", api.stu ~ ell + stype, quasipoisson(), schools)
model("interaction", "apistrat", sch.wide ~ stype * meals, quasibinomial(), seq_len(200))
model("logit-nhanes", "nhanes", HI_CHOL ~ factor(race) + agecat + factor(RIAGENDR), quasibinomial())

# Firth (1993) with the weights scaled to mean 1: the root of the modified score by Newton steps with a numerical
# derivative, and the sandwich of the scores that add up to it.
firth <- function(id, data, formula, design = designs[[data]], counts = FALSE) {
  frame <- model.frame(formula, design$variables)
  X <- model.matrix(formula, frame)
  y <- if (counts) frame[[1]] else as.numeric(frame[[1]] == levels(factor(frame[[1]]))[2])
  w <- weights(design, "sampling"); v <- w / mean(w)
  pieces <- function(b) {
    mu <- if (counts) exp(drop(X %*% b)) else plogis(drop(X %*% b))
    slope <- if (counts) mu else mu * (1 - mu)
    I <- crossprod(X, v * slope * X)
    q <- rowSums((X %*% solve(I)) * X)
    h <- q * slope * (if (counts) .5 else .5 - mu)
    list(I = I, s = y - mu + h, mu = mu, h = h, slope = slope)
  }
  equations <- function(b) colSums(v * pieces(b)$s * X)
  b <- numeric(ncol(X))
  for (k in 1:200) b <- b + solve(pieces(b)$I, equations(b)) * if (k < 5) .5 else 1
  p <- pieces(b)
  stopifnot(max(abs(equations(b))) < 1e-9)
  L <- X %*% solve(p$I) * p$s / mean(w)
  V <- variance_of_totals(L, design)
  put(id, "coef", b)
  put(id, "se", sqrt(diag(V)))
  put(id, "model-se", sqrt(diag(solve(p$I))))
  # What the penalty tells of an outcome has the variance of the model, in the part of the population that was not drawn.
  undrawn <- if (is.null(design$fpc$popsize)) 1 else 1 - design$fpc$sampsize[, 1] / design$fpc$popsize[, 1]
  rho <- pmin(1, ifelse(p$h > 0, p$h / p$mu, -p$h / (1 - p$mu)))
  A <- solve(crossprod(X, w * p$slope * X))
  whole <- V + A %*% crossprod(X, undrawn * rho * w^2 * p$slope * X) %*% A
  put(id, "penalized-se", sqrt(diag(whole)))
  # Profiles of the penalised likelihood, by other Newton steps: the others given one coefficient, and a root of it.
  objective <- function(b) {
    mu <- pieces(b)$mu
    (if (counts) 2 * sum(v * (ifelse(y > 0, y * log(y / mu), 0) - (y - mu)))
      else -2 * sum(v * log(ifelse(y == 1, mu, 1 - mu)))) - determinant(pieces(b)$I)$modulus
  }
  increase <- function(j, value) {
    start <- b; start[j] <- value
    for (k in 1:400) {
      gradient <- equations(start)[-j]
      start[-j] <- start[-j] + solve(pieces(start)$I[-j, -j], gradient) * if (k < 20) .3 else .7
      if (max(abs(gradient)) < 1e-11) break
    }
    as.numeric(objective(start) - objective(b))
  }
  own <- degf(design) + 1 - ncol(X)
  naive <- diag(solve(p$I))
  ratio <- diag(whole) / diag(V)
  limits <- pmax(qt(.975, pmin(1e6, own * ratio^2))^2 * diag(whole), qt(.975, own)^2 * diag(V)) / naive
  for (side in c(-1, 1)) put(id, if (side < 0) "profile-lower" else "profile-upper", sapply(seq_along(b), function(j) {
    f <- function(distance) sqrt(pmax(0, increase(j, b[j] + side * distance))) - sqrt(limits[j])
    high <- 2 * sqrt(limits[j] * naive[j])
    while (f(high) < 0) high <- 1.5 * high
    b[j] + side * uniroot(f, c(1e-3 * high, high), tol = 1e-12)$root
  }))
  put(id, "deviance", if (counts) 2 * sum(v * (ifelse(y > 0, y * log(y / p$mu), 0) - (y - p$mu)))
    else -2 * sum(v * log(ifelse(y == 1, p$mu, 1 - p$mu))))
}
firth("firth", "apiclus1", sch.wide ~ ell + stype + mobility)
# Every high school met its target: the ordinary fit does not exist.
separated <- designs$apiclus1$variables
separated$target <- factor(ifelse(separated$stype == "H", "Yes", as.character(separated$sch.wide)))
firth("firth-separated", NULL, target ~ ell + stype, svydesign(~dnum, weights = ~pw, fpc = ~fpc, data = separated))
firth("firth-unweighted", NULL, target ~ ell + stype, svydesign(~1, weights = ~one,
  data = transform(separated, one = 1)))
# No high school met its target: neither does its prevalence ratio.
separated$met <- ifelse(separated$stype == "H", 0, as.numeric(separated$sch.wide == "Yes"))
firth("firth-poisson", NULL, met ~ ell + stype, svydesign(~dnum, weights = ~pw, fpc = ~fpc, data = separated), TRUE)

writeLines(lines, "Tests/Fixtures/models/inference.csv")
