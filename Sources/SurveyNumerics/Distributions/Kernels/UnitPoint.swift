/// A point between zero and one with its complement and the logarithms of both, none of them rounded to a double.
struct UnitPoint {
  let x: DoubleDouble
  let complement: DoubleDouble
  let logX: DoubleDouble
  let logComplement: DoubleDouble

  /// Creates a point strictly between zero and one.
  init(_ value: Double) {
    x = DoubleDouble(value)
    complement = DoubleDouble.sum(1, -value)
    logX = x.logarithm
    logComplement = complement.logarithm
  }

  /// Creates the point x with x / (1 - x) = exp(logOdds).
  init(logOdds: DoubleDouble) {
    // exp(-|logOdds|) is the smaller of odds and 1 / odds; below 1e-300 it no longer changes the other logarithm.
    let isUpper = logOdds.high > 0
    let distance = isUpper ? -logOdds : logOdds
    let odds = distance.high < -690 ? DoubleDouble(0) : distance.exponential
    let whole = odds + 1
    let small = odds / whole
    let large = DoubleDouble(1) / whole
    let logLarge = -whole.logarithm
    let logSmall = distance + logLarge
    x = isUpper ? large : small
    complement = isUpper ? small : large
    logX = isUpper ? logLarge : logSmall
    logComplement = isUpper ? logSmall : logLarge
  }

  private init(x: DoubleDouble, complement: DoubleDouble, logX: DoubleDouble, logComplement: DoubleDouble) {
    self.x = x
    self.complement = complement
    self.logX = logX
    self.logComplement = logComplement
  }

  /// The point 1 - x.
  var reversed: UnitPoint {
    UnitPoint(x: complement, complement: x, logX: logComplement, logComplement: logX)
  }
}
