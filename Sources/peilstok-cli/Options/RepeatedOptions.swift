import ArgumentParser
import Foundation

/// Refuses options that are given more than once and hold one value, of which the parser would take the last in silence.
///
/// Which options hold one value is what the commands themselves declare, so that a new option needs nothing here.
struct RepeatedOptions {
  /// What `--experimental-dump-help` says of a command, as far as it is needed.
  private struct Tool: Decodable {
    let command: Command

    struct Command: Decodable {
      let commandName: String
      let arguments: [Argument]?
      let subcommands: [Command]?
    }

    struct Argument: Decodable {
      let kind: String
      let isRepeating: Bool
      let names: [Name]?
    }

    struct Name: Decodable {
      let kind: String
      let name: String
    }
  }

  /// Throws for the first option in the arguments that is given again and holds one value.
  static func refuse(in arguments: [String], of root: any ParsableCommand.Type) throws {
    let options = arguments.prefix { $0 != "--" }.filter { $0.hasPrefix("--") }.map { argument in
      String(argument.prefix { $0 != "=" })
    }
    let counts = options.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    guard let verb = arguments.first, counts.values.contains(where: { $0 > 1 }) else { return }
    let single = try singleOptions(of: verb, in: root)
    for option in options {
      if let count = counts[option], count > 1, single.contains(option) {
        throw CommandError.repeatedOption(option, count: count)
      }
    }
  }

  private static func singleOptions(of verb: String, in root: any ParsableCommand.Type) throws -> Set<String> {
    let tool = try JSONDecoder().decode(Tool.self, from: Data(root._dumpHelp().utf8))
    let arguments = tool.command.subcommands?.first { $0.commandName == verb }?.arguments ?? []
    let single = arguments.filter { $0.kind == "option" && !$0.isRepeating }
    return Set(single.flatMap { $0.names ?? [] }.filter { $0.kind == "long" }.map { "--\($0.name)" })
  }
}
