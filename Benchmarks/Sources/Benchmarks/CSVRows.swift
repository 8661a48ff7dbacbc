/// Rows of comma-separated values as bytes; no value needs quotes.
struct CSVRows {
  var bytes: [UInt8] = []
  private var isFirst = true

  mutating func append(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  /// Appends an integer, or an empty field for nil.
  mutating func append(_ value: Int?) {
    separate()
    guard let value else { return }
    write(value)
  }

  /// Appends a number of zero or more with a fixed number of decimals.
  mutating func append(_ value: Double, decimals: Int) {
    precondition(value >= 0, "\(value) is negative")
    separate()
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((value * Double(scale)).rounded())
    write(scaled / scale)
    bytes.append(UInt8(ascii: "."))
    var rest = scaled % scale
    for _ in 0..<decimals {
      scale /= 10
      bytes.append(UInt8(ascii: "0") + UInt8(rest / scale))
      rest %= scale
    }
  }

  mutating func end() {
    bytes.append(UInt8(ascii: "\n"))
    isFirst = true
  }

  private mutating func separate() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
  }

  private mutating func write(_ value: Int) {
    if value >= 10 { write(value / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(value % 10))
  }
}
