import ArgumentParser
import Peilstok

/// `peilstok test`: one question to the records that has a verdict.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Test an association, a difference between groups or a trend in survey records.",
    discussion: """
      DATA is a CSV file, plain or gzipped, a file of SPSS, Stata or SAS, or a datapackage.json with a codebook. \
      --rows and --columns ask whether two variables are associated; --difference whether groups differ on the \
      variable of --of; --trend whether the variable of --of changes over waves: a share by a logistic model on \
      orthogonal polynomials of the wave, a mean by contrasts with them. Records without a value are left out and \
      counted.

      Examples:
        peilstok test nhanes.csv --weights WTMEC2YR --strata SDMVSTRA \\
          --units SDMVPSU --nested --rows HI_CHOL --columns race

        peilstok test apistrat.csv --weights pw --strata stype \\
          --population-size fpc --difference sch.wide --of api00 --statistic wilcoxon

        peilstok test datapackage.json --weights weight --strata wave \\
          --trend wave --of life_grade --where "pooled == yes" --format json
      """)

  @OptionGroup
  var recordsOptions: RecordsOptions

  @OptionGroup(title: "Design")
  var design: DesignOptions

  @OptionGroup(title: "Variance")
  var varianceOptions: VarianceOptions

  @OptionGroup(title: "Weighting")
  var weighting: WeightingOptions

  @Option(help: ArgumentHelp("The variable of the rows of a table.", valueName: "column"))
  var rows: String?

  @Option(help: ArgumentHelp("The variable of the columns of a table.", valueName: "column"))
  var columns: String?

  @Option(help: ArgumentHelp("The variable of the groups that are compared.", valueName: "column"))
  var difference: String?

  @Option(help: ArgumentHelp("The variable of the waves, whose levels are numbers.", valueName: "column"))
  var trend: String?

  @Option(
    help: ArgumentHelp(
      "What is compared: a number, or a variable and its level.",
      discussion: "Without a level a variable of yes and no counts its yes.", valueName: "variable[=level]"))
  var of: String?

  @Option(
    help: ArgumentHelp(
      "What the trend of a share is adjusted for, as in a formula: \"age_group + sex\".", valueName: "terms"))
  var adjustedFor: String?

  @Option(
    help: ArgumentHelp(
      "The statistic. (default: rao-scott-f for a table, t for a difference)",
      discussion: """
        A table takes \(TableStatistic.allCases.map(\.rawValue).joined(separator: ", ")); a difference takes \
        \((["t"] + RankScore.allCases.map(\.rawValue)).joined(separator: ", ")).
        """))
  var statistic: String?

  @Option(help: "How the p-values of several comparisons are adjusted.")
  var multiplicity: MultiplicityAdjustment = .holm

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Which records are in the domain, such as \"age >= 12 and sex == girl\" or \"told is not asked\".",
      valueName: "condition"))
  var condition: String?

  @Option(help: "The probability with which an interval covers, between 0 and 1; 1 less it is the level of the test.")
  var level = "0.95"

  @Option(help: "The form of the answer.")
  var format: OutputFormat = .text

  func run() throws {
    let test = try TestQuestion(words)
    let question = try SurveyQuestion(design.words.adding(varianceOptions.words).adding(weighting.words))
    let dictionary = try recordsOptions.dictionary()
    let data = try recordsOptions.records(deriving: dictionary)
    var (answer, described) = try withProgress("Testing") {
      var described = try question.design(of: data)
      // The columns of the condition count among those that the answer rests on.
      if let condition = test.condition { described.design = try described.design.restricted(to: condition) }
      return (
        try test.answer(from: described.design, dictionary: dictionary, diagnostics: described.diagnostics), described
      )
    }
    let notes = described.readingNotes(of: data)
    answer.note(notes)
    warn(notes, beside: format)
    let provenance = Provenance(data: data, design: described, condition: self.condition)
    try StandardOutput.write(
      try answer.text(as: format, provenance: provenance, labels: LevelLabels(codebook: data.codebook)))
  }
}

extension TestCommand {
  /// The options as words.
  private var words: QuestionWords {
    QuestionWords(options: [
      "rows": rows, "columns": columns, "difference": difference, "trend": trend, "of": of,
      "adjusted-for": adjustedFor, "statistic": statistic, "multiplicity": multiplicity.rawValue,
      "where": condition, "level": level,
    ])
  }
}
