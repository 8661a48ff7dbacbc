internal import FoundationEssentials
internal import ParallelWork

/// The decimal mark of a file whose separator had to be found too, by all of its numbers.
///
/// It is that of the numbers that can be read in one way only. Without any, columns whose numbers may be decimals or
/// thousands stay texts, and are refused as numbers.
struct DecimalMarkRecognition {
  /// The mark; nil where no number tells.
  let mark: Character?
  /// The columns whose numbers may be decimals or thousands, where no other number tells.
  let undecided: Set<Int>

  /// Looks at the columns that no codebook describes.
  init(
    _ contents: Data, header: CSVHeader, delimiter: UInt8, columns: Set<Int>, missingTexts: [String], pieceSize: Int
  ) throws(DecimalMarkConflict) {
    let chunks = CSVChunks(
      contents, from: header.recordsStart, to: header.recordsEnd, size: pieceSize, fieldCount: header.names.count)
    let missing = missingTexts.map { Array($0.utf8) }
    let pieces = ParallelWork.map(count: chunks.ranges.count) { piece in
      tallies(
        contents.span, chunks.ranges[piece], end: header.recordsEnd, delimiter: delimiter, columns: columns,
        count: header.names.count, missing: missing)
    }
    var totals = [NumberFormTally](repeating: NumberFormTally(), count: header.names.count)
    for piece in pieces { for index in totals.indices { totals[index].add(piece[index]) } }
    let commas = totals.filter { $0.mark == "," && $0.counts.decimals > 0 }
    let points = totals.filter { $0.mark == "." && $0.counts.decimals > 0 }
    let (commaCount, pointCount) = (
      commas.reduce(0) { $0 + $1.counts.decimals }, points.reduce(0) { $0 + $1.counts.decimals }
    )
    guard commas.isEmpty || points.isEmpty else {
      throw DecimalMarkConflict(
        commaCount: commaCount, commaColumns: commas.count, pointCount: pointCount, pointColumns: points.count)
    }
    mark = commas.isEmpty ? points.isEmpty ? nil : "." : ","
    undecided = commas.isEmpty && points.isEmpty ? Set(totals.indices.filter { totals[$0].mark != nil }) : []
  }
}

/// Numbers of one file with either decimal mark.
public struct DecimalMarkConflict: Error, Sendable, Equatable {
  /// The numbers that can only have a decimal comma, and their columns.
  public let commaCount: Int
  /// The columns with a decimal comma.
  public let commaColumns: Int
  /// The numbers that can only have a decimal point.
  public let pointCount: Int
  /// The columns with a decimal point.
  public let pointColumns: Int

  /// Creates a conflict.
  public init(commaCount: Int, commaColumns: Int, pointCount: Int, pointColumns: Int) {
    self.commaCount = commaCount
    self.commaColumns = commaColumns
    self.pointCount = pointCount
    self.pointColumns = pointColumns
  }
}

extension DecimalMarkConflict {
  /// The conflict as a sentence.
  var sentence: String {
    "\(commaCount) \(commaCount == 1 ? "value" : "values") in \(columns(commaColumns)) can only have a decimal comma, and "
      + "\(pointCount) in \(columns(pointColumns)) a decimal point; --decimal (key decimal) says which of them is the mark."
  }

  private func columns(_ count: Int) -> String { count == 1 ? "1 column" : "\(count) columns" }
}

private func tallies(
  _ bytes: Span<UInt8>, _ range: Range<Int>, end: Int, delimiter: UInt8, columns: Set<Int>, count: Int,
  missing: [[UInt8]]
) -> [NumberFormTally] {
  var tallies = [NumberFormTally](repeating: NumberFormTally(), count: count)
  let isLooked = (0..<count).map(columns.contains)
  var position = range.lowerBound
  while position < range.upperBound {
    var field = 0
    // A record that cannot be cut is left for the reading itself to name.
    do throws(CSVFault) {
      repeat {
        let text = try scanField(bytes, at: &position, end: end, delimiter: delimiter)
        if field < count, isLooked[field], text.count > 0 {
          note(text, in: bytes, missing: missing, to: &tallies[field])
        }
        field += 1
      } while try passFieldEnd(bytes, at: &position, end: end, delimiter: delimiter) == .delimiter
    } catch {
      return tallies
    }
  }
  return tallies
}

private func note(_ text: FieldText, in bytes: Span<UInt8>, missing: [[UInt8]], to tally: inout NumberFormTally) {
  guard text.unescaped == nil else { return tally.note(.text) }
  let form = NumberForm(bytes, from: text.start, count: text.count)
  guard form == .text else { return tally.note(form) }
  // The marks of missing answers are no answers.
  let first = bytes[text.start]
  if text.count == 1, first == CSVByte.point { return }
  if text.count == 2 {
    let second = bytes[text.start + 1]
    if first == CSVByte.point, second == 0x5F || (second | 0x20) &- 0x61 < 26 { return }
    if !text.isQuoted, first == 0x4E, second == 0x41 { return }
  }
  if !missing.isEmpty, missing.contains(text.bytes(in: bytes)) { return }
  tally.note(.text)
}
