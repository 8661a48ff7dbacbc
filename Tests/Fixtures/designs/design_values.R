# Writes the data and the values that the tests of designs compare with; run in this folder with `Rscript design_values.R`.
suppressMessages({library(survey); library(survival)})
options(digits = 17, survey.lonely.psu = "fail")
rows <- list()
put <- function(case, statistic, value) {
  for (i in seq_along(value))
    rows[[length(rows) + 1]] <<- data.frame(case, statistic, position = i, value = sprintf("%.17g", value[i]))
}
write <- function(data, file) write.csv(data, file, row.names = FALSE, quote = FALSE, na = "")

# Unequal probabilities: 40 counties drawn by Tille's method, from the data of the package.
data(election)
pps <- data.frame(county = seq_len(40), p = election_pps$p, bush = election_pps$Bush, kerry = election_pps$Kerry,
  large = as.integer(election_pps$votes > 5e5), part = rep(c("a", "b"), each = 20))
pps$p <- as.numeric(sprintf("%.15g", pps$p))
joint <- matrix(as.numeric(sprintf("%.15g", election_jointprob)), 40)
joint <- (joint + t(joint)) / 2
diag(joint) <- pps$p
write(pps, "election.csv")
write(as.data.frame(matrix(sprintf("%.17g", joint), 40)), "election-joint.csv")
values <- function(case, design) {
  put(case, "total", SE(svytotal(~bush + kerry, design)))
  put(case, "covariance", vcov(svytotal(~bush + kerry, design))[1, 2])
  put(case, "mean", SE(svymean(~bush, design)))
  put(case, "ratio", SE(svyratio(~bush, ~kerry, design)))
  put(case, "domain", SE(svymean(~bush, subset(design, large == 1))))
  put(case, "df", degf(design))
}
values("brewer", svydesign(id = ~1, fpc = ~p, data = pps, pps = "brewer"))
values("overton", svydesign(id = ~1, fpc = ~p, data = pps, pps = "overton"))
values("hartley-rao", svydesign(id = ~1, fpc = ~p, data = pps, pps = HR()))
values("hartley-rao population", svydesign(id = ~1, fpc = ~p, data = pps, pps = HR(0.1)))
values("yates-grundy", svydesign(id = ~1, fpc = ~p, data = pps, pps = ppsmat(joint), variance = "YG"))
values("horvitz-thompson", svydesign(id = ~1, fpc = ~p, data = pps, pps = ppsmat(joint)))
values("poisson", svydesign(id = ~1, fpc = ~p, data = pps, pps = poisson_sampling(pps$p)))
values("with replacement", svydesign(id = ~1, weights = ~I(1 / p), data = pps))
values("brewer in strata", svydesign(id = ~1, strata = ~part, fpc = ~p, data = pps, pps = "brewer"))
# The package's Overton and Hartley-Rao know no strata: two designs of one stratum each, whose variances add up.
for (name in c("overton", "hartley-rao")) {
  v <- sapply(c("a", "b"), function(s) {
    part <- pps[pps$part == s, ]
    vcov(svytotal(~bush, svydesign(id = ~1, fpc = ~p, data = part, pps = if (name == "overton") "overton" else HR())))
  })
  put(paste(name, "in strata"), "total", sqrt(sum(v)))
}

# Two stages, the first with unequal probabilities.
# The package takes the probabilities of primary units in the order of the rows, so the rows stand in order of the units.
data(mu284)
mu284 <- mu284[order(mu284$id1, mu284$id2), ]
mu284$p1 <- c(0.1, 0.2, 0.35, 0.15, 0.25)[as.integer(factor(mu284$id1))]
mu284$p2 <- ave(mu284$id2, mu284$id1, FUN = length) / mu284$n2
write(mu284, "mu284.csv")
d <- svydesign(id = ~id1 + id2, fpc = ~p1 + p2, data = mu284, pps = "brewer")
put("brewer in two stages", "total", SE(svytotal(~y1, d)))
put("brewer in two stages", "mean", SE(svymean(~y1, d)))
put("brewer in two stages", "weight", weights(d)[1:3])

