/// Counts the quotes and line feeds among bytes.
///
/// This pass over the whole file is worth the one pointer of the reader: the compiler turns the loop into vector
/// instructions only where no index is checked.
func countQuotesAndLines(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> (quotes: Int, lines: Int) {
  unsafe bytes.extracting(start..<end).withUnsafeBufferPointer { bytes in
    var quotes = 0
    var lines = 0
    var position = 0
    while position < bytes.count {
      // A byte counts to 255, so the counters are emptied in time.
      let stop = min(position + 240, bytes.count)
      var someQuotes: UInt8 = 0
      var someLines: UInt8 = 0
      while position < stop {
        let byte = unsafe bytes[position]
        someQuotes &+= byte == CSVByte.quote ? 1 : 0
        someLines &+= byte == CSVByte.lineFeed ? 1 : 0
        position &+= 1
      }
      quotes += Int(someQuotes)
      lines += Int(someLines)
    }
    return (quotes, lines)
  }
}

/// Returns whether more than a number of lines are empty.
func hasMoreEmptyLines(than limit: Int, _ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
  var count = 0
  var isEmpty = true
  for position in start..<end {
    let byte = bytes[position]
    if byte == CSVByte.lineFeed {
      if isEmpty { count += 1 }
      if count > limit { return true }
      isEmpty = true
    } else if byte != CSVByte.carriageReturn {
      isEmpty = false
    }
  }
  return false
}
