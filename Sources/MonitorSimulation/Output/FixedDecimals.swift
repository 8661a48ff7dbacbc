/// Returns a number with a fixed count of decimals, halves rounded away from zero.
///
/// The number times a power of ten must fit into 63 bits; the digits then come from whole numbers and so are the same
/// everywhere.
package func fixedDecimals(_ value: Double, _ decimals: Int) -> String {
  var scale = 1
  for _ in 0..<decimals { scale *= 10 }
  let scaled = Int((value * Double(scale)).rounded())
  let whole = String(scaled.magnitude / UInt(scale))
  let sign = scaled < 0 ? "-" : ""
  guard decimals > 0 else { return sign + whole }
  let fraction = String(scaled.magnitude % UInt(scale))
  return sign + whole + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
}
