# Asks random questions about random designs of the command and of R survey, and fails on a difference without a name.
#
# Rscript Tests/Differential/run.R COMMAND [DESIGNS] [FIRST-SEED]

suppressPackageStartupMessages(library(survey))
folder <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
for (file in c("designs.R", "questions.R", "comparing.R")) source(file.path(folder, file))

arguments <- commandArgs(trailingOnly = TRUE)
command <- arguments[1]
designs <- if (length(arguments) > 1) as.integer(arguments[2]) else 200
first <- if (length(arguments) > 2) as.integer(arguments[3]) else 1
scratch <- tempfile("differential")
dir.create(scratch)
options(survey.adjust.domain.lonely = FALSE)

compared <- 0
refused <- 0
named <- list()
unexplained <- character()

note <- function(name) named[[name]] <<- c(named[[name]], 1)
fault <- function(...) unexplained <<- c(unexplained, sprintf(...))

compare_rows <- function(design, question, seed) {
  theirs <- tryCatch(suppressWarnings(question$answer(design$object)), error = function(e) e)
  ours <- ask(command, question, design)
  label <- sprintf("seed %d, %s, %s", seed, design$kind, question$name)
  if (inherits(theirs, "error")) {
    refused <<- refused + 1
    if (!is.null(ours$error) && !ours$status %in% c(1, 64)) fault("%s: status %d", label, ours$status)
    return()
  }
  if (!is.null(ours$error)) {
    name <- explained_refusal(ours$error, theirs)
    if (is.null(name)) fault("%s: refused (%s), R answers", label, ours$error) else note(name)
    return()
  }
  if (question$verb != "estimate" && length(theirs) > length(ours$rows)) return(fault("%s: rows are missing", label))
  for (row in seq_along(theirs)) {
    key <- if (is.null(names(theirs)) || question$verb != "estimate") row else names(theirs)[row]
    mine <- ours$rows[[key]]
    if (is.null(mine)) { fault("%s: no row %s", label, key); next }
    freedom <- if (is.na(mine["degreesOfFreedom"])) Inf else unname(mine["degreesOfFreedom"])
    constant <- grepl("share", question$name) && (mine["value"] %in% c(0, 1))
    for (number in names(theirs[[row]])) {
      expected <- unname(theirs[[row]][number])
      observed <- unname(mine[number])
      compared <<- compared + 1
      if (same(observed, expected)) next
      name <- explanation(c(design$traits, list(number = number, ours = observed, theirs = expected,
        error = unname(theirs[[row]]["standardError"]), question = question$name, kind = design$kind, freedom = freedom, constant = constant)))
      if (is.null(name)) fault("%s, %s %s: %.12g here, %.12g in R", label, key, number, observed, expected) else note(name)
    }
  }
}

for (seed in seq(first, length.out = designs)) {
  set.seed(seed, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
  design <- tryCatch(random_design(scratch), error = function(e) e)
  if (inherits(design, "error")) { cat("seed", seed, "no design:", conditionMessage(design), "\n"); next }
  design$traits <- traits(design)
  options(survey.lonely.psu = if (is.null(design$lonely)) "fail" else design$lonely)
  for (question in questions) compare_rows(design, question, seed)
}
unlink(scratch, recursive = TRUE)

cat(sprintf("R %s, survey %s: %d designs, %d numbers compared, %d questions that R refuses\n",
  getRversion(), packageVersion("survey"), designs, compared, refused))
for (name in names(named)) cat(sprintf("%d numbers differ by convention: %s\n", length(named[[name]]), name))
if (length(unexplained) > 0) writeLines(head(unexplained, 60))
cat(sprintf("%d unexplained differences\n", length(unexplained)))
quit(status = if (length(unexplained) > 0) 1 else 0)
