import ArgumentParser
import Peilstok

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
