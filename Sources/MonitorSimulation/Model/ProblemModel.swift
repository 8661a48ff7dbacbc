/// Problems beside violence: each present or not, independent of the others given the strain.
package enum Problem: Int, CaseIterable, Sendable {
  case unsafeHome, smallNetwork, housing, school, poverty, parents, bullying

  /// Returns the share of children who have the problem.
  func share(_ strain: Strain) -> Double {
    let shares: [[Double]] = [
      [0.010, 0.12, 0.48], [0.060, 0.17, 0.33], [0.045, 0.13, 0.24], [0.090, 0.24, 0.40], [0.055, 0.17, 0.30],
      [0.050, 0.33, 0.72], [0.080, 0.18, 0.29],
    ]
    return shares[rawValue][strain.rawValue]
  }
}
