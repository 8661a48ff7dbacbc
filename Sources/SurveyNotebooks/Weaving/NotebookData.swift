internal import Foundation
internal import SurveyDesigns
internal import SurveyMicrodata

/// The records, design and definitions of a notebook, read from the files that its front matter names.
struct NotebookData {
  let recipe: DesignRecipe
  let design: SurveyDesign
  let dictionary: IndicatorDictionary?
  /// Every file that was read.
  let sources: [DataSource]

  /// Reads the data of a notebook; nil where it declares none.
  static func reading(_ frontMatter: FrontMatter, folder: URL) throws(NotebookError) -> NotebookData? {
    guard !frontMatter.dataFiles.isEmpty else { return nil }
    let node = frontMatter.node
    let paths = frontMatter.dataFiles.map { folder.path(of: $0) }
    guard let path = paths.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
      throw frontMatter.dataNode.error(.dataNotFound(frontMatter.dataFiles, published: frontMatter.published))
    }
    var data = try node.reading { () throws(MicrodataError) in
      if let codebook = frontMatter.codebookFile {
        return try Microdata(contentsOf: path, codebook: folder.path(of: codebook))
      }
      return try Microdata(contentsOf: path)
    }
    var sources = data.sources
    var dictionary: IndicatorDictionary?
    if let file = frontMatter.dictionaryFile {
      let path = folder.path(of: file)
      let records = data
      let read = try node.reading { () throws(MicrodataError) in try IndicatorDictionary(contentsOf: path) }
      data = try node.reading { () throws(MicrodataError) in try records.deriving(read) }
      sources.append(read.source)
      dictionary = read
    }
    var weighting: DesignRecipe.Weighting?
    if let declared = frontMatter.weighting {
      let (margins, read) = try declared.margins(folder: folder)
      guard !margins.isEmpty else {
        throw declared.node.error(.unexpectedValue(key: "margins", expected: "a file with a row for each level"))
      }
      guard declared.method == .raking || margins.count == 1 else {
        throw declared.node.error(
          .unexpectedValue(key: "variables", expected: "one variable for poststratification, not \(margins.count)"))
      }
      sources += read
      weighting = DesignRecipe.Weighting(node: declared.node, method: declared.method, margins: margins)
    }
    let recipe = DesignRecipe(
      records: data, node: frontMatter.design?.node ?? node, declaration: frontMatter.design, weighting: weighting)
    return NotebookData(
      recipe: recipe, design: try recipe.design(), dictionary: dictionary, sources: sources)
  }
}

extension WeightingDeclaration {
  /// Reads the population counts.
  func margins(folder: URL) throws(NotebookError) -> (margins: [PopulationMargin], sources: [DataSource]) {
    let path = folder.path(of: marginsFile)
    let cells = try node.reading { () throws(MicrodataError) in try Microdata(contentsOf: path) }
    let (names, counts, levels) = try node.reading { () throws(MicrodataError) in
      let within = try self.within.map { name throws(MicrodataError) in try cells.factor(of: Categorical(name)) }
      return (
        try cells.factor(of: "variable"), try cells.numbers(of: "count"), within + [try cells.factor(of: "level")]
      )
    }
    var margins: [PopulationMargin] = []
    for name in variables.isEmpty ? names.levels : variables {
      guard let code = names.levels.firstIndex(of: name) else {
        throw node.error(
          .unknownWord(name, key: "variables", nearest: nearestName(to: name, among: names.levels), known: names.levels)
        )
      }
      var countOfLevels: [[String]: Double] = [:]
      for row in 0..<cells.rowCount where names.codes[row] == code {
        countOfLevels[levels.map { $0.codes[row] < 0 ? "" : $0.levels[Int($0.codes[row])] }] = counts[row]
      }
      margins.append(.counts(of: (within + [name]).map { Categorical($0) }, countOfLevels))
    }
    return (margins, cells.sources)
  }
}

extension NotebookNode {
  /// Runs a step on the design and places its error here.
  func designing<Result>(_ step: () throws(DesignError) -> Result) throws(NotebookError) -> Result {
    do { return try step() } catch { throw self.error(.design(error)) }
  }
}
