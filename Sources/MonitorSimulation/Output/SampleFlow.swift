/// How many questionnaires became records, wave by wave, and why the pooled file has 11 records fewer.
package enum SampleFlow {
  static let header = ["wave", "order", "step", "records", "reason"]

  private static let steps = [
    ("opened", ""), ("started", "left at the first page"), ("eligible", "not aged 8 to 18, or no consent"),
    ("complete", "stopped before the last page"),
    ("analysed", "no life grade, or sex, age, province or education missing"),
  ]

  /// The lines of the table.
  package static var lines: [[String]] {
    var lines: [[String]] = []
    for wave in Wave.allCases {
      let counts = wave.flowBeforeAnalysis + [wave.recordCount]
      for (order, (step, count)) in zip(steps, counts).enumerated() {
        lines.append([wave.name, String(order + 1), step.0, String(count), step.1])
      }
      let pooled = wave.recordCount - wave.suspectedDuplicateCount
      lines.append([wave.name, String(steps.count + 1), "pooled", String(pooled), duplicateReason])
    }
    let analysed = Wave.allCases.reduce(0) { $0 + $1.recordCount }
    let pooled = Wave.allCases.reduce(0) { $0 + $1.recordCount - $1.suspectedDuplicateCount }
    lines.append([Wave.pooledName, String(steps.count), "analysed", String(analysed), "the three waves together"])
    lines.append([Wave.pooledName, String(steps.count + 1), "pooled", String(pooled), duplicateReason])
    return lines
  }

  private static let duplicateReason = "suspected duplicates, left out when waves are pooled"
}
