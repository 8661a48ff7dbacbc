import ArgumentParser
import Foundation
import Peilstok

/// The command: its verbs, and how what goes wrong is said.
@main
struct PeilstokCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "peilstok",
    abstract: "Survey statistics and reproducible reports.",
    discussion: """
      Exit status: 0 when all went well, 1 when the data or a file is at fault, 64 when the command line is. One \
      sentence on standard error says what was expected and what was found.

      The manual, in the terminal:
      \(ManualTopic.list)

      Example:
        peilstok estimate apistrat.csv --weights pw --strata stype \\
          --population-size fpc --statistic mean --of api00 --by stype
      """,
    version: PeilstokVersion.current,
    subcommands: [
      ReportCommand.self, EstimateCommand.self, TestCommand.self, ModelCommand.self, WeighCommand.self,
      CheckCommand.self, ConvertCommand.self, CodebookCommand.self, DiscloseCommand.self, AttackCommand.self,
      SimulateCommand.self,
    ])

  static func main() {
    EndingSignals.cleanUp()
    do {
      if let verb = CommandLine.arguments.dropFirst().first, !verb.hasPrefix("-"), !verbs.contains(verb), verb != "help"
      {
        throw CommandError.unknownVerb(verb, nearest: nearestName(to: verb, among: verbs), known: verbs)
      }
      if CommandLine.arguments.dropFirst().first == "help", CommandLine.arguments.count == 3,
        let topic = ManualTopic(rawValue: CommandLine.arguments[2])
      {
        return try StandardOutput.write(topic.text)
      }
      // The parser would take the letters for options of one letter each, and the h among them for a call for help.
      if let word = CommandLine.arguments.dropFirst().prefix(while: { $0 != "--" }).first(where: isWordAfterOneDash) {
        throw CommandError.oneDash(word)
      }
      try RepeatedOptions.refuse(in: Array(CommandLine.arguments.dropFirst()), of: Self.self)
      var command = try parseAsRoot()
      try command.run()
    } catch {
      end(with: error, arguments: Array(CommandLine.arguments.dropFirst()))
    }
  }

  func run() throws {
    throw CommandError.noVerb(known: Self.verbs)
  }

  // A closure: the compiler crashes on a key path through a metatype.
  private static var verbs: [String] { configuration.subcommands.compactMap { $0.configuration.commandName } }

  private static func isWordAfterOneDash(_ argument: String) -> Bool {
    guard argument.hasPrefix("-"), !argument.hasPrefix("--"), argument.count > 2, Double(argument) == nil else {
      return false
    }
    return argument.contains { $0.isLetter }
  }

  /// Says in one sentence what went wrong and ends the program; help and version are no error.
  private static func end(with error: any Error, arguments: [String]) -> Never {
    switch error {
    case QuestionError.microdata(let error): end(with: error, arguments: arguments)
    case QuestionError.design(let error): end(with: error, arguments: arguments)
    case QuestionError.imputation(let error): end(with: error, arguments: arguments)
    case QuestionError.estimation(let error): end(with: error, arguments: arguments)
    case QuestionError.model(let error): end(with: error, arguments: arguments)
    case let error as QuestionError where error.isOfFile: fail(error.commandSentence)
    case let error as QuestionError: fail(error.commandSentence, help: verb(of: arguments))
    case let error as CommandError:
      fail(error.description, help: error.isUsage ? verb(of: arguments) : nil)
    case let error as ConversionError: fail(error.description)
    case let error as MicrodataError: fail(error.description, guide: ManualTopic(about: error))
    case let error as DesignError: fail(error.description)
    case let error as EstimationError: fail(error.description)
    case let error as ModelError: fail(error.sentence(penalty: penaltyOption(of: arguments)))
    case ImputationError.model(let error): fail(error.sentence(penalty: penaltyOption(of: arguments)))
    case let error as ImputationError: fail(error.description)
    case let error as DocumentError: fail(error.description)
    case let error as DisclosureError: fail(error.description)
    case let error as NotebookError: fail(error.description, guide: ManualTopic(about: error.problem))
    case _ where exitCode(for: error) == .validationFailure:
      fail(message(for: error), help: verb(of: arguments))
    default:
      exit(withError: error)
    }
  }

  /// A sentence that repeats what it was given is cut, so that it can be read.
  private static let mostCharacters = ComputationLimits.standard.messageCharacters

  private static func fail(_ sentence: String, help verb: String? = nil, guide: ManualTopic? = nil) -> Never {
    let lines = sentence.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
    // The parser lists many choices one a line.
    let listed = lines.filter { $0.hasPrefix("- ") }.map { String($0.dropFirst(2)) }
    var line = lines.filter { !$0.hasPrefix("- ") }.joined(separator: " ")
    if !listed.isEmpty { line += " " + choices(listed) }
    if let last = line.last, !".?!".contains(last) { line += "." }
    line = line.shortened(to: mostCharacters).withoutControlCharacters
    if let verb { line += " See '\(verb) --help'." }
    if let guide { line += " See 'peilstok help \(guide.rawValue)'." }
    try? FileHandle.standardError.write(contentsOf: Data("peilstok: \(MarkdownText.collapsed(line))\n".utf8))
    exit(withError: verb == nil ? ExitCode.failure : ExitCode.validationFailure)
  }

  /// The option that asks the verb for a penalised fit.
  private static func penaltyOption(of arguments: [String]) -> String? {
    verb(of: arguments) == "peilstok \(ModelCommand.configuration.commandName ?? "")" ? "--penalized" : nil
  }

  /// The verb that the arguments name, as it is called.
  private static func verb(of arguments: [String]) -> String {
    guard let verb = arguments.first, verbs.contains(verb) else { return "peilstok" }
    return "peilstok \(verb)"
  }
}
