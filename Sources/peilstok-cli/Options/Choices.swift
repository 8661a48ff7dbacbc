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

/// What `--interval` takes.
enum IntervalChoice: String, CaseIterable, ExpressibleByArgument {
  case logit
  case kornGraubard = "korn-graubard"
  case wilson
  case wald

  var method: IntervalMethod {
    switch self {
    case .logit: .logit
    case .kornGraubard: .kornGraubard
    case .wilson: .wilson
    case .wald: .wald
    }
  }
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
