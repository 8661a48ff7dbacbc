import Foundation
import Peilstok
import TestSupport
import Testing

/// Files whose records, columns and levels are shuffled give the same numbers, whatever is asked of them.
@Suite("The order of the records of a file")
struct RowOrderTests {
  /// Records in clusters of strata, some of them alike in everything; the last column has missing answers.
  private static let rows: [String] = (0..<96).map { row in
    let (cluster, stratum) = (row / 6, row / 24)
    let y = (row * 37) % 11
    let event = (row * 13) % 5 < 2 ? "yes" : "no"
    let kind = ["red", "green", "blue"][(row * 7) % 3]
    let told = (row * 29) % 7 == 0 ? "" : "\((row * 17) % 9 + y)"
    return "s\(9 - stratum),\(100 - cluster),\(1 + (row * 5) % 4),\(y),\(event),\(kind),\(told)"
  }
  private static let header = "stratum,cluster,w,y,event,kind,told"

  private static func file(shuffled seed: Int) -> String {
    // A fixed permutation for each seed: multiplication modulo a prime above the number of records.
    let order = rows.indices.sorted { ($0 + 1) * (seed + 3) % 97 < ($1 + 1) * (seed + 3) % 97 }
    return ([header] + (seed == 0 ? rows : order.map { rows[$0] })).joined(separator: "\n") + "\n"
  }

  private static let design = "--weights w --strata stratum --units cluster"
  private static let questions = [
    "estimate DATA.csv \(design) --statistic mean --of y --by kind --variance jackknife",
    "estimate DATA.csv \(design) --statistic mean --of y --by kind --variance bootstrap --replicates 20",
    "estimate DATA.csv --weights w --statistic mean --of y --by kind --variance bootstrap --replicates 20",
    "estimate DATA.csv --weights w --strata stratum --statistic prevalence --of event=yes --variance bootstrap",
    "estimate DATA.csv \(design) --statistic quantile --of y --rule hf7 --quantile 0.25,0.5,0.75 --by event",
    "estimate DATA.csv \(design) --statistic quantile --of y --quantile 0.5 --interval replicate --variance bootstrap",
    "estimate DATA.csv --weights w --statistic mean --of told --impute told --impute-from y,event,kind --imputations 4",
    "estimate DATA.csv \(design) --statistic mean --of told --impute told --impute-from y,event --imputations 3 --by kind",
    "test DATA.csv \(design) --difference event --of y --statistic median",
    "test DATA.csv \(design) --difference kind --of y --statistic kruskal-wallis",
    "test DATA.csv --weights w --rows event --columns kind --variance bootstrap --replicates 30",
    "model DATA.csv \(design) --variance bootstrap --replicates 20 --family gaussian --formula y ~ event",
  ]

  @Test(arguments: questions) func `shuffled records give the same numbers`(_ question: String) throws {
    let numbers = try [0, 1, 2].map { seed in
      try withFiles(["DATA.csv": Self.file(shuffled: seed)]) { folder in
        let words = question.components(separatedBy: " y ~ ")
        var arguments = words[0].split(separator: " ").map(String.init)
        if words.count > 1 { arguments.append("y ~ " + words[1]) }
        let run = try peilstok(arguments + ["--format", "csv"], in: folder)
        try #require(run.status == 0, "\(question): \(run.errors)")
        return run.output.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
      }
    }
    #expect(numbers[0].count > 1)
    for other in numbers.dropFirst() {
      try #require(other.count == numbers[0].count)
      for (line, expected) in paired(other, numbers[0]) {
        try #require(line.count == expected.count)
        for (field, wanted) in paired(line, expected) {
          guard let found = Double(field), let number = Double(wanted) else {
            #expect(field == wanted)
            continue
          }
          #expect(isClose(found, to: number, relative: 1e-9, absolute: 1e-12), "\(question): \(found), \(number)")
        }
      }
    }
  }
}
