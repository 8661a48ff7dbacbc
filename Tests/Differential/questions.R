# The questions: what the command is asked, and the same from R, as named numbers.

# A calibrated design keeps the records outside a domain with weight 0, where a missing answer would still count.
known <- function(design, ...) {
  variables <- c(...)
  kept <- rowSums(is.na(design$variables[variables])) == 0
  domain <- design[kept, ]
  for (variable in variables) {
    values <- domain$variables[[variable]]
    domain$variables[[variable]][is.na(values)] <- na.omit(values)[1]
  }
  domain
}

in_group <- function(design, by, level) {
  values <- design$variables[[by]]
  design[!is.na(values) & values == level, ]
}

# Value, standard error and t interval of one domain; R's confint takes z unless it is told the degrees of freedom.
numbers_of <- function(statistic, domain) {
  freedom <- degf(domain)
  value <- as.numeric(coef(statistic))[1]
  error <- as.numeric(SE(statistic))[1]
  margin <- if (freedom > 0) qt(0.975, freedom) * error else NA
  c(value = value, standardError = error, degreesOfFreedom = freedom, lower = value - margin, upper = value + margin,
    unweightedCount = sum(weights(domain, "sampling") != 0))
}

share_of <- function(variable, method, domain) {
  formula <- as.formula(sprintf("~I(%s == 1)", variable))
  statistic <- svyciprop(formula, domain, method = method, df = degf(domain))
  ends <- as.numeric(attr(statistic, "ci"))
  c(value = as.numeric(coef(statistic)), lower = ends[1], upper = ends[2])
}

# Survey 4.1-1 can miss the value at an end of the interval (4.5 does not): here R gives the interval of the share up
# to the median, and the ends are the smallest values whose shares reach it.
median_of <- function(domain) {
  values <- domain$variables$x
  weight <- weights(domain, "sampling")
  value_at <- function(share) {
    order <- order(values[weight != 0])
    reached <- cumsum(weight[weight != 0][order]) / sum(weight) >= share * (1 - 1e-12)
    values[weight != 0][order][which(reached)[1]]
  }
  median <- value_at(0.5)
  domain$variables$below <- as.numeric(values <= median)
  share <- svymean(~below, domain)
  freedom <- degf(domain)
  ends <- as.numeric(confint(share, df = freedom))
  inside <- ends >= 0 & ends <= 1
  ends <- ifelse(inside, sapply(pmin(pmax(ends, 0), 1), value_at), NA)
  c(value = median, lower = ends[1], upper = ends[2], standardError = diff(ends) / (2 * qt(0.975, freedom)))
}

estimate_question <- function(name, options, variables, answer, by = NULL) {
  list(name = name, verb = "estimate", options = options, by = by, answer = function(design) {
    domain <- known(design, variables)
    if (is.null(by)) return(list(answer(domain)))
    levels <- sort(unique(na.omit(domain$variables[[by]])))
    lapply(setNames(levels, levels), function(level) answer(in_group(domain, by, level)))
  })
}

# R's covariance has the weights of the iteration before the last one: a second fit that starts at the solution has its
# own. svyglm looks its arguments up where the formula was made, so they are values in the call.
fit_of <- function(formula, family) function(design) {
  fit_from <- function(start) {
    arguments <- list(formula, design, family = family, control = glm.control(epsilon = 1e-14, maxit = 200), start = start)
    suppressWarnings(do.call(svyglm, arguments))
  }
  fit <- fit_from(NULL)
  if (fit$df.residual < 1) stop("no degrees of freedom")
  if (!fit$converged || max(abs(coef(fit))) > 12) stop("separated")
  if (!inherits(design, "svyrep.design")) fit <- fit_from(coef(fit))
  table <- cbind(estimate = coef(fit), standardError = sqrt(diag(vcov(fit))))
  lapply(seq_len(nrow(table)), function(row) c(table[row, ], degreesOfFreedom = fit$df.residual))
}

