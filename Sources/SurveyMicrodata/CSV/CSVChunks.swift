internal import FoundationEssentials
internal import ParallelWork

/// The records of a file cut into pieces that can be read apart.
///
/// A cut falls on any byte; whether it falls inside a quoted field follows from the parity of the quotes before it,
/// since a doubled quote leaves the parity as it was. A file whose quotes are wrong has its first fault in a piece
/// that begins right, so the first fault reported is the first in the file. The cuts depend on the size of the file
/// only, never on the number of threads.
struct CSVChunks {
  /// The pieces, each from the start of its first record to the byte that its last record begins before.
  let ranges: [Range<Int>]
  /// The most records that each piece can have.
  let recordLimits: [Int]

  /// Cuts a file whose records have a number of fields.
  init(_ contents: Data, from start: Int, to end: Int, size: Int, fieldCount: Int) {
    let count = max(1, (end - start + size - 1) / size)
    let cuts = (0...count).map { min(start + $0 * size, end) }
    let counted = ParallelWork.map(count: count) { chunk in
      countQuotesAndLines(contents.span, from: cuts[chunk], to: cuts[chunk + 1])
    }

    var isQuoted = false
    var starts: [Int] = []
    for chunk in 0..<count {
      starts.append(
        chunk == 0 ? start : recordStart(contents.span, at: cuts[chunk], end: cuts[chunk + 1], isQuoted: isQuoted))
      if !counted[chunk].quotes.isMultiple(of: 2) { isQuoted.toggle() }
    }
    ranges = (0..<count).map { min(starts[$0], cuts[$0 + 1])..<cuts[$0 + 1] }
    // A piece ends in the middle of a record, whose line end stands in a later piece.
    // A record has a byte for each of its fields, a delimiter or its line end, so that empty lines take no room.
    recordLimits = (0..<count).map { min(counted[$0].lines, (cuts[$0 + 1] - cuts[$0]) / fieldCount + 1) + 1 }
  }
}

/// The first record that begins at or after a cut, or `end` where none does before it.
private func recordStart(_ bytes: Span<UInt8>, at cut: Int, end: Int, isQuoted: Bool) -> Int {
  if !isQuoted, bytes[cut - 1] == CSVByte.lineFeed { return cut }
  var isQuoted = isQuoted
  for index in cut..<end {
    let byte = bytes[index]
    if byte == CSVByte.quote { isQuoted.toggle() }
    if byte == CSVByte.lineFeed, !isQuoted { return index + 1 }
  }
  return end
}