# Two phases: patients of the Mayo Clinic trial, of whom some were taken into a second phase.
cases <- with(pbc, data.frame(id, sex, stage = ifelse(is.na(stage), 0, stage), age, bili, clinic = (id - 1) %/% 11))
cases$second <- as.integer(cases$stage == 4 & cases$id %% 2 == 0 | cases$id %% 3 == 1 | cases$id %% 11 == 5)
cases$size <- ifelse(cases$sex == "m", 200, 1500)
cases$clinics <- 90
cases$patients <- 2000
cases$inFirst <- as.integer(cases$clinic %% 5 != 2)
cases$n2 <- ave(cases$id, cases$stage, FUN = length)
write(cases, "pbc.csv")
phases <- function(case, design) {
  put(case, "mean", SE(svymean(~bili + age, design)))
  put(case, "total", SE(svytotal(~bili, design)))
  put(case, "ratio", SE(svyratio(~bili, ~age, design)))
  put(case, "value", coef(svymean(~bili + age, design)))
  put(case, "domain", SE(svymean(~bili, subset(design, sex == "f"))))
  put(case, "df", degf(design))
}
two <- function(...) twophase(..., subset = ~I(second == 1), data = cases)
phases("random in strata", two(id = list(~1, ~1), strata = list(NULL, ~stage), fpc = list(~patients, NULL), method = "full"))
phases("random in strata simple", two(id = list(~1, ~1), strata = list(NULL, ~stage), fpc = list(~patients, NULL), method = "simple"))
# Without a population size the package draws the records of the first phase independently, and with strata in the first
# phase its coefficients of pairs are not symmetric: these two by their formula, with a matrix of all pairs.
pairs <- function(h, N, second) {
  n <- ave(h, h, FUN = length)
  f <- ifelse(is.finite(N), (N - n) / N, 1)
  D1 <- outer(h, h, "==") * -(f / (n - 1))
  diag(D1) <- f
  M <- ave(h, cases$stage, FUN = length)
  m <- ave(second, cases$stage, FUN = sum)
  g <- (M - m) / M
  D2 <- outer(cases$stage, cases$stage, "==") * -(g / (m - 1))
  diag(D2) <- g
  s <- which(second == 1)
  list(D = (1 - (1 - D1) * (1 - D2))[s, s], w = (ifelse(is.finite(N), N / n, 1) * M / m)[s], rows = cases[s, ])
}
by_formula <- function(case, p) {
  error <- function(u) sqrt(sum(u * (p$D %*% u)))
  mean <- function(y, keep = TRUE) { w <- p$w * keep; error(w * (y - sum(w * y) / sum(w)) / sum(w)) }
  R <- with(p$rows, sum(p$w * bili) / sum(p$w * age))
  put(case, "mean", with(p$rows, c(mean(bili), mean(age))))
  put(case, "total", error(p$w * p$rows$bili))
  put(case, "ratio", with(p$rows, error(p$w * (bili - R * age) / sum(p$w * age))))
  put(case, "value", with(p$rows, c(weighted.mean(bili, p$w), weighted.mean(age, p$w))))
  put(case, "domain", mean(p$rows$bili, p$rows$sex == "f"))
  put(case, "df", nrow(p$rows) - length(unique(p$rows$stage)))
}
by_formula("random in strata by formula", pairs(rep(1, nrow(cases)), Inf, cases$second))
by_formula("strata in strata by formula", pairs(as.numeric(cases$sex == "m"), cases$size, cases$second))
phases("clusters and records", two(id = list(~clinic, ~1), strata = list(NULL, ~stage), fpc = list(~clinics, NULL), method = "full"))
# Without a population size the package takes the clusters of the first phase for records; a large one stands for none.
cases$clinics <- 1e10
phases("clusters and records of many", two(id = list(~clinic, ~1), strata = list(NULL, ~stage), fpc = list(~clinics, NULL), method = "full"))
cases$clinics <- 90
whole <- transform(cases, second = inFirst)
phases("clusters of clusters", twophase(id = list(~clinic, ~clinic), fpc = list(~clinics, NULL),
  subset = ~I(second == 1), data = whole, method = "full"))

