# Runs the tasks of the benchmarks in R survey and prints one JSON line for each.
#
# usage: Rscript peer.R FOLDER RUNS
#
# FOLDER has survey.csv, factors.csv and margins.json. The answers stand in the order of our own.

suppressPackageStartupMessages({
  library(survey)
  library(data.table)
  library(jsonlite)
})
arguments <- commandArgs(TRUE)
folder <- arguments[1]
runs <- as.integer(arguments[2])
longest <- 60

peak <- function() {
  line <- grep("^VmHWM:", readLines("/proc/self/status"), value = TRUE)
  as.numeric(strsplit(line, "[ \t]+")[[1]][2]) * 1024
}

task <- function(name, work, answer) {
  seconds <- numeric()
  try(cat("5", file = "/proc/self/clear_refs"), silent = TRUE)
  for (run in seq_len(runs)) {
    product <- NULL
    gc(FALSE)
    seconds <- c(seconds, system.time(product <- work(), gcFirst = FALSE)[["elapsed"]])
    if (sum(seconds) > longest) break
  }
  line <- list(task = unbox(name), seconds = seconds, peakMemory = unbox(peak()), answer = as.numeric(answer(product)))
  cat(toJSON(line, digits = NA), "\n", sep = "")
  product
}

path <- file.path(folder, "survey.csv")
data <- task("read the CSV file", function() fread(path, stringsAsFactors = TRUE), dim)
data <- as.data.frame(data)
for (name in c("wave", "wealth", "age", "hh_size", "life")) data[[paste0(name, "_level")]] <- factor(data[[name]])
describe <- function() svydesign(ids = ~psu, strata = ~stratum, weights = ~weight, nest = TRUE, data = data)
design <- task("describe the design", describe, function(design) sum(weights(design)))

both <- function(estimate) as.vector(rbind(as.numeric(coef(estimate)), as.numeric(SE(estimate))))
in_order <- function(table) table[order(table$province, table$wave_level), ]
by_domain <- function(table) as.vector(rbind(in_order(table)[[3]], in_order(table)$se))
domains <- ~province + wave_level
forms <- paste0("form", 1:6)

task("prevalence", function() svymean(~unsafe_home, design, na.rm = TRUE), both) |> invisible()
task(
  "prevalence, logit interval", function() svyciprop(~unsafe_home, design),
  function(share) c(coef(share), confint(share))) |> invisible()
task(
  "prevalence by 36 domains", function() svyby(~unsafe_home, domains, design, svymean, na.rm = TRUE),
  by_domain) |> invisible()
task(
  "6 prevalences by 36 domains",
  function() lapply(forms, function(form) svyby(reformulate(form), domains, design, svymean, na.rm = TRUE)),
  function(tables) as.vector(do.call(rbind, lapply(tables, function(table) matrix(by_domain(table), nrow = 2))))) |>
  invisible()
task("mean", function() svymean(~screen_h, design), both) |> invisible()
task("ratio", function() svyratio(~screen_h, ~hh_size, design), both) |> invisible()
task("median", function() svyquantile(~stress, design, 0.5, na.rm = TRUE), both) |> invisible()
task(
  "Rao-Scott test, 4 by 4", function() svychisq(~educ + care, design),
  function(test) c(test$statistic, test$p.value)) |> invisible()
logistic <- function(name, formula) {
  task(name, function() svyglm(formula, design, family = quasibinomial()), both) |> invisible()
}
logistic(
  "logistic model, 21 coefficients",
  unsafe_home ~ age + gender + educ + wealth_level + care + urban + hh_size + disability + in_school + screen_h +
    wave_level)
logistic(
  "logistic model, 30 coefficients",
  unsafe_home ~ age + gender + educ + wealth_level + care + urban + hh_size + disability + in_school + screen_h +
    province)
logistic(
  "logistic model, 30 coefficients of factors",
  unsafe_home ~ gender + educ + wealth_level + care + hh_size_level + in_school + province)
# Its derivatives by differences take many passes.
if (nrow(data) <= 100000) {
  known <- subset(design, !is.na(life) & !is.na(unsafe_home))
  task(
    "ordinal model, 10 levels and 7 coefficients",
    function() svyolr(life_level ~ unsafe_home + age + gender + care, known),
    function(fit) exp(fit$coefficients)) |> invisible()
}

weight_answer <- function(weighted) {
  weights <- weights(weighted)
  c(sum(weights), sum(weights^2), min(weights), max(weights), weights[1:5])
}
counts <- fromJSON(file.path(folder, "margins.json"))
margin <- function(name) {
  table <- data.frame(names(counts[[name]]), as.numeric(unlist(counts[[name]])))
  setNames(table, c(if (name == "age") "age_level" else name, "Freq"))
}
task(
  "raking to 4 margins",
  function() rake(
    design, list(~province, ~gender, ~educ, ~age_level), lapply(c("province", "gender", "educ", "age"), margin),
    control = list(maxit = 200, epsilon = 1e-7)),
  weight_answer) |> invisible()

calibrated <- ~province + gender + educ + age_level
few <- model.matrix(calibrated, data[1:2, ])
totals <- setNames(numeric(ncol(few)), colnames(few))
totals[1] <- sum(unlist(counts$gender))
for (name in names(counts)) for (level in names(counts[[name]])) {
  column <- paste0(if (name == "age") "age_level" else name, level)
  if (column %in% names(totals)) totals[column] <- counts[[name]][[level]]
}
task(
  "linear calibration to 4 margins", function() calibrate(design, calibrated, totals, calfun = "linear"),
  weight_answer) |> invisible()

# A replicate is a pass over all records here: what would take many minutes is left out.
if (nrow(data) <= 10000) {
  task(
    "make 200 bootstrap replicates",
    function() as.svrepdesign(design, type = "subbootstrap", replicates = 200),
    function(replicated) ncol(weights(replicated, type = "analysis"))) |> invisible()
  task(
    "prevalence, jackknife",
    function() svymean(~unsafe_home, as.svrepdesign(design, type = "JKn"), na.rm = TRUE), both) |> invisible()
}
factors <- fread(file.path(folder, "factors.csv"))
unit <- match(
  interaction(data$stratum, data$psu, drop = TRUE), interaction(factors$stratum, factors$psu, drop = TRUE))
factors <- as.matrix(factors[, -(1:2)])
compressed <- structure(list(weights = factors, index = unit), class = "repweights_compressed")
replicated <- svrepdesign(
  data = data, weights = ~weight, repweights = compressed, type = "other", combined.weights = FALSE,
  scale = 1 / (ncol(factors) - 1), rscales = rep(1, ncol(factors)), degf = ncol(factors) - 1)
task("prevalence, 200 replicates", function() svymean(~unsafe_home, replicated, na.rm = TRUE), both) |> invisible()
if (nrow(data) <= 100000) {
  task(
    "36 domains, 200 replicates",
    function() svyby(~unsafe_home, domains, replicated, svymean, na.rm = TRUE), by_domain) |> invisible()
}
