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

write.csv(do.call(rbind, rows), file.path(folder, "Tests/Fixtures/comparisons/comparisons.csv"), row.names = FALSE, quote = FALSE)
