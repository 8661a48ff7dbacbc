internal import Foundation
internal import SurveyDesigns
internal import SurveyMicrodata
internal import SurveyQuestions

/// The records, design and definitions of a notebook, read from the files that its front matter names.
struct NotebookData {
  let recipe: DesignRecipe
  let described: DescribedDesign
  let dictionary: IndicatorDictionary?
  /// Every file that was read.
  let sources: [DataSource]

  var design: SurveyDesign { described.design }

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
        return try Microdata(
          contentsOf: path, codebook: folder.path(of: codebook), format: frontMatter.reading.format)
      }
      return try Microdata(contentsOf: path, format: frontMatter.reading.format)
    }
    data = try frontMatter.reading.ordered(data)
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
    let recipe = DesignRecipe(
      records: data, question: try frontMatter.question(folder: folder), node: frontMatter.design.node,
      weightingNode: frontMatter.weighting?.node ?? node, folder: folder)
    let described = try recipe.design()
    return NotebookData(
      recipe: recipe, described: described, dictionary: dictionary, sources: sources + described.sources)
  }
}

extension NotebookNode {
  /// Runs a step on the design and places its error here.
  func designing<Result>(_ step: () throws(DesignError) -> Result) throws(NotebookError) -> Result {
    do { return try step() } catch { throw self.error(.design(error)) }
  }
}
