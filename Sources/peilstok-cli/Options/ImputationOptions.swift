import ArgumentParser
import Peilstok

/// The options that say which missing answers are imputed.
struct ImputationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The variables whose missing answers are imputed.",
      discussion: """
        By chained equations that respect the design; they predict each other. Answers that were not asked are never \
        imputed. Results are pooled by Rubin's rules.
        """, valueName: "column,..."))
  var impute: String?

  @Option(help: ArgumentHelp("Further columns to predict them from.", valueName: "column,..."))
  var imputeFrom: String?

  @Option(
    help: ArgumentHelp(
      "The number of imputations, at most \(ComputationLimits.standard.imputations). (default: 20)", valueName: "count")
  )
  var imputations: String?

  @Option(
    help: ArgumentHelp(
      "How often each variable is drawn before an imputation is kept. (default: 10)", valueName: "count"))
  var iterations: String?

  @Option(
    help: ArgumentHelp(
      "Files of imputations that came with the data: the completed columns of the same records, a file for each.",
      valueName: "file,..."))
  var imputedFiles: String?

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A variable of which each imputation has a column of its own, such as math=PV1MATH-PV10MATH.",
      valueName: "name=columns"))
  var plausible: [String] = []
}

extension ImputationOptions {
  /// The options as words, without the seed.
  var words: QuestionWords {
    QuestionWords(options: [
      "impute": impute, "impute-from": imputeFrom, "imputations": imputations, "iterations": iterations,
      "imputed-files": imputedFiles,
    ]).adding(QuestionWords(["plausible": plausible]))
  }
}

/// Where imputations come from.
enum Imputations {
  case made(ImputationQuestion)
  case supplied(SuppliedImputations)

  /// Reads the options; nil where nothing is imputed.
  init?(_ words: QuestionWords) throws {
    if let supplied = try SuppliedImputations(words) {
      self = .supplied(supplied)
    } else if let question = try ImputationQuestion(words) {
      self = .made(question)
    } else {
      return nil
    }
  }
}

extension SurveyQuestion {
  /// Returns the design of records and, where answers are imputed, the completed designs.
  func designs(
    of data: Microdata, imputing imputations: Imputations?, deriving dictionary: IndicatorDictionary?
  ) throws -> (described: DescribedDesign, imputed: ImputedDesigns?) {
    if case .supplied(let supplied)? = imputations {
      return try designs(of: data, imputedBy: supplied, deriving: dictionary)
    }
    let described = try design(of: data)
    guard case .made(let question)? = imputations else { return (described, nil) }
    return (described, try question.completed(described.design, deriving: dictionary))
  }
}

extension ImputedDesigns {
  /// What was imputed in one sentence.
  var words: String {
    if summaries.isEmpty { return "Pooled over \(designs.count) imputations that came with the data." }
    let counts = Dictionary(summaries.map { ($0.variable, $0.imputedCount) }) { first, _ in first }
    let names = summaries.map(\.variable)
    let parts = names.indices.filter { names.firstIndex(of: names[$0]) == $0 }.map { position in
      "\"\(names[position])\" in \(Int((counts[names[position]] ?? 0).rounded())) records"
    }
    return "Imputed \(designs.count) times with seed \(seed): " + parts.joined(separator: ", ") + "."
  }
}
