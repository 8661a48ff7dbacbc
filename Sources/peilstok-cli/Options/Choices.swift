import ArgumentParser
import Peilstok

/// What `--statistic` takes.
enum StatisticChoice: String, CaseIterable, ExpressibleByArgument {
  case mean
  case total
  case prevalence
  case ratio
  case quantile
}

/// What `--format` takes.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
  case csv
  case markdown
}

/// What `--format` of `check` takes.
enum CheckFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case json
  case markdown
}

/// What `--family` takes.
enum FamilyChoice: String, CaseIterable, ExpressibleByArgument {
  case binomial
}
