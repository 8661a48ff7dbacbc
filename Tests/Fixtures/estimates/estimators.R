# Values of estimators by R survey, 17 significant digits: dataset, statistic, name, value.
# Run from the top of the repository: Rscript Tests/Fixtures/estimates/estimators.R
# Printed by survey 4.1-1 (Debian 12). Full designs only: 4.1-1 and 4.5 differ for quantiles of domains.
suppressPackageStartupMessages(library(survey)); options(digits = 17)
pdf(NULL); OUT <- NULL; set <- ""
put <- function(stat, v, nm = names(v)) { v <- as.numeric(v); if (is.null(nm)) nm <- seq_along(v)
  OUT <<- rbind(OUT, data.frame(dataset = set, statistic = stat, name = as.character(nm), value = sprintf("%.17g", v))) }
read <- function(f) { d <- read.csv(paste0("datasets/api/", f, ".csv")); d }
D <- list(
  apistrat = svydesign(~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = read("apistrat")),
  apiclus1 = svydesign(~dnum, weights = ~pw, fpc = ~fpc, data = read("apiclus1")),
  apiclus2 = svydesign(~dnum + snum, fpc = ~fpc1 + fpc2, data = read("apiclus2")))
for (set in names(D)) { d <- D[[set]]
  for (k in c("xlogit", "asin", "beta")) { q <- svyquantile(~api00, d, c(.1, .25, .5, .75, .9), interval.type = k, na.rm = TRUE)
    put(paste0("quantile.", k, ".lower"), confint(q)[, 1], 1:5); put(paste0("quantile.", k, ".upper"), confint(q)[, 2], 1:5)
    put(paste0("quantile.", k, ".se"), SE(q), 1:5) }
  q <- svyquantile(~api99, d, c(.25, .5), qrule = "hf7"); put("quantile.hf7.value", coef(q)); put("quantile.hf7.se", SE(q), 1:2)
  k <- svykappa(~comp.imp + sch.wide, d); put("kappa", c(coef(k), SE(k)), c("value", "se"))
  put("alpha", svycralpha(~ell + meals + mobility, d), "value")
  v <- svyvar(~api00 + api99 + meals, d); V <- vcov(v); n <- 3
  put("covariance.value", coef(v)); put("covariance.se", SE(v), 1:9)
  names(v) <- NULL; lt <- paste0("s", c(11, 12, 13, 21, 22, 23, 31, 32, 33))
  cc <- structure(as.numeric(coef(v)), names = lt); class(cc) <- "svystat"; attr(cc, "var") <- V; dimnames(attr(cc, "var")) <- list(lt, lt)
  r <- svycontrast(cc, list(r12 = quote(s12 / sqrt(s11 * s22)), r13 = quote(s13 / sqrt(s11 * s33)), r23 = quote(s23 / sqrt(s22 * s33))))
  put("correlation.value", coef(r)); put("correlation.se", SE(r), 1:3)
  f <- svycdf(~api00, d)[[1]]; put("cdf", f(c(500, 600.5, 700)))
  m <- svymean(~I(api00 <= 600.5), d); put("cdf.se", SE(m)[2], "600.5")
  h <- svyhist(~api00, d, breaks = c(300, 500, 600, 700, 1000), probability = TRUE); put("histogram.density", h$density)
  pop <- c(4421, 755, 1018)
  s <- svystandardize(d, by = ~stype, over = ~awards, population = pop)
  b <- svyby(~api00, ~awards, s, svymean); put("standardized.mean", coef(b)); put("standardized.mean.se", SE(b), 1:2)
  if (set == "apistrat") { r <- svyratio(~api.stu, ~enroll, subset(d, !is.na(enroll)), separate = TRUE)
    X <- list(E = 1877350, H = 1013824, M = 920298); p <- predict(r, total = X)
    put("separate.ratio", c(p$total, p$se) / sum(unlist(X)), c("value", "se")) }
}
write.csv(OUT, "Tests/Fixtures/estimates/estimators.csv", row.names = FALSE, quote = FALSE)
