# Random records and designs: the same design as an R object and as options of the command.

random_records <- function() {
  strata <- sample(2:5, 1)
  units <- sample(2:6, strata, replace = TRUE)
  size <- sample(c(1, 2, 4), 1)
  unit <- rep(seq_len(sum(units)), times = sample(1:size, sum(units), replace = TRUE) + sample(0:2, 1))
  stratum <- rep(seq_len(strata), times = units)[unit]
  n <- length(unit)
  weights <- switch(sample(4, 1), rep(1, n), round(runif(n, 0.5, 9), 2), round(rlnorm(n, 3, 0.8), 1), sample(1:5, n, TRUE))
  effect <- rnorm(sum(units))[unit]
  records <- data.frame(
    stratum = letters[stratum], unit = unit, weight = weights,
    y = round(10 + 3 * effect + rnorm(n, sd = 4), 2), x = round(5 + rexp(n), 3),
    grade = sample(1:10, n, TRUE), item = rbinom(n, 1, plogis(effect)),
    rare = rbinom(n, 1, 0.15), group = sample(c("p", "q", "r"), n, TRUE), two = sample(c("f", "m"), n, TRUE),
    stringsAsFactors = FALSE)
  # The units of the second stage, numbered through, and the sizes that both stages were drawn from.
  records$person <- seq_len(n)
  records$units_there <- units[stratum] + sample(1:9, strata, TRUE)[stratum]
  records$persons_there <- as.integer(table(unit))[unit] + sample(0:6, sum(units), TRUE)[unit]
  records$probability <- round(runif(n, 0.05, 0.9), 3)
  if (runif(1) < 0.3) records$weight[sample(n, max(1, n %/% 12))] <- 0
  if (runif(1) < 0.5) for (column in c("y", "item", "group")) records[[column]][runif(n) < 0.08] <- NA
  records
}

# A stratum with one unit, for the rules that say what it adds.
with_single_unit <- function(records) {
  kept <- records$stratum != "a" | records$unit == min(records$unit[records$stratum == "a"])
  records[kept, ]
}

write_records <- function(records, file) write.csv(records, file, row.names = FALSE, na = "", quote = FALSE)

random_design <- function(folder) {
  records <- random_records()
  kind <- sample(names(design_kinds), 1)
  design <- design_kinds[[kind]](records)
  if (is.null(design$records)) design$records <- records
  design$kind <- kind
  design$file <- file.path(folder, "records.csv")
  write_records(design$records, design$file)
  if (!is.null(design$margins)) {
    file <- file.path(folder, "margins.yaml")
    writeLines(design$margins, file)
    design$options <- c(design$options, "--margins", file)
  }
  design$options <- c("--weights", "weight", "--conventions", "r41", design$options)
  design
}

clustered <- function(records, ...) {
  svydesign(ids = ~unit, strata = ~stratum, weights = ~weight, data = records, nest = TRUE, ...)
}

clustered_options <- c("--strata", "stratum", "--units", "unit", "--nested")

single_unit_kind <- function(rule, word) function(records) {
  records <- with_single_unit(records)
  list(object = clustered(records), records = records, lonely = rule,
    options = c(clustered_options, "--single-unit", word))
}

# Replicate weights that R makes and the command reads as columns.
replicate_kind <- function(word, replicate, keep = identity) function(records) {
  records <- keep(records)
  made <- replicate(records)
  columns <- weights(made, "analysis")
  colnames(columns) <- paste0("rep", seq_len(ncol(columns)))
  object <- svrepdesign(
    variables = records, weights = ~weight, data = records, repweights = columns, type = "other",
    combined.weights = TRUE, scale = made$scale, rscales = made$rscales)
  list(object = object, records = cbind(records, columns), options = c("--replicate-weights", "rep", "--replicate-type", word))
}

two_units <- function(records) {
  first <- tapply(records$unit, records$stratum, function(u) sort(unique(u))[1:2])
  records[mapply(function(s, u) u %in% first[[s]], records$stratum, records$unit), ]
}

