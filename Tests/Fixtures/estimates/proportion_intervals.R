# Ends of intervals of a proportion from its estimate, standard error, records and degrees of freedom, by the formulas
# of ProportionIntervals.swift with R's own quantiles; the likelihood ends by uniroot.
# Run from the top of the repository: Rscript Tests/Fixtures/estimates/proportion_intervals.R
options(digits = 17)
ends <- function(method, p, s, n, df, level) {
  a <- (1 - level) / 2; t <- qt(a, df, lower.tail = FALSE); ne <- if (p %in% 0:1) n else p * (1 - p) / s^2
  kg <- if (p %in% 0:1) ne else ne * (qt(a, n - 1, lower.tail = FALSE) / t)^2
  beta <- function(ne) c(if (p == 0) 0 else qbeta(a, ne * p, ne * (1 - p) + 1),
                         if (p == 1) 1 else qbeta(a, ne * p + 1, ne * (1 - p), lower.tail = FALSE))
  switch(method,
    "korn-graubard" = beta(kg), "clopper-pearson" = beta(ne),
    jeffreys = c(if (p == 0) 0 else qbeta(a, ne * p + 0.5, ne * (1 - p) + 0.5),
                 if (p == 1) 1 else qbeta(a, ne * p + 0.5, ne * (1 - p) + 0.5, lower.tail = FALSE)),
    wilson = { h <- t / (2 * ne) * sqrt(4 * ne * p * (1 - p) + t^2); (p + t^2 / (2 * ne) + c(-h, h)) / (1 + t^2 / ne) },
    likelihood = {
      limit <- t^2 / (2 * ne) * n / (n - 1)
      xlogx <- function(x, y) ifelse(x == 0, 0, x * log(x / y))
      f <- function(x) xlogx(p, plogis(x)) + xlogx(1 - p, plogis(-x)) - limit
      end <- function(sign) {  # on the logit scale; 0 or 1 where the curve stays below its limit for every double
        if (p == (sign > 0)) return(p)
        from <- if (p %in% 0:1) -sign * 60 else qlogis(p); to <- sign * 700
        if (f(to) < 0) return(as.numeric(sign > 0))
        plogis(uniroot(f, sort(c(from, to)), tol = 1e-15, maxiter = 5000)$root)
      }
      c(end(-1), end(1)) },
    arcsine = sin(pmin(pi / 2, pmax(0, asin(sqrt(p)) + c(-1, 1) * t * s / (2 * sqrt(p * (1 - p))))))^2,
    logit = plogis(qlogis(p) + c(-1, 1) * t * s / (p * (1 - p))),
    wald = p + c(-1, 1) * t * s)
}
cases <- rbind(
  expand.grid(p = c(0.004, 0.08, 0.5, 0.97), deff = c(0.7, 2.5), n = c(12, 300, 5000), df = c(1, 9, 60), level = 0.95),
  expand.grid(p = c(0, 1), deff = 1, n = c(3, 40), df = c(2, 30), level = c(0.9, 0.95)))
out <- do.call(rbind, lapply(seq_len(nrow(cases)), function(i) with(cases[i, ], {
  s <- sqrt(deff * p * (1 - p) / n)
  methods <- c("korn-graubard", "clopper-pearson", "jeffreys", "wilson", "likelihood", if (p > 0 && p < 1) c("arcsine", "logit", "wald"))
  do.call(rbind, lapply(methods, function(m) { e <- ends(m, p, s, n, df, level)
    data.frame(method = m, p, s, n, df, level, lower = e[1], upper = e[2]) })) })))
num <- sapply(out, is.numeric); out[num] <- lapply(out[num], function(x) sprintf("%.17g", x))
write.csv(out, "Tests/Fixtures/estimates/proportion_intervals.csv", row.names = FALSE, quote = FALSE)
