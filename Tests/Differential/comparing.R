# Compares two answers number by number, and names the differences that are known and meant.

tolerance <- 1e-7

same <- function(ours, theirs) {
  if (is.na(ours) || is.na(theirs)) return(is.na(ours) && is.na(theirs))
  abs(ours - theirs) <= tolerance * max(abs(theirs), 1e-3)
}

is_end <- function(context) context$number %in% c("lower", "upper")

# Each known difference: its name, and where it applies. ARCHITECTURE.md gives the reasons.
known_differences <- list(
  "no interval without degrees of freedom" = function(c) c$freedom <= 0 && (is.na(c$ours) || c$theirs == -1),
  "nothing but the value where an outcome does not vary" = function(c) c$constant && (is.na(c$ours) || c$number == "value"),
  "records of weight 0 are not counted in a variance or in Korn and Graubard's interval" = function(c) {
    (c$zero || c$calibrated || c$kind == "brewer") && c$question %in% c("variance", "share, Korn and Graubard") && c$number != "degreesOfFreedom"
  },
  "rank tests place equal values in the middle of their weights, and replicates keep the scores" = function(c) {
    c$question == "difference, Wilcoxon" && (c$ties || c$replicates)
  },
  "R's logit interval with 1 degree of freedom passes through a normal level that rounds to 1" = function(c) {
    c$question == "share, logit" && c$freedom == 1 && is_end(c)
  },
  "R's arcsine interval turns back at 0 and 1" = function(c) {
    c$question == "share, arcsine" && is_end(c) && c$ours %in% c(0, 1)
  },
  "survey 4.1-1 gives a table the degrees of freedom of the whole design" = function(c) {
    c$question == "table, Rao and Scott" && c$number %in% c("residualDegreesOfFreedom", "pValue") && (c$missing || c$zero)
  },
  "a replicate without one of the groups has no part in a test" = function(c) {
    c$empty && c$question %in% c("difference, t", "table, Rao and Scott")
  }
)

known_refusals <- c(
  "a model without a fit in one replicate" = " in replicate ",
  "a model with more parameters than degrees of freedom" = "leave no degrees of freedom")

explanation <- function(context) {
  for (name in names(known_differences)) if (isTRUE(unname(known_differences[[name]](context)))) return(name)
  NULL
}

explained_refusal <- function(sentence) {
  for (name in names(known_refusals)) if (grepl(known_refusals[[name]], sentence, fixed = TRUE)) return(name)
  NULL
}

# What is special about a design's records, so that a known difference is claimed only where it can be the cause.
traits <- function(design) {
  records <- design$records
  replicates <- inherits(design$object, "svyrep.design")
  empty <- FALSE
  if (replicates) {
    weights <- weights(design$object, "analysis")
    levels <- c(split(seq_len(nrow(records)), records$two), split(seq_len(nrow(records)), records$group))
    empty <- any(sapply(levels, function(rows) any(colSums(weights[rows, , drop = FALSE]) == 0)))
  }
  list(
    replicates = replicates, empty = empty, calibrated = !is.null(design$margins),
    ties = anyDuplicated(records$x) > 0, zero = any(records$weight == 0), missing = anyNA(records$group))
}
