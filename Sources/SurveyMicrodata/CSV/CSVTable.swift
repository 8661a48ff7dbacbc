internal import FoundationEssentials
internal import ParallelWork

/// The columns of a CSV file as its rules read them, with what was found outside the rules.
struct CSVTable {
  /// The values of the columns that were read.
  private(set) var columns: [(name: String, values: Column)] = []
  /// The faults of the columns that were read.
  private(set) var faults: [FaultTally] = []
  /// The numbers of the columns that were read that are written in an unusual way.
  private(set) var spellings: [NumberSpellings] = []
  /// The rules as they turned out for the columns that were read.
  private(set) var rules: [ColumnRule] = []
  /// Where each piece of the file begins, and its number of records.
  private(set) var pieces: [(start: Int, rowCount: Int)] = []

  /// Reads the records of a file.
  ///
  /// Pieces are read on all cores and joined in the order of the file.
  init(
    _ contents: Data, header: CSVHeader, rules: [ColumnRule], delimiter: UInt8, pieceSize: Int
  ) throws(CSVFault) {
    let chunks = CSVChunks(
      contents, from: header.recordsStart, to: header.recordsEnd, size: pieceSize, fieldCount: rules.count)
    var settledRules = rules
    if rules.contains(where: { !$0.isDeclared }) {
      settledRules.turnToText(
        where: sampleFaults(contents, chunks, header: header, rules, delimiter: delimiter), unlessDeclared: true)
    }
    while true {
      let pieces = try readPieces(contents, chunks, header: header, rules: settledRules, delimiter: delimiter)
      let faults = totals(of: pieces)
      if settledRules.turnToText(where: faults) { continue }
      let read = settledRules.filter(\.isRead)
      self.faults = zip(read, faults).map { rule, faults in rule.faultsAsNumbers ?? faults }
      self.rules = read
      spellings = totalSpellings(of: pieces)
      self.pieces = zip(chunks.ranges, pieces).map { ($0.lowerBound, $1.rowCount) }
      columns = joined(pieces, settledRules)
      return
    }
  }
}

extension [ColumnRule] {
  /// Makes columns of text of those that were taken for numbers and are not, or whose numbers are too long for a double.
  ///
  /// Returns whether there are any.
  @discardableResult
  fileprivate mutating func turnToText(where faults: [FaultTally], unlessDeclared: Bool = false) -> Bool {
    var hasTurned = false
    let read = indices.filter { self[$0].isRead }
    for (slot, index) in read.enumerated() {
      guard case .numbers = self[index].kind else { continue }
      let isDeclared = self[index].isDeclared
      if isDeclared, unlessDeclared { continue }
      guard faults[slot].count(.longWhole) > 0 || (!isDeclared && faults[slot].count(.text) > 0) else { continue }
      self[index].kind = .texts(self[index].textsIfTurned)
      // What a codebook says of the numbers was checked while they were read as such.
      if isDeclared { self[index].faultsAsNumbers = faults[slot] }
      hasTurned = true
    }
    return hasTurned
  }
}

/// The faults of a few records here and there.
///
/// What these show to be text need not be read as numbers first. A malformed record is left for the reading itself to
/// find, in the order of the file.
private func sampleFaults(
  _ contents: Data, _ chunks: CSVChunks, header: CSVHeader, _ rules: [ColumnRule], delimiter: UInt8
) -> [FaultTally] {
  let (sampleCount, sampleSize) = (16, 1 << 15)
  var faults = Array(repeating: FaultTally(), count: rules.count { $0.isRead })
  for index in stride(from: 0, to: chunks.ranges.count, by: max(1, chunks.ranges.count / sampleCount)) {
    let range = chunks.ranges[index]
    var reader = ChunkReader(rules: rules, delimiter: delimiter, capacity: chunks.recordLimits[index])
    let sample = range.lowerBound..<min(range.lowerBound + sampleSize, range.upperBound)
    guard (try? reader.read(contents.span, sample, end: header.recordsEnd)) != nil else { continue }
    for slot in faults.indices { faults[slot].add(reader.faults[slot]) }
  }
  return faults
}

