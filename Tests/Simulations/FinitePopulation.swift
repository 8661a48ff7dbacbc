package import SurveyDesigns
internal import SurveyMicrodata
package import SurveyNumerics

/// Persons in clusters in strata, alike within clusters, whose means and totals are known.
package struct FinitePopulation: Sendable {
  /// What is known of a person.
  package struct Person: Sendable {
    fileprivate let number: Int
    package let y: Double
    package let hasEvent: Bool
    package let kind: String
    package let sex: String
    package let group: String
  }

  /// How clusters are drawn from their strata.
  package enum Drawing: Sendable {
    /// With replacement and unequal probabilities, six persons at random from each.
    case withReplacement
    /// At random without replacement, six persons at random from each.
    case withoutReplacement
    /// Every k-th from a random start.
    case systematic
  }

  private struct Cluster: Sendable {
    let persons: [Person]
    /// The probability of each draw with replacement.
    let probability: Double
  }

  private var strata: [[Cluster]] = []
  /// All persons.
  package let persons: [Person]
  /// The population counts of kinds and sexes.
  package let margins: [PopulationMargin]
  private let drawing: Drawing
  /// How many clusters of each stratum are drawn.
  private let draws: [Int]
  /// The largest number of persons drawn from a cluster.
  private let personCount = 6

  /// Makes a population.
  ///
  /// - Parameters:
  ///   - seed: what decides the persons.
  ///   - sizes: the number of clusters of each stratum.
  ///   - draws: how many of them are drawn.
  ///   - drawing: how clusters are drawn.
  ///   - persons: how many persons clusters have.
  ///   - trend: how much y rises from the first to the last cluster of a stratum.
  package init(
    seed: UInt64, sizes: [Int], draws: [Int], drawing: Drawing, persons: ClosedRange<Int> = 10...20, trend: Double = 0
  ) {
    self.draws = draws
    self.drawing = drawing
    var number = -1
    for (stratum, size) in sizes.enumerated() {
      var random = RandomStream(seed: seed, stream: UInt64(stratum))
      var clusters: [Cluster] = []
      for position in 0..<size {
        let effect = random.normal()
        let level = 20 + 3 * Double(stratum % 3) + 2 * effect + trend * Double(position) / Double(size)
        let count = persons.lowerBound + random.index(below: persons.count)
        let members = (0..<count).map { _ in
          let isOld = random.uniform() < 0.4
          let isWoman = random.uniform() < 0.5
          let chance = 0.2 + 0.05 * Double(stratum % 3) + 0.06 * effect + (isOld ? 0.15 : 0)
          number += 1
          return Person(
            number: number, y: level + (isOld ? 5 : 0) + (isWoman ? 2 : 0) + 4 * random.normal(),
            hasEvent: random.uniform() < chance,
            kind: isOld ? "old" : "young", sex: isWoman ? "woman" : "man",
            group: random.uniform() < 0.35 ? "inside" : "outside")
        }
        // Known sizes that are off by up to a half either way.
        clusters.append(Cluster(persons: members, probability: Double(count) * (0.6 + 0.8 * random.uniform())))
      }
      let sum = clusters.reduce(0) { $0 + $1.probability }
      strata.append(clusters.map { Cluster(persons: $0.persons, probability: $0.probability / sum) })
    }
    let persons = strata.joined().flatMap(\.persons)
    func counts(_ level: (Person) -> String) -> [String: Double] {
      Dictionary(grouping: persons, by: level).mapValues { Double($0.count) }
    }
    self.persons = persons
    margins = [.counts(of: "kind", counts(\.kind)), .counts(of: "sex", counts(\.sex))]
  }

  /// The variance of the estimated total of a variable of each person, from the whole population.
  ///
  /// Without replacement N²(1 − n/N)S²/n between clusters and N/n·M²(1 − m/M)S²/m within (Cochran 1977, section 11.3);
  /// with replacement Σ p(T/p − ΣT)²/n and 1/(np)·M²(1 − m/M)S²/m.
  package func varianceOfTotal(_ values: [Double]) -> Double {
    zip(strata, draws).reduce(0.0) { sum, stratum in
      let (clusters, n, size) = (stratum.0, Double(stratum.1), Double(stratum.0.count))
      let valuesOfClusters = clusters.map { $0.persons.map { values[$0.number] } }
      let totals = valuesOfClusters.map { $0.reduce(0, +) }
      let within = valuesOfClusters.map { values in
        let (all, drawn) = (Double(values.count), Double(min(personCount, values.count)))
        return all == drawn ? 0 : all * all * (1 - drawn / all) * moments(values).variance / drawn
      }
      switch drawing {
      case .withReplacement:
        let whole = totals.reduce(0, +)
        return sum
          + clusters.indices.reduce(0.0) { sum, position in
            let probability = clusters[position].probability
            let distance = totals[position] / probability - whole
            return sum + probability * distance * distance + within[position] / probability
          } / n
      case .withoutReplacement:
        return sum + size * size * (1 - n / size) * moments(totals).variance / n + size / n * within.reduce(0, +)
      case .systematic: preconditionFailure("the variance of a systematic sample hangs on the order of the list")
      }
    }
  }

  /// Draws a sample.
  package func sample(_ random: inout RandomStream) throws -> SurveyDesign {
    var numbers: [String: [Double]] = [:]
    var labels: [String: [String?]] = [:]
    var draw = 0
    for (stratum, clusters) in strata.enumerated() {
      for number in drawn(from: clusters, count: draws[stratum], &random) {
        let cluster = clusters[number]
        let persons = cluster.persons.shuffled(using: &random).prefix(personCount)
        let (size, count) = (Double(clusters.count), Double(draws[stratum]))
        let fraction = drawing == .withReplacement ? count * cluster.probability : count / size
        draw += 1
        for person in persons {
          numbers["number", default: []].append(Double(person.number))
          numbers["y", default: []].append(person.y)
          numbers["stratum", default: []].append(Double(stratum))
          numbers["cluster", default: []].append(Double(draw))
          numbers["clusters", default: []].append(size)
          numbers["persons", default: []].append(Double(cluster.persons.count))
          numbers["weight", default: []].append(
            Double(cluster.persons.count) / Double(persons.count) / fraction)
          labels["event", default: []].append(person.hasEvent ? "yes" : "no")
          labels["kind", default: []].append(person.kind)
          labels["sex", default: []].append(person.sex)
          labels["group", default: []].append(person.group)
        }
      }
    }
    let data = try Microdata(
      name: "sample",
      columns: numbers.sorted { $0.key < $1.key }.map { ($0.key, .numbers($0.value)) }
        + labels.sorted { $0.key < $1.key }.map { ($0.key, .factor(Factor($0.value))) })
    let stages =
      drawing == .withoutReplacement
      ? [Stage(units: "cluster", strata: "stratum", populationSize: "clusters"), Stage(populationSize: "persons")]
      : [Stage(units: "cluster", strata: "stratum")]
    return try SurveyDesign(data, weights: "weight", stages: stages)
  }

  /// Returns the estimated totals of variables of each person.
  package func totals(of variables: [[Double]], in sample: SurveyDesign) throws -> [Double] {
    let numbers = try sample.data.numbers(of: "number")
    return variables.map { values in
      zip(numbers, sample.weights).reduce(0.0) { $0 + $1.1 * values[Int($1.0)] }
    }
  }

  private func drawn(from clusters: [Cluster], count: Int, _ random: inout RandomStream) -> [Int] {
    switch drawing {
    case .withReplacement:
      let probabilities = clusters.map(\.probability)
      return (0..<count).map { _ in random.choice(probabilities: probabilities) }
    case .withoutReplacement: return Array(clusters.indices.shuffled(using: &random).prefix(count))
    case .systematic:
      let step = clusters.count / count
      let start = random.index(below: step)
      return (0..<count).map { start + step * $0 }
    }
  }
}

/// The mean and the variance with n − 1 of numbers.
package func moments(_ values: [Double]) -> (average: Double, variance: Double) {
  let n = Double(values.count)
  let average = values.reduce(0, +) / n
  return (average, values.reduce(0) { $0 + ($1 - average) * ($1 - average) } / (n - 1))
}
