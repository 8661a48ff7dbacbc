public import SurveyDesigns
public import SurveyMicrodata

/// How many people of the population have each combination of some levels, as a file of counts says.
public struct PopulationCounts: Sendable {
  /// The counts.
  public let margin: PopulationMargin
  /// The file; nil for counts that came from none.
  public let source: DataSource?

  /// Takes counts.
  public init(_ margin: PopulationMargin, source: DataSource? = nil) {
    self.margin = margin
    self.source = source
  }

  /// Reads a CSV file with a column "population" and one for each variable that it counts by.
  public init(contentsOf path: String) throws(QuestionError) {
    let data = try reading { () throws(MicrodataError) in try Microdata(contentsOf: path) }
    let file = data.sources.first?.fileName ?? data.name
    guard data.hasColumn("population") else { throw .noPopulationColumn(file: file) }
    let variables = data.columnNames.filter { $0 != "population" }.map { Categorical($0) }
    let (counts, factors) = try reading { () throws(MicrodataError) in
      (
        try data.numbers(of: "population"),
        try variables.map { variable throws(MicrodataError) in try data.factor(of: variable) }
      )
    }
    var cells: [[String]: Double] = [:]
    for row in counts.indices {
      let levels = factors.map { $0.codes[row] < 0 ? "" : $0.levels[Int($0.codes[row])] }
      guard cells[levels] == nil else { throw .repeatedPopulation(file: file, row: row + 1) }
      cells[levels] = counts[row]
    }
    self.init(.counts(of: variables, cells), source: data.sources.first)
  }
}