questions <- list(
  estimate_question("mean", c("--statistic", "mean", "--of", "y"), "y", function(d) numbers_of(svymean(~y, d), d)),
  estimate_question("mean by group", c("--statistic", "mean", "--of", "y", "--by", "two"), "y",
    function(d) numbers_of(svymean(~y, d), d), by = "two"),
  estimate_question("total", c("--statistic", "total", "--of", "x"), "x", function(d) numbers_of(svytotal(~x, d), d)),
  estimate_question("total by group", c("--statistic", "total", "--of", "item", "--by", "group"), "item",
    function(d) numbers_of(svytotal(~item, d), d), by = "group"),
  estimate_question("ratio", c("--statistic", "ratio", "--of", "y", "--over", "x"), c("y", "x"),
    function(d) numbers_of(svyratio(~y, ~x, d), d)),
  estimate_question("variance", c("--statistic", "variance", "--of", "x"), "x", function(d) {
    numbers_of(svyvar(~x, d), d)[c("value", "standardError")]
  }),
  estimate_question("share, logit", c("--statistic", "prevalence", "--of", "item=1", "--by", "two"), "item",
    function(d) share_of("item", "logit", d), by = "two"),
  estimate_question("share, arcsine", c("--statistic", "prevalence", "--of", "item=1", "--interval", "arcsine"), "item",
    function(d) share_of("item", "asin", d)),
  estimate_question("share, Korn and Graubard",
    c("--statistic", "prevalence", "--of", "item=1", "--interval", "korn-graubard"), "item",
    function(d) share_of("item", "beta", d)),
  estimate_question("share, xlogit", c("--statistic", "prevalence", "--of", "rare=1", "--interval", "xlogit"), "rare",
    function(d) share_of("rare", "xlogit", d)),
  estimate_question("median", c("--statistic", "quantile", "--of", "x"), "x", median_of),
  list(name = "table, Rao and Scott", verb = "test", options = c("--rows", "two", "--columns", "group"),
    answer = function(design) {
      test <- svychisq(~two + group, known(design, c("two", "group")))
      list(c(value = unname(test$statistic), degreesOfFreedom = unname(test$parameter[1]),
        residualDegreesOfFreedom = unname(test$parameter[2]), pValue = unname(test$p.value)))
    }),
  list(name = "difference, t", verb = "test", options = c("--difference", "two", "--of", "y"), answer = function(design) {
    test <- svyttest(y ~ two, known(design, "y"))
    list(c(value = unname(test$statistic), degreesOfFreedom = unname(test$parameter), pValue = unname(test$p.value),
      estimate = unname(test$estimate)))
  }),
  list(name = "difference, Wilcoxon", verb = "test",
    options = c("--difference", "two", "--of", "x", "--statistic", "wilcoxon"), answer = function(design) {
      test <- svyranktest(x ~ two, design)
      list(c(value = unname(test$statistic), degreesOfFreedom = unname(test$parameter), pValue = unname(test$p.value)))
    }),
  list(name = "model, gaussian", verb = "model", options = c("--family", "gaussian", "--formula", "y ~ x + group"),
    answer = fit_of(y ~ x + group, gaussian())),
  list(name = "model, logistic", verb = "model", options = c("--formula", "item ~ x + two"),
    answer = fit_of(item ~ x + two, quasibinomial())),
  list(name = "model, Poisson", verb = "model", options = c("--family", "poisson", "--formula", "grade ~ x + two"),
    answer = fit_of(grade ~ x + two, quasipoisson()))
)

# The command's answer as a list of named numbers, one for each row.
ask <- function(command, question, design) {
  arguments <- c(question$verb, design$file, design$options, question$options, "--format", "csv")
  # Notes stand on standard error beside an answer.
  errors <- tempfile("errors")
  output <- suppressWarnings(system2(command, shQuote(arguments), stdout = TRUE, stderr = errors))
  status <- attr(output, "status")
  if (!is.null(status)) return(list(error = paste(readLines(errors), collapse = " "), status = status))
  table <- read.csv(text = output, check.names = FALSE, stringsAsFactors = FALSE)
  if (question$verb == "test") {
    freedom <- strsplit(as.character(table$degreesOfFreedom), " ")
    table$degreesOfFreedom <- as.numeric(sapply(freedom, `[`, 1))
    table$residualDegreesOfFreedom <- as.numeric(sapply(freedom, `[`, 2))
  }
  rows <- lapply(seq_len(nrow(table)), function(row) {
    values <- suppressWarnings(sapply(table[row, ], as.numeric))
    values[!is.na(names(values))]
  })
  if (!is.null(question$by)) names(rows) <- as.character(table[[paste0("domain.", question$by)]])
  list(rows = rows)
}
