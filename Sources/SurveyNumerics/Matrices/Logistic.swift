private import CNumerics

/// Replaces each value by its logistic function.
///
/// ```
/// 1 / (1 + exp(-x))
/// ```
///
/// Within 2 units in the last place for every finite value, small results included, and the same bits on every
/// processor. R: `plogis(x)`.
package func logistic(_ values: inout [Double]) {
  unsafe values.withUnsafeMutableBufferPointer { values in
    guard let start = values.baseAddress else { return }
    unsafe peilstok_logistic(start, values.count)
  }
}

/// Replaces each value by its logistic function.
package func logistic(_ values: inout MutableSpan<Double>) {
  unsafe values.withUnsafeMutableBufferPointer { values in
    guard let start = values.baseAddress else { return }
    unsafe peilstok_logistic(start, values.count)
  }
}
