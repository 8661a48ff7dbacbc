import SurveyDesigns
import SurveyMicrodata

/// Persons in clusters of unequal size in three strata, alike within clusters.
struct FinitePopulation: Sendable {
  struct Person {
    let y: Double
    let hasEvent: Bool
    let kind: String
  }

  /// The persons of each cluster of each stratum.
  private(set) var strata: [[[Person]]] = []
  /// How many clusters of each stratum are drawn; of each of these, six persons.
  private let clusterCounts = [8, 10, 7]
  private let personCount = 6

  init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for (stratum, size) in [50, 70, 40].enumerated() {
      var clusters: [[Person]] = []
      for _ in 0..<size {
        let effect = random.normal()
        let count = 10 + Int(random.uniform() * 11)
        clusters.append(
          (0..<count).map { _ in
            let isOld = random.uniform() < 0.4
            let chance = 0.2 + 0.05 * Double(stratum) + 0.06 * effect + (isOld ? 0.15 : 0)
            return Person(
              y: 20 + 3 * Double(stratum) + 2 * effect + (isOld ? 5 : 0) + 4 * random.normal(),
              hasEvent: random.uniform() < chance, kind: isOld ? "old" : "young")
          })
      }
      strata.append(clusters)
    }
  }

  private var persons: [Person] { strata.joined().flatMap { $0 } }
  var total: Double { persons.reduce(0) { $0 + $1.y } }
  var prevalence: Double { Double(persons.count { $0.hasEvent }) / Double(persons.count) }
  var kinds: [String: Double] { Dictionary(grouping: persons, by: \.kind).mapValues { Double($0.count) } }

  /// Between clusters N²(1 − n/N)S²/n, and within the drawn ones N/n · M²(1 − m/M)S²/m (Cochran 1977, section 11.3).
  var varianceOfTotal: Double {
    zip(strata, clusterCounts).reduce(0.0) { sum, stratum in
      let (clusters, drawn) = stratum
      let (size, n, m) = (Double(clusters.count), Double(drawn), Double(personCount))
      let between = moments(clusters.map { $0.reduce(0) { $0 + $1.y } }).variance
      let within = clusters.reduce(0.0) { sum, cluster in
        let persons = Double(cluster.count)
        return sum + persons * persons * (1 - m / persons) * moments(cluster.map(\.y)).variance / m
      }
      return sum + size * size * (1 - n / size) * between / n + size / n * within
    }
  }

  func sample(seed: UInt64) throws -> SurveyDesign {
    var random = SeededGenerator(seed: seed)
    var (y, clusterNumber, clusterSize, stratumSize) = ([Double](), [Double](), [Double](), [Double]())
    var (event, kind, stratumName) = ([String?](), [String?](), [String?]())
    for (stratum, clusters) in strata.enumerated() {
      for cluster in clusters.indices.shuffled(using: &random).prefix(clusterCounts[stratum]) {
        for person in clusters[cluster].shuffled(using: &random).prefix(personCount) {
          y.append(person.y)
          event.append(person.hasEvent ? "yes" : "no")
          kind.append(person.kind)
          stratumName.append("\(stratum)")
          clusterNumber.append(Double(cluster))
          clusterSize.append(Double(clusters[cluster].count))
          stratumSize.append(Double(clusters.count))
        }
      }
    }
    let data = try Microdata(
      name: "sample",
      columns: [
        ("y", .numbers(y)), ("event", .factor(Factor(event))), ("kind", .factor(Factor(kind))),
        ("stratum", .factor(Factor(stratumName))), ("cluster", .numbers(clusterNumber)),
        ("persons", .numbers(clusterSize)), ("clusters", .numbers(stratumSize)),
      ])
    return try SurveyDesign(
      data,
      stages: [
        Stage(units: "cluster", strata: "stratum", populationSize: "clusters"), Stage(populationSize: "persons"),
      ], unitsAreNested: true)
  }
}

/// The mean and the variance with n − 1 of numbers.
func moments(_ values: [Double]) -> (average: Double, variance: Double) {
  let n = Double(values.count)
  let average = values.reduce(0, +) / n
  return (average, values.reduce(0) { $0 + ($1 - average) * ($1 - average) } / (n - 1))
}