# Collapsed strata: the strata merged beforehand.
single <- data.frame(stratum = c(1, 1, 1, 2, 3, 3, 4, 4, 5), group = c("a", "a", "a", "a", "b", "b", "c", "c", "c"),
  unit = 1:9, x = c(1, 4, 2, 8, 20, 3, 7, 5, 11), w = c(1, 2, 3, 4, 5, 4, 3, 2, 1),
  size = c(30, 30, 30, 10, 20, 20, 12, 12, 6), domain = c(1, 0, 1, 1, 1, 0, 0, 1, 1))
single$merged <- ifelse(single$group == "b", "b3", single$group)
single$mergedSize <- ifelse(single$group == "a", 40, ifelse(single$group == "b", 20, 18))
write(single, "single.csv")
merged <- svydesign(id = ~unit, strata = ~merged, weights = ~w, data = single)
put("collapsed", "total", SE(svytotal(~x, merged)))
put("collapsed", "mean", SE(svymean(~x, merged)))
put("collapsed", "df", degf(merged))
sized <- svydesign(id = ~unit, strata = ~merged, weights = ~w, fpc = ~mergedSize, data = single)
put("collapsed with sizes", "total", SE(svytotal(~x, sized)))
# In the domain stratum 3 keeps one of its two units, and is merged with stratum 1 where the group says so.
several <- subset(single, stratum %in% c(1, 3, 4))
several$joined <- ifelse(several$stratum == 4, "q", "p")
write(several, "several.csv")
joined <- svydesign(id = ~unit, strata = ~joined, weights = ~w, data = several)
put("collapsed by a domain", "total", SE(svytotal(~x, subset(joined, domain == 1))))
put("collapsed by a domain", "mean", SE(svymean(~x, subset(joined, domain == 1))))
jack <- as.svrepdesign(merged, type = "JKn")
put("collapsed", "jackknife", SE(svytotal(~x, jack)))

# Waves that share primary units.
set.seed(4)
waves <- expand.grid(record = 1:3, unit = 1:12, wave = 1:2)
waves$stratum <- (waves$unit - 1) %/% 4 + 1
level <- rnorm(12, sd = 2)
waves$y <- round(5 + level[waves$unit] + waves$wave * 0.5 + rnorm(nrow(waves)), 6)
waves$w <- round(runif(nrow(waves), 1, 3), 6)
waves$inPart <- as.integer(!(waves$wave == 1 & waves$unit %in% c(1, 6, 12)) & !(waves$wave == 2 & waves$unit %in% c(2, 7)))
write(waves, "waves.csv")
stacked <- svydesign(id = ~unit, strata = ~stratum, weights = ~w, data = waves)
means <- svyby(~y, ~wave, stacked, svymean, covmat = TRUE)
put("full overlap", "covariance", as.vector(vcov(means)))
put("full overlap", "difference", SE(svycontrast(means, c(-1, 1))))
put("full overlap", "df", degf(stacked))
# Partial overlap by its formula: rows of the units, each wave scaled by its own n/(n - 1), added where a unit is shared.
part <- subset(waves, inPart == 1)
rowsOf <- matrix(0, 12, 2)
for (k in 1:2) {
  wave <- subset(part, wave == k)
  u <- wave$w * (wave$y - weighted.mean(wave$y, wave$w)) / sum(wave$w)
  T <- tapply(u, wave$unit, sum)
  h <- tapply(wave$stratum, wave$unit, `[`, 1)
  n <- ave(T, h, FUN = length)
  rowsOf[as.integer(names(T)), k] <- sqrt(n / (n - 1)) * (T - ave(T, h))
}
put("partial overlap", "covariance", as.vector(crossprod(rowsOf)))
one <- svyby(~y, ~wave, svydesign(id = ~unit, strata = ~interaction(wave, stratum), nest = TRUE, weights = ~w, data = part), svymean, covmat = TRUE)
put("partial overlap", "variances", diag(vcov(one)))

write(do.call(rbind, rows), "design-values.csv")
