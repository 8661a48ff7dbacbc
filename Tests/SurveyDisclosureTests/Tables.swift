import SurveyDisclosure
import SurveyNumerics

/// A table of random counts with all its margins.
struct RandomTable {
  let dimensions: [String]
  var labels: [[String]] = []
  var counts: [Int] = []
  var hierarchies: [Hierarchy] = []

  /// Draws a table; with a hierarchy the labels of the first dimension lie three and three below others.
  init(_ sizes: [Int], mean: Double, seed: UInt64, hierarchical: Bool = false) throws {
    dimensions = sizes.indices.map { "d\($0)" }
    var stream = RandomStream(seed: seed, stream: 11)
    var sums: [[String]: Int] = [:]
    var order: [[String]] = []
    var places = [Int](repeating: 0, count: sizes.count)
    while true {
      // Skewed as counts of surveys are: many small, few large.
      let count = Int(-mean * _log(stream.uniform()))
      var keys: [[String]] = [[]]
      for (dimension, place) in places.enumerated() {
        let region = hierarchical && dimension == 0 ? ["R\(place / 3)"] : []
        keys = keys.flatMap { key in (["l\(place)"] + region + ["Total"]).map { key + [$0] } }
      }
      for key in keys {
        if sums[key] == nil { order.append(key) }
        sums[key, default: 0] += count
      }
      guard let next = places.indices.last(where: { places[$0] + 1 < sizes[$0] }) else { break }
      places[next] += 1
      for later in places.indices where later > next { places[later] = 0 }
    }
    labels = order
    counts = order.map { sums[$0] ?? 0 }
    if hierarchical {
      hierarchies = [
        try Hierarchy(
          of: "d0", parents: Dictionary(uniqueKeysWithValues: (0..<sizes[0]).map { ("l\($0)", "R\($0 / 3)") }))
      ]
    }
  }

  /// The table, with its rows in another order if one is given.
  func table(order: [Int]? = nil) throws -> CountTable {
    let order = order ?? Array(labels.indices)
    return try CountTable(
      dimensions: dimensions, labels: order.map { labels[$0] }, counts: order.map { counts[$0] },
      hierarchies: hierarchies)
  }
}

/// The natural logarithm of a number from 0 to 1, close enough to draw counts.
private func _log(_ x: Double) -> Double {
  var (mantissa, exponent) = (x.significand, Double(x.exponent))
  if mantissa > 1.5 { (mantissa, exponent) = (mantissa / 2, exponent + 1) }
  let z = (mantissa - 1) / (mantissa + 1)
  return exponent * 0.693147180559945 + 2 * (z + z * z * z / 3 + z * z * z * z * z / 5)
}

/// A table of two dimensions, given as its inner rows, with all margins; nil counts are withheld.
func crossTable(_ inner: [[Int?]], rowTotals: [Int?], columnTotals: [Int?], total: Int?) throws -> CountTable {
  var labels: [[String]] = []
  var counts: [Int?] = []
  for (row, values) in inner.enumerated() {
    for (column, count) in values.enumerated() {
      labels.append(["r\(row + 1)", "c\(column + 1)"])
      counts.append(count)
    }
    labels.append(["r\(row + 1)", "Total"])
    counts.append(rowTotals[row])
  }
  for (column, count) in columnTotals.enumerated() {
    labels.append(["Total", "c\(column + 1)"])
    counts.append(count)
  }
  return try CountTable(
    dimensions: ["row", "column"], labels: labels + [["Total", "Total"]], counts: counts + [total])
}
