/// A wave of the monitor: the year, the sizes and the steps from opened questionnaires to analysed records.
package enum Wave: Int, CaseIterable, Sendable {
  case first, second, third

  package var year: Int { 2020 + 2 * rawValue }

  var name: String { String(year) }

  /// The published numbers of records, which the simulated waves have exactly.
  package var recordCount: Int { [1994, 2347, 2729][rawValue] }

  /// The synthetic number of children aged 8 to 18: close to the real one, and invented.
  package var populationSize: Int { [2_196_000, 2_189_000, 2_181_000][rawValue] }

  /// The records that a pooled file leaves out as suspected duplicates; 11 together, as between the published counts
  /// 1,994 + 2,347 + 2,729 and 7,059.
  var suspectedDuplicateCount: Int { [3, 3, 5][rawValue] }

  /// Synthetic numbers of questionnaires opened, started, eligible and complete.
  package var flowBeforeAnalysis: [Int] {
    [[4210, 3120, 2868, 2051], [5034, 3687, 3391, 2418], [5912, 4268, 3940, 2815]][rawValue]
  }

  /// The name of the pooled waves in tables.
  static let pooledName = "2020-2024"
}
