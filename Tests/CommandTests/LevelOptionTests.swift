import Foundation
import Testing

/// What a command line says about levels and says twice: it is used or refused, and never dropped in silence.
@Suite struct `Options of columns` {
  private static let records =
    "y,w,u,s,n,sex,crime,told\n"
    + (0..<24).map {
      "\($0 % 7),\(1 + $0 % 3),\($0),\($0 % 2 + 1),100,\($0 % 3 == 0 ? "m" : "f"),\($0 % 5 < 2 ? "a" : "b"),\($0 % 4 == 0 ? "" : "\($0 % 2)")\n"
    }
    .joined()

  private static let estimate = "estimate d.csv --statistic mean --of y"
  private static let test = "test d.csv --weights w"

  /// A command line that is right, and the option whose column is then given a level.
  private static let options: [(line: String, option: String, column: String)] =
    [
      (estimate, "--weights", "w"), (estimate, "--strata", "s"), ("\(estimate) --weights w", "--units", "u"),
      ("\(estimate) --weights w", "--population-size", "n"),
      ("\(estimate) --weights w --strata s", "--collapse-strata", "s"),
      ("\(estimate) --weights w --units u", "--overlapping-waves", "s"), ("\(estimate) --weights w", "--by", "sex"),
      ("\(test) --columns crime", "--rows", "sex"), ("\(test) --rows sex", "--columns", "crime"),
      ("\(test) --of y", "--difference", "sex"), ("\(test) --of y", "--trend", "s"),
      ("model d.csv --formula told~sex", "--weights", "w"),
      ("model d.csv --weights w --formula told~sex", "--strata", "s"),
      ("check d.csv --weights w", "--by", "sex"), ("check d.csv", "--weights", "w"), ("check d.csv", "--strata", "s"),
      ("\(estimate) --weights w --statistic-of x", "--impute", "told"),
    ].filter { !$0.line.contains("statistic-of") } + [
      ("estimate d.csv --statistic prevalence --of told --weights w", "--impute", "told"),
      ("estimate d.csv --statistic prevalence --of told --weights w --impute told", "--impute-from", "sex"),
    ]

  @Test(arguments: options.indices)
  func `that take no level refuse one, known or not`(position: Int) throws {
    let (line, option, column) = Self.options[position]
    try withFiles(["d.csv": Self.records]) { folder in
      for level in ["1", "m", "nosuch"] {
        let run = try peilstok("\(line) \(option) \(column)=\(level)", in: folder)
        #expect(run.status == 64 && run.output == "")
        #expect(
          run.errors.hasPrefix("peilstok: \(option) takes columns and not their levels; found \"\(column)=\(level)\"."),
          "\(run.errors)")
      }
      let misspelt = try peilstok("\(line) \(option) \(column)x=1", in: folder)
      #expect(misspelt.errors.hasPrefix("peilstok: There is no column named \"\(column)x\"."), "\(misspelt.errors)")
    }
  }

  /// What `--experimental-dump-help` says of the verbs and their options.
  private struct Tool: Decodable {
    let command: Command

    struct Command: Decodable {
      let commandName: String
      let subcommands: [Command]?
      let arguments: [Argument]?
    }

    struct Argument: Decodable {
      let kind: String
      let isRepeating: Bool
      let names: [Name]?
    }

    struct Name: Decodable { let kind, name: String }
  }

  @Test func `and all others that hold one value are refused when they are given again`() throws {
    let run = try peilstok(["--experimental-dump-help"])
    let tool = try JSONDecoder().decode(Tool.self, from: Data(run.output.utf8))
    var count = 0
    for verb in tool.command.subcommands ?? [] where verb.commandName != "help" {
      for argument in verb.arguments ?? [] where argument.kind == "option" {
        for name in argument.names ?? [] where name.kind == "long" {
          let option = "--\(name.name)"
          let repeated = try peilstok([verb.commandName, "d.csv", option, "a", "\(option)=b"])
          let isRefused = repeated.errors.hasPrefix("peilstok: \(option) is given twice")
          #expect(isRefused == !argument.isRepeating, "\(verb.commandName) \(option): \(repeated.errors)")
          #expect(argument.isRepeating || repeated.status == 64)
          count += 1
        }
      }
    }
    #expect(count > 100)
  }

  @Test func `that take several values take each of them`() throws {
    try withFiles(["d.csv": Self.records]) { folder in
      let run = try peilstok(
        "model d.csv --weights w --family multinomial --formula s~y --adjusted y --of-level 1 --of-level 2", in: folder)
      #expect(!run.errors.contains("given twice"), "\(run.errors)")
    }
  }
}
