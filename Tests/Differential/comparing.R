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
  "no interval around an estimate that nothing in the records moves" = function(c) {
    (is_end(c) || c$number == "standardError") && is.na(c$ours) && c$error == 0
  },
  "no error of a coefficient that rests on one record or one unit" = function(c) {
    startsWith(c$question, "model") && c$number == "standardError" && is.na(c$ours) && c$single
  },
  "a model of replicates has the degrees of freedom of the records that it is fitted to" = function(c) {
    startsWith(c$question, "model") && c$replicates && c$gaps && c$number == "degreesOfFreedom" && c$ours < c$theirs
  },
  "a share that is none or all has the interval of its records" = function(c) {
    c$question == "share, Korn and Graubard" && c$constant && is_end(c) && is.nan(c$theirs)
  },
  "no test of a mean that nothing in the records moves" = function(c) {
    c$question %in% c("difference, t", "difference, Wilcoxon") && c$still && is.na(c$ours) && c$number %in% c("value", "pValue")
  },
  "an interval on the logit scale takes its error from the share where a replicate has none or all" = function(c) {
    c$question == "share, logit" && c$extreme && is_end(c)
  },
  "records of weight 0 alone bring no stratum into a domain" = function(c) {
    c$kind == "average" && c$zero && c$question == "total by group" && (is_end(c) || c$number == "standardError")
  },
  "a level whose records all weigh 0 is no row of a table" = function(c) {
    c$question == "table, Rao and Scott" && c$weightless && is.nan(c$theirs)
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

explained_refusal <- function(sentence, theirs) {
  value <- unname(theirs[[1]][1])
  if (is.nan(value)) return("a refusal where R answers that it has no number")
  if (value > 1e20 && grepl("above 0.", sentence, fixed = TRUE)) return("no test of a table that the weights hold where it is")
  for (name in names(known_refusals)) if (grepl(known_refusals[[name]], sentence, fixed = TRUE)) return(name)
  NULL
}

# Whether all records of a group with a weight have one value: then nothing says how far its mean may be off.
is_still <- function(records, column) {
  known <- records[records$weight > 0 & !is.na(records[[column]]), ]
  any(tapply(known[[column]], known$two, function(values) length(unique(values)) < 2))
}

# Whether the records with a weight and an answer of some level, of which a coefficient is made, are of one unit.
has_single_unit_level <- function(records) {
  any(sapply(c("two", "group"), function(column) {
    any(sapply(c("y", "item", "grade"), function(outcome) {
      known <- records[records$weight > 0 & !is.na(records[[column]]) & !is.na(records[[outcome]]), ]
      any(tapply(known$unit, known[[column]], function(units) length(unique(units))) < 2)
    }))
  }))
}

# Whether in a group some replicate has none or all of the weight at the item.
has_extreme_share <- function(records, weights) {
  known <- !is.na(records$item)
  any(sapply(split(which(known), records$two[known]), function(rows) {
    whole <- colSums(weights[rows, , drop = FALSE])
    part <- colSums(weights[rows, , drop = FALSE] * records$item[rows])
    any(part == 0 | part == whole)
  }))
}

# What is special about a design's records, so that a known difference is claimed only where it can be the cause.
traits <- function(design) {
  records <- design$records
  replicates <- inherits(design$object, "svyrep.design")
  empty <- extreme <- FALSE
  if (replicates) {
    weights <- weights(design$object, "analysis")
    levels <- c(split(seq_len(nrow(records)), records$two), split(seq_len(nrow(records)), records$group))
    empty <- any(sapply(levels, function(rows) any(colSums(weights[rows, , drop = FALSE]) == 0)))
    extreme <- has_extreme_share(records, weights)
  }
  list(
    replicates = replicates, empty = empty, extreme = extreme,
    gaps = anyNA(records[c("y", "item", "group")]), single = has_single_unit_level(records),
    still = is_still(records, "y") || is_still(records, "x"),
    weightless = any(tapply(records$weight, records$group, sum) == 0, tapply(records$weight, records$two, sum) == 0), calibrated = !is.null(design$margins),
    ties = anyDuplicated(records$x) > 0, zero = any(records$weight == 0), missing = anyNA(records$group))
}
