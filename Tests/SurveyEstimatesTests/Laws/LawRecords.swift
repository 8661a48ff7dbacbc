import SurveyMicrodata

/// A small seeded generator (SplitMix64), so that the records of these tests never change.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from 0 up to 1.
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }
  /// A number that is near normal: the sum of twelve uniform numbers less 6.
  mutating func normal() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + uniform() } }
}

/// Records of a made-up survey of persons in households in districts in regions, of all shapes that laws need.
///
/// Identifiers of districts and households start again in each region and district. The region "lone" has one
/// district. The groups of `special` are: `ordinary`; `single`, with records of one district only in every region;
/// `nobody`, without records; and `silent`, whose records all lack an answer.
struct LawRecords {
  var columns: [(name: String, values: Column)] = []

  init(seed: UInt64 = 20_240_601) {
    var random = SeededGenerator(seed: seed)
    var numbers: [String: [Double]] = [:]
    var labels: [String: [String?]] = [:]
    let regions = [("east", 5, 25.0), ("north", 4, 16), ("south", 6, 33), ("lone", 1, 7)]
    for (regionNumber, (region, districts, districtCount)) in regions.enumerated() {
      for district in 1...districts {
        let districtEffect = random.normal()
        let households = 3
        let householdCount = 6 + (random.uniform() * 5).rounded()
        for household in 1...households {
          let persons = 2 + Int(random.uniform() * 2)
          for person in 1...persons {
            let score = 50 + 4 * districtEffect + 8 * random.normal()
            let isYes = random.uniform() < 0.35 + 0.05 * districtEffect
            let isSingle = district == 1 && household == 1
            let isSilent = !isSingle && random.uniform() < 0.08
            numbers["district", default: []].append(Double(district))
            numbers["uniqueDistrict", default: []].append(Double(100 * regionNumber + district))
            let districtsBefore = regions[..<regionNumber].reduce(0) { $0 + $1.1 }
            numbers["pairOfDistricts", default: []].append(Double((districtsBefore + district - 1) / 2))
            numbers["household", default: []].append(Double(household))
            numbers["person", default: []].append(Double(person))
            numbers["weight", default: []].append(
              districtCount / Double(districts) * householdCount / 3 * (0.5 + random.uniform()))
            numbers["districts", default: []].append(districtCount)
            numbers["households", default: []].append(householdCount)
            numbers["allDistricts", default: []].append(81)
            numbers["districtShare", default: []].append(Double(districts) / districtCount)
            numbers["householdShare", default: []].append(3 / householdCount)
            numbers["personShare", default: []].append(0.5)
            numbers["districtProbability", default: []].append(
              Double(districts) / districtCount * (0.6 + 0.1 * Double(district)))
            numbers["wave", default: []].append(Double(household % 2))
            numbers["personsOfRegion", default: []].append(districtCount * 40)
            numbers["one", default: []].append(1)
            numbers["persons", default: []].append(3000)
            numbers["evenWeight", default: []].append(20)
            let answers = !isSilent && random.uniform() > 0.07
            numbers["score", default: []].append(answers ? score : MissingKind.refused.number)
            numbers["income", default: []].append(
              isSilent ? MissingKind.blank.number : 1000 + 40 * score * random.uniform())
            numbers["age", default: []].append(20 + (random.uniform() * 50).rounded())
            labels["region", default: []].append(region)
            labels["zone", default: []].append(["east", "south"].contains(region) ? "one" : "other")
            labels["smokes", default: []].append(answers ? (isYes ? "yes" : "no") : nil)
            // No random number: the records of the other laws stay what they were.
            let isOther = (numbers["score"]?.count ?? 0) % 4 == 0
            labels["smokesToo", default: []].append(answers ? (isYes != isOther ? "yes" : "no") : nil)
            labels["health", default: []].append(
              isSilent ? nil : ["bad", "fair", "good", "very good"][Int(random.uniform() * 4)])
            labels["sex", default: []].append(random.uniform() < 0.5 ? "woman" : "man")
            labels["ageGroup", default: []].append(["old", "middle", "young"][Int(random.uniform() * 3)])
            labels["group", default: []].append(["a", "b", "c"][Int(random.uniform() * 3)])
            labels["special", default: []].append(isSingle ? "single" : isSilent ? "silent" : "ordinary")
          }
        }
      }
    }
    for name in numbers.keys.sorted() { columns.append((name, .numbers(numbers[name] ?? []))) }
    for name in labels.keys.sorted() {
      var factor = Factor(labels[name] ?? [])
      if name == "special" { factor.levels.append("nobody") }
      columns.append((name, .factor(factor)))
    }
  }

