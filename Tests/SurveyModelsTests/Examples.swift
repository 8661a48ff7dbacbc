import SurveyDesigns
import SurveyMicrodata
import SurveyModels
import SurveyNumerics
import TestSupport
import Testing

/// Records from lists of numbers and levels.
func records(_ numbers: [String: [Double]] = [:], levels: [String: [String?]] = [:]) throws -> Microdata {
  var columns: [(name: String, values: Column)] = numbers.sorted { $0.key < $1.key }.map {
    ($0.key, .numbers($0.value))
  }
  columns += levels.sorted { $0.key < $1.key }.map { ($0.key, .factor(Factor($0.value))) }
  return try Microdata(name: "example", columns: columns)
}

/// A stream of numbers between 0 and 1 that is the same in every run.
struct Stream {
  var state: UInt64 = 1

  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    var bits = state
    bits ^= bits >> 33
    bits = bits &* 0xff51_afd7_ed55_8ccd
    bits ^= bits >> 33
    return Double(bits >> 11) / 9_007_199_254_740_992
  }
}

/// A made-up sample: 4 strata, 10 primary units in each, unequal weights, some answers missing.
func healthSample(rows: Int = 1200) throws -> Microdata {
  var stream = Stream()
  var (y, age, weight, unit, stratum): ([Double], [Double], [Double], [Double], [Double]) = ([], [], [], [], [])
  var (sex, region): ([String?], [String?]) = ([], [])
  for row in 0..<rows {
    let isFemale = stream.next() < 0.5
    let place = stream.next()
    let years = (12 + 60 * stream.next()).rounded()
    let predictor = -1 + 0.03 * (years - 40) + (isFemale ? 0.4 : 0) + (place < 0.3 ? 0.5 : 0)
    y.append(stream.next() < 0.02 ? .nan : stream.next() < 1 / (1 + power(-predictor)) ? 1 : 0)
    age.append(stream.next() < 0.01 ? .nan : years)
    weight.append(0.5 + 2 * stream.next())
    unit.append(Double(row % 40))
    stratum.append(Double(row % 40 / 10))
    sex.append(isFemale ? "female" : "male")
    region.append(place < 0.3 ? "city" : place < 0.6 ? "town" : "village")
  }
  return try records(
    ["y": y, "age": age, "weight": weight, "unit": unit, "stratum": stratum], levels: ["sex": sex, "region": region])
}

/// e to a power, by a series: enough for made-up data.
private func power(_ x: Double) -> Double {
  var (sum, term) = (1.0, 1.0)
  for k in 1..<60 {
    term *= x / Double(k)
    sum += term
  }
  return sum
}

/// The design of the made-up sample.
func healthDesign(_ data: Microdata) throws -> SurveyDesign {
  try SurveyDesign(data, weights: "weight", stages: [Stage(units: "unit", strata: "stratum")])
}

/// Expects two lists of numbers to be close.
func expectClose(
  _ observed: [Double], to expected: [Double], relative: Double = 1e-12, absolute: Double = 0,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(observed.count == expected.count, sourceLocation: sourceLocation)
  for (observed, expected) in paired(observed, expected) {
    #expect(
      isClose(observed, to: expected, relative: relative, absolute: absolute), sourceLocation: sourceLocation)
  }
}

/// Expects two matrices to be close, compared with the size of the diagonal.
func expectClose(
  _ observed: Matrix, to expected: Matrix, relative: Double = 1e-12, sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(observed.rowCount == expected.rowCount, sourceLocation: sourceLocation)
  for i in 0..<observed.rowCount {
    for j in 0..<observed.columnCount {
      let size = (expected[i, i] * expected[j, j]).squareRoot()
      #expect(
        isClose(observed[i, j], to: expected[i, j], relative: relative, absolute: relative * size),
        sourceLocation: sourceLocation)
    }
  }
}

/// The same columns for some of the rows, with other weights.
func rebuilt(_ data: Microdata, rows: [Int], weight: (Int) -> Double) throws -> Microdata {
  var columns: [(name: String, values: Column)] = []
  for name in data.columnNames {
    switch try data.column(name) {
    case .numbers(let values):
      columns.append((name, .numbers(rows.map { name == "weight" ? weight($0) : values[$0] })))
    case .factor(let factor):
      columns.append((name, .factor(Factor(codes: rows.map { factor.codes[$0] }, levels: factor.levels))))
    }
  }
  return try Microdata(name: data.name, columns: columns)
}
