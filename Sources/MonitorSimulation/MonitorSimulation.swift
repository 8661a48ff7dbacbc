internal import Foundation

/// A seeded generator of the synthetic monitor of violence at home among children.
///
/// It makes three waves (2020, 2022, 2024) with exactly 1,994, 2,347 and 2,729 records. Children are drawn from a model of a
/// population, through a model of an open questionnaire that some find sooner than others, so that unweighted figures
/// are off and weights repair part of it. The true values of the population are exact sums over the same model.
///
/// The same seed gives the same bytes: each record has its own random stream, keyed by the seed, the wave and the
/// record's position.
///
/// ```swift
/// try MonitorSimulation(seed: 2024).write(to: "datasets/monitor")
/// ```
public struct MonitorSimulation: Sendable {
  /// The seed of every random stream.
  public let seed: UInt64

  /// Creates a generator.
  public init(seed: UInt64) { self.seed = seed }

  /// Returns the files of the dataset with their contents, in a fixed order.
  public func files() -> [(name: String, contents: String)] {
    files(of: Dataset(seed: seed))
  }

  /// Returns the files of records that were made before.
  package func files(of dataset: Dataset) -> [(name: String, contents: String)] {
    let tables = [
      ("monitor.csv", dataset.csv),
      (
        "population-margins.csv",
        csv(MonitorColumns.marginFields.map(\.name), dataset.margins.flatMap(\.lines))
      ),
      ("truth.csv", csv(TrueValues.header, TrueValues.ofPopulation.lines.map(\.cells))),
      ("sample-flow.csv", csv(SampleFlow.header, SampleFlow.lines)),
      ("datapackage.json", DataPackageText.text(seed: seed)),
      ("indicators.yaml", IndicatorDictionaryText.text),
    ]
    return tables + [("README.md", ReadmeText.text(seed: seed, files: tables))]
  }

  /// Writes the dataset into a folder, which is made where it is absent.
  ///
  /// - Throws: The error of the file system where the folder or a file cannot be written.
  public func write(to folder: String) throws {
    let folder = URL(filePath: folder, directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, contents) in files() {
      try Data(contents.utf8).write(to: folder.appending(path: name), options: .atomic)
    }
  }
}

/// Returns a table as CSV; a cell with a comma stands in quotation marks.
package func csv(_ header: [String], _ lines: [[String]]) -> String {
  ([header] + lines).map { cells in
    cells.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",") + "\n"
  }.joined()
}