  /// The number of records.
  var count: Int { columns[0].values.count }

  /// The records as data.
  func data() throws -> Microdata { try Microdata(name: "laws", columns: columns) }

  /// Returns the records in another order: `order[i]` is the old position of record `i`.
  func reordered(_ order: [Int]) -> LawRecords {
    mapping { _, column in
      switch column {
      case .numbers(let values): .numbers(order.map { values[$0] })
      case .factor(let factor): .factor(Factor(codes: order.map { factor.codes[$0] }, levels: factor.levels))
      }
    }
  }

  /// Returns another order of the records.
  func shuffledRows(seed: UInt64) -> [Int] {
    var random = SeededGenerator(seed: seed)
    return Array(0..<count).shuffled(using: &random)
  }

  /// Returns the records with the levels of the variables of groups and answers renamed, in the opposite order.
  func withLevelsRenamed() -> LawRecords {
    mapping { name, column in
      guard case .factor(let factor) = column, name != "sex", name != "ageGroup" else { return column }
      let last = Int32(factor.levels.count - 1)
      return .factor(
        Factor(
          codes: factor.codes.map { $0 < 0 ? $0 : last - $0 },
          levels: factor.levels.reversed().map(LawRecords.newName(of:))))
    }
  }

  /// What `withLevelsRenamed` calls a level.
  static func newName(of level: String) -> String { "new " + level }

  /// Returns the records with both weights multiplied by a factor.
  func withWeights(multipliedBy factor: Double) -> LawRecords {
    replacingNumbers(["weight", "evenWeight"]) { _, value in value * factor }
  }

  /// Returns the records with the numbers of some columns replaced.
  func replacingNumbers(_ names: Set<String>, _ body: (_ row: Int, _ value: Double) -> Double) -> LawRecords {
    mapping { name, column in
      guard names.contains(name), case .numbers(let values) = column else { return column }
      return .numbers(values.indices.map { body($0, values[$0]) })
    }
  }

  /// Returns the records with the answers of the records that a mask leaves out set to missing.
  func silenced(outside rows: [Bool]) -> LawRecords {
    mapping { name, column in
      guard ["score", "income", "smokes", "smokesToo", "health"].contains(name) else { return column }
      switch column {
      case .numbers(let values): return .numbers(values.indices.map { rows[$0] ? values[$0] : .nan })
      case .factor(let factor):
        return .factor(
          Factor(codes: factor.codes.indices.map { rows[$0] ? factor.codes[$0] : -1 }, levels: factor.levels))
      }
    }
  }

  /// Returns the numbers of a column.
  func numbers(_ name: String) -> [Double] {
    guard case .numbers(let values)? = columns.first(where: { $0.name == name })?.values else { return [] }
    return values
  }

  /// Returns the level of each record of a column, nil where missing.
  func labels(_ name: String) -> [String?] {
    guard case .factor(let factor)? = columns.first(where: { $0.name == name })?.values else { return [] }
    return factor.codes.map { $0 < 0 ? nil : factor.levels[Int($0)] }
  }

  private func mapping(_ body: (String, Column) -> Column) -> LawRecords {
    var copy = self
    copy.columns = columns.map { ($0.name, body($0.name, $0.values)) }
    return copy
  }
}