known_counts <- function(values, weight) round(tapply(weight, values, sum) * runif(length(unique(values)), 0.8, 1.3) + 5, 1)

counts_lines <- function(name, counts) {
  c(sprintf("  %s:", name), sprintf("    %s: %s", names(counts), format(counts, digits = 15, trim = TRUE)))
}

calibrated_kind <- function(method, margins_of, calibrate_by) function(records) {
  records$weight[records$weight == 0] <- 1
  records$group[is.na(records$group)] <- "p"
  counts <- lapply(records[margins_of], known_counts, weight = records$weight)
  scale <- sum(counts[[1]]) / sapply(counts, sum)
  counts <- Map(`*`, counts, scale)
  list(
    object = calibrate_by(clustered(records), counts), records = records,
    options = c(clustered_options, "--method", method),
    margins = c("counts:", unlist(Map(counts_lines, margins_of, counts))))
}

margin_frames <- function(counts) {
  Map(function(name, count) setNames(data.frame(names(count), as.numeric(count)), c(name, "Freq")), names(counts), counts)
}

design_kinds <- list(
  records = function(records) {
    list(object = svydesign(ids = ~1, weights = ~weight, data = records), options = character())
  },
  strata = function(records) {
    records <- records[ave(records$unit, records$stratum, FUN = length) > 1, ]
    list(object = svydesign(ids = ~1, strata = ~stratum, weights = ~weight, data = records), records = records,
      options = c("--strata", "stratum"))
  },
  clusters = function(records) {
    list(object = svydesign(ids = ~unit, weights = ~weight, data = records), options = c("--units", "unit"))
  },
  stratified_clusters = function(records) list(object = clustered(records), options = clustered_options),
  finite = function(records) {
    list(object = clustered(records, fpc = ~units_there),
      options = c(clustered_options, "--population-size", "units_there"))
  },
  two_stages = function(records) {
    object <- svydesign(ids = ~unit + person, strata = ~stratum, weights = ~weight, data = records, nest = TRUE,
      fpc = ~units_there + persons_there)
    list(object = object, options = c("--strata", "stratum", "--units", "unit,person", "--nested",
      "--population-size", "units_there,persons_there"))
  },
  brewer = function(records) {
    records$weight <- 1 / records$probability
    list(object = svydesign(ids = ~1, fpc = ~probability, data = records, pps = "brewer"), records = records,
      options = c("--population-size", "probability", "--pps", "brewer"))
  },
  certainty = single_unit_kind("remove", "certainty"),
  average = single_unit_kind("average", "average"),
  jackknife = replicate_kind("jackknife", function(records) {
    as.svrepdesign(svydesign(ids = ~unit, weights = ~weight, data = records), type = "JK1")
  }),
  brr = replicate_kind("brr", function(records) as.svrepdesign(clustered(records), type = "BRR"), two_units),
  bootstrap = replicate_kind("bootstrap", function(records) {
    as.svrepdesign(clustered(records), type = "subbootstrap", replicates = 25)
  }),
  post_stratified = calibrated_kind("poststratify", "two", function(design, counts) {
    postStratify(design, ~two, margin_frames(counts)$two)
  }),
  raked = calibrated_kind("raking", c("two", "group"), function(design, counts) {
    population <- c(sum(counts$two), counts$two[-1], counts$group[-1])
    names(population) <- c("(Intercept)", paste0("two", names(counts$two)[-1]), paste0("group", names(counts$group)[-1]))
    calibrate(design, ~two + group, population, calfun = "raking", epsilon = 1e-13, maxit = 200)
  }),
  linear = calibrated_kind("linear", c("two", "group"), function(design, counts) {
    population <- c(sum(counts$two), counts$two[-1], counts$group[-1])
    names(population) <- c("(Intercept)", paste0("two", names(counts$two)[-1]), paste0("group", names(counts$group)[-1]))
    calibrate(design, ~two + group, population, calfun = "linear", epsilon = 1e-13)
  })
)