private func readPieces(
  _ contents: Data, _ chunks: CSVChunks, header: CSVHeader, rules: [ColumnRule], delimiter: UInt8
) throws(CSVFault) -> [ChunkReader] {
  let results = ParallelWork.map(count: chunks.ranges.count) { index -> Result<ChunkReader, CSVFault> in
    var reader = ChunkReader(rules: rules, delimiter: delimiter, capacity: chunks.recordLimits[index])
    do throws(CSVFault) {
      try reader.read(contents.span, chunks.ranges[index], end: header.recordsEnd)
      return .success(reader)
    } catch {
      return .failure(error)
    }
  }
  var pieces: [ChunkReader] = []
  for result in results { pieces.append(try result.get()) }
  return pieces
}

private func totals(of pieces: [ChunkReader]) -> [FaultTally] {
  var totals = Array(repeating: FaultTally(), count: pieces[0].faults.count)
  for piece in pieces {
    for slot in totals.indices where !piece.faults[slot].isEmpty { totals[slot].add(piece.faults[slot]) }
  }
  return totals
}

private func totalSpellings(of pieces: [ChunkReader]) -> [NumberSpellings] {
  var totals = Array(repeating: NumberSpellings(), count: pieces[0].spellings.count)
  for piece in pieces {
    for slot in totals.indices where !piece.spellings[slot].isEmpty { totals[slot].add(piece.spellings[slot]) }
  }
  return totals
}

private func joined(_ pieces: [ChunkReader], _ rules: [ColumnRule]) -> [(name: String, values: Column)] {
  let read = rules.filter(\.isRead)
  let columns = ParallelWork.map(count: read.count) { slot -> Column? in
    switch read[slot].kind {
    case .unread: return nil
    case .numbers: return .numbers(joinedNumbers(pieces, slot: slot))
    case .levels(_, let names):
      var factor = joinedFactor(pieces, slot: slot, levels: names, codes: nil)
      factor.hasStatedOrder = read[slot].levelsAreOrdered
      return .factor(factor)
    case .texts:
      let (levels, codes) = mergedLevels(pieces.map { $0.tables[slot] })
      var factor = joinedFactor(pieces, slot: slot, levels: levels, codes: codes)
      factor.hasStatedOrder = false
      return .factor(factor)
    }
  }
  return zip(read, columns).compactMap { rule, column in column.map { (rule.name, $0) } }
}

private func joinedNumbers(_ pieces: [ChunkReader], slot: Int) -> [Double] {
  var numbers: [Double] = []
  numbers.reserveCapacity(pieces.reduce(0) { $0 + $1.rowCount })
  for piece in pieces {
    let start = slot * piece.capacity
    numbers.append(contentsOf: piece.values[start..<(start + piece.rowCount)])
  }
  return numbers
}

private func joinedFactor(_ pieces: [ChunkReader], slot: Int, levels: [String], codes: [[Int32]]?) -> Factor {
  var joined: [Int32] = []
  joined.reserveCapacity(pieces.reduce(0) { $0 + $1.rowCount })
  for (index, piece) in pieces.enumerated() {
    let start = slot * piece.capacity
    let newCodes = codes?[index]
    for value in piece.values[start..<(start + piece.rowCount)] {
      if let reason = MissingReason(number: value) {
        joined.append(reason.code)
      } else {
        joined.append(newCodes.map { $0[Int(value)] } ?? Int32(value))
      }
    }
  }
  return Factor(codes: joined, levels: levels)
}

/// Returns the levels of all pieces sorted by their bytes, and for each piece the new code of each of its own.
///
/// Levels that Unicode holds equal though their bytes differ are one level, written as its first record does.
private func mergedLevels(_ tables: [LevelTable]) -> (levels: [String], codes: [[Int32]]) {
  var positions: [String: Int32] = [:]
  var names: [String] = []
  let local = tables.map { table in
    (0..<table.count).map { entry -> Int32 in
      guard table.codes[entry] >= 0 else { return MissingKind.blank.code }
      let name = table.text(at: entry)
      if let position = positions[name] { return position }
      positions[name] = Int32(names.count)
      names.append(name)
      return Int32(names.count - 1)
    }
  }
  let order = names.indices.sorted { names[$0].utf8.lexicographicallyPrecedes(names[$1].utf8) }
  var rank = [Int32](repeating: 0, count: names.count)
  for (position, index) in order.enumerated() { rank[index] = Int32(position) }
  return (order.map { names[$0] }, local.map { $0.map { $0 < 0 ? $0 : rank[Int($0)] } })
}
