import SurveyNumerics

/// Numbers between -1 and 1 that look random and are the same in every run.
func scattered(_ count: Int, seed: UInt64 = 1) -> [Double] {
  var state = seed &* 0x9e37_79b9_7f4a_7c15
  return (0..<count).map { _ in
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(Int64(bitPattern: state) >> 11) / Double(1 << 52)
  }
}

func scatteredMatrix(_ rowCount: Int, _ columnCount: Int, seed: UInt64 = 1) -> Matrix {
  Matrix(rowCount: rowCount, columnCount: columnCount, columnMajor: scattered(rowCount * columnCount, seed: seed))
}

/// The largest absolute difference between elements.
func distance(_ a: Matrix, _ b: Matrix) -> Double {
  zip(a.elements, b.elements).reduce(0) { max($0, abs($1.0 - $1.1)) }
}
