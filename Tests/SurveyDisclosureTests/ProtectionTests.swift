import SurveyDisclosure
import SurveyNumerics
import Testing

@Suite("Protection of a table of counts")
struct ProtectionTests {
  private static let shapes: [(sizes: [Int], hierarchical: Bool)] = [
    ([4, 5], false), ([9, 3], true), ([3, 3, 2], false), ([12], true),
  ]

  private static func rules() throws -> DisclosureRules { try DisclosureRules(minimum: 5, protection: 3) }

  /// Thirty random tables of one to three dimensions, some with a hierarchy.
  private static func tables() throws -> [RandomTable] {
    try (0..<32).map { seed in
      let shape = shapes[seed % shapes.count]
      return try RandomTable(
        shape.sizes, mean: [8, 20][seed / 4 % 2], seed: UInt64(seed), hierarchical: shape.hierarchical)
    }
  }

  @Test func `the attack recovers counts from small ones withheld alone and none from a protected table`() throws {
    let rules = try Self.rules()
    var (attacked, recovered) = (0, 0)
    for random in try Self.tables() {
      let table = try random.table()
      let alone = table.seen(as: try table.withPrimariesWithheld(by: rules))
      let found = try alone.attacked()
      if !found.isEmpty {
        attacked += 1
        if found.contains(where: \.interval.isDisclosed) { recovered += 1 }
      }
      let protected = try table.protected(by: rules)
      for (row, interval) in try table.seen(as: protected).attacked(
        by: rules,
        isComplementary: {
          protected.statuses[$0] == .complementary
        })
      {
        let count = random.counts[row]
        #expect(interval.lower <= count && count <= interval.upper ?? .max)
        #expect(!interval.isDisclosed)
        #expect(interval.isWideEnough)
        if protected.statuses[row] == .primary {
          #expect(interval.lower <= max(0, count - 3))
          #expect(interval.upper ?? .max >= count + 3)
        }
      }
      for (row, count) in random.counts.enumerated() {
        #expect((protected.statuses[row] == .primary) == (1...4).contains(count))
        #expect(protected.counts[row] == nil || protected.counts[row] == count)
        if count == 0 { #expect(protected.statuses[row] == .published) }
      }
    }
    #expect(attacked >= 24)
    #expect(2 * recovered >= attacked, "\(recovered) of \(attacked)")
  }

  @Test func `what was protected by rules holds against an attack by the same rules`() throws {
    for zeros in [nil] + DisclosureRules.Zeros.allCases {
      let rules = try DisclosureRules(minimum: 5, protection: 3, zeros: zeros)
      for random in try Self.tables() {
        let table = try random.table()
        let protected = try table.protected(by: rules)
        let found = try table.seen(as: protected).attacked(
          by: rules, isComplementary: { protected.statuses[$0] == .complementary })
        #expect(found.allSatisfy { $0.interval.isWideEnough && !$0.interval.isDisclosed }, "\(zeros.debugDescription)")
      }
    }
  }

  @Test func `the order of the rows changes nothing`() throws {
    for seed in 0..<4 {
      let random = try RandomTable([5, 4], mean: 9, seed: UInt64(40 + seed))
      let protected = try random.table().protected(by: Self.rules())
      var order = Array(random.counts.indices)
      var stream = RandomStream(seed: UInt64(seed), stream: 12)
      order.shuffle(using: &stream)
      let shuffled = try random.table(order: order).protected(by: Self.rules())
      #expect(shuffled.statuses == order.map { protected.statuses[$0] })
    }
  }

  @Test func `as few counts are withheld as of all patterns that protect`() throws {
    for seed in 0..<3 {
      let random = try RandomTable([2, 3], mean: 14, seed: UInt64(70 + seed))
      let table = try random.table()
      let protected = try table.protected(by: Self.rules())
      let small = random.counts.indices.filter { (1...4).contains(random.counts[$0]) }
      let others = random.counts.indices.filter { random.counts[$0] >= 5 }
      guard !small.isEmpty else { continue }
      let fewest = try (0..<(1 << others.count)).filter { pattern in
        pattern.nonzeroBitCount + small.count <= protected.counts.count { $0 == nil }
      }.filter { pattern in
        let withheld = Set(small + others.indices.filter { pattern >> $0 & 1 == 1 }.map { others[$0] })
        let seen = try CountTable(
          dimensions: random.dimensions, labels: random.labels,
          counts: random.counts.enumerated().map { withheld.contains($0) ? nil : $1 })
        return try seen.attacked().allSatisfy { row, interval in
          guard small.contains(row) else { return true }
          let count = random.counts[row]
          return interval.lower <= max(0, count - 3) && interval.upper ?? .max >= count + 3
        }
      }.map { $0.nonzeroBitCount }.min()
      #expect(fewest == protected.count(of: .complementary), "seed \(seed)")
    }
  }

  @Test func `tables that share a margin are protected together`() throws {
    // By sex and by age within the same region, never by both: the totals of the region belong to both tables.
    var labels: [[String]] = []
    var counts: [Int] = []
    func add(_ row: [String], _ count: Int) {
      labels.append(row)
      counts.append(count)
    }
    for (region, sexes, ages) in [("North", [3, 17], [9, 11]), ("South", [20, 14], [30, 4])] {
      for (sex, count) in zip(["f", "m"], sexes) { add([region, sex, "Total"], count) }
      for (age, count) in zip(["young", "old"], ages) { add([region, "Total", age], count) }
      add([region, "Total", "Total"], sexes.reduce(0, +))
    }
    for (sex, count) in [("f", 23), ("m", 31)] { add(["Total", sex, "Total"], count) }
    for (age, count) in [("young", 39), ("old", 15)] { add(["Total", "Total", age], count) }
    add(["Total", "Total", "Total"], 54)
    let table = try CountTable(dimensions: ["region", "sex", "age"], labels: labels, counts: counts)
    let protected = try table.protected(by: Self.rules())
    #expect(protected.count(of: .primary) == 2)
    let found = try table.seen(as: protected).attacked(by: Self.rules()) { protected.statuses[$0] == .complementary }
    #expect(found.allSatisfy { $0.interval.isWideEnough })
    #expect(found.count > 4)
  }

  @Test func `a large table with three levels is protected`() throws {
    let random = try RandomTable([60, 20], mean: 15, seed: 5, hierarchical: true)
    let table = try random.table()
    let protected = try table.protected(by: Self.rules())
    let found = try table.seen(as: protected).attacked(by: Self.rules()) { protected.statuses[$0] == .complementary }
    #expect(found.count > 200)
    #expect(found.allSatisfy { $0.interval.isWideEnough })
  }

  @Test func `rounding holds where no count can be computed and is refused where one can`() throws {
    let rules = try DisclosureRules(minimum: 5, protection: 3, roundingBase: 5)
    let table = try crossTable([[3, 14], [8, 21]], rowTotals: [17, 29], columnTotals: [11, 35], total: 46)
    let rounded = try table.protected(by: rules)
    #expect(rounded.counts == [5, 15, 15, 10, 20, 30, 10, 35, 45])
    #expect(try table.seen(as: rounded).attacked(by: rules).allSatisfy { !$0.interval.isDisclosed })
    // Four counts of 2 become 0 each and their total of 8 becomes 10: only counts of 2 add up to that.
    let told = try CountTable(
      dimensions: ["d"], labels: [["a"], ["b"], ["c"], ["d"], ["Total"]], counts: [2, 2, 2, 2, 8])
    #expect(throws: DisclosureError.roundingDiscloses(base: 5, cells: 5)) { try told.protected(by: rules) }
  }
}
